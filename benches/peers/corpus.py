"""The documents, and which parts are measured with each."""
import gzip, os, subprocess, sys
from dataclasses import dataclass
from pathlib import Path

from tools import HERE, REPOSITORY

# With as many operations as the largest real documents.
SYNTHETIC = [500, 1000, 2000, 4000]


@dataclass(frozen=True)
class Document:
    """A document: a pattern for its path in the corpus, and the letters of the parts that it is for."""

    name: str
    pattern: str
    parts: str


DOCUMENTS = [
    Document("petstore", "*petstorev3.json", "abcdg"),
    Document("stripe", "*stripe*spec3.*", "abcdg"),
    Document("ory", "*ory__openapi.*", "abcdg"),
    Document("discord", "*discord*openapi.json", "abcdg"),
    Document("twilio", "*twilio_api_v2010.json", "abcdg"),
    Document("adyen", "*adyen*CheckoutService-v*.json", "abcdg"),
    Document("github", "*api.github.com*", "abcg"),
    Document("graph", "*microsoft*graph*", "abg"),
    *(Document(f"synthetic-{count}", "", "abcehr" if count == 1000 else "h") for count in SYNTHETIC),
]


def folder(named):
    """The folder of the corpus: what was named, `CORPUS`, or where `tests/corpus/run` has it."""
    return Path(named or os.environ.get("CORPUS") or REPOSITORY / "../shared/corpus").resolve()


def unpack(document, corpus, cache):
    """The path of a document, copied into the cache and unpacked, or None if the corpus has none."""
    into = cache / "documents"
    into.mkdir(parents=True, exist_ok=True)
    if not document.pattern:
        path = into / f"{document.name}.json"
        made = subprocess.run([sys.executable, HERE / "synthetic.py", document.name.rpartition("-")[2]], capture_output=True, check=True)
        path.write_bytes(made.stdout)
        return path
    found = sorted(path for path in corpus.rglob(document.pattern) if path.is_file())
    if not found:
        return None
    packed = found[0].suffix == ".gz"
    path = into / f"{document.name}{(found[0].with_suffix('') if packed else found[0]).suffix}"
    path.write_bytes(gzip.decompress(found[0].read_bytes()) if packed else found[0].read_bytes())
    return path


def edited(document, path, kind, versions, cache):
    """The versions of a document, the first as it was; None where nothing can be changed."""
    into = cache / "documents" / f"{document.name}-{kind}"
    command = [cache / "venv/bin/python", HERE / "edits.py", kind, str(versions), path, into]
    if subprocess.run(command).returncode:
        return None
    return [into / f"{version}{path.suffix}" for version in range(versions + 1)]
