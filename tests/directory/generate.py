"""Generates a client for each document of a folder, and compares the refused ones with a list.

    generate.py WARDED FOLDER REFUSED

A line of the list is a document and the code of its first error. Any other refusal, an error without a place, a crash, and an
operation that is left out for its XML are failures, as are documents of the list that are generated.
"""
import collections
import json
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def outcome(warded, path):
    """The codes of the errors and warnings of a document, or what else went wrong."""
    with tempfile.TemporaryDirectory() as output:
        command = [warded, "generate", path, "--xml", "--output", f"{output}/c", "--message-format", "json"]
        run = subprocess.run(command, capture_output=True, text=True, errors="replace")
    if run.returncode not in (0, 1):
        return None, [f"exit status {run.returncode}: {run.stderr[-200:]}"]
    messages = [json.loads(line) for line in run.stderr.splitlines() if line.startswith("{")]
    faults = [f"without a place: {message}" for message in messages if not message.get("line")]
    faults += ["left out for its XML" for message in messages if message.get("code") == "xml-disabled"]
    errors = [message.get("code") for message in messages if message.get("severity") == "error" and message.get("code")]
    if run.returncode and not errors:
        faults.append(f"refused without an error: {run.stderr[:200]}")
    return (errors[0] if run.returncode and errors else None), faults


def main(warded, folder, expected):
    folder = Path(folder)
    documents = sorted(path for path in folder.rglob("*.json"))
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(lambda path: outcome(warded, path), documents))
    refused = {}
    faults = []
    for path, (code, found) in zip(documents, outcomes):
        name = str(path.relative_to(folder))
        if code:
            refused[name] = code
        faults += [f"{name}: {fault}" for fault in found[:1]]
    known = dict(line.split() for line in Path(expected).read_text().splitlines() if line and not line.startswith("#"))
    faults += [f"{name}: refused for {refused[name]}" for name in refused if refused[name] != known.get(name)]
    faults += [f"{name}: generated, though it is listed" for name in known if name not in refused]
    share = 100 * (len(documents) - len(refused)) / len(documents)
    codes = dict(collections.Counter(refused.values()))
    print(f"{len(documents)} documents, {len(documents) - len(refused)} generated ({share:.2f} %), refused: {codes}")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
