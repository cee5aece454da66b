"""The documents of a corpus: which there are, what stands in them, and what Warded makes of them.

Reads OpenAPI 2.0, 3.0 and 3.1 in YAML and JSON without Warded's code. Needs PyYAML.
"""
import csv, json, re, subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

import yaml

METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"]
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class TextLoader(Loader):
    """YAML 1.2's core schema, as far as keys and names need it: dates, `on` and `1_000` stay text."""


TextLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag.rpartition(":")[2] not in ("timestamp", "bool", "int", "value", "merge")
    ]
    for first, resolvers in Loader.yaml_implicit_resolvers.items()
}
TextLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))
TextLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^[-+]?(?:0|[1-9][0-9]*)$"), list("-+0123456789"))
TextLoader.add_implicit_resolver("tag:yaml.org,2002:merge", re.compile("^<<$"), ["<"])


def paths(corpus, share="1/1", only=None, most=None):
    """The documents of a folder: those that its `manifest.tsv` lists, or all files. Or one document."""
    if corpus.is_file():
        return [corpus]
    manifest = corpus / "manifest.tsv"
    if manifest.exists():
        with open(manifest, newline="") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            found = [corpus / row["local"] for row in rows]
    else:
        found = [path for path in corpus.rglob("*")]
    wanted = lambda path: path.suffix in (".json", ".yaml", ".yml") and path.is_file() and (not only or only in str(path))
    found = [path for path in sorted(found) if wanted(path) and (not most or path.stat().st_size <= most)]
    first, step = map(int, share.split("/"))
    return found[first - 1 :: step]


def generate(warded, path, output, name, runtime=None):
    """The summary of the crate that Warded writes for a document, or None if Warded refuses it."""
    command = [warded, "generate", path, "--output", output, "--crate-name", name, "--summary", "json"]
    run = subprocess.run([*command, *(["--runtime-path", runtime] if runtime else [])], capture_output=True, text=True)
    return None if run.returncode else json.loads(run.stdout)


class Document:
    """A document and the files that it refers to."""

    def __init__(self, path):
        self.files = {}
        self.path = path.resolve()
        self.root = self.load(self.path)
        self.is_swagger = "swagger" in self.root

    def load(self, path):
        if path not in self.files:
            text = path.read_text(encoding="utf-8-sig")
            self.files[path] = json.loads(text) if text.lstrip().startswith("{") else yaml.load(text, TextLoader)
        return self.files[path]

    def load_uri(self, uri):
        """The file that a `file:` URI names."""
        return self.load(Path(unquote(urlsplit(uri).path)))

    def resolve(self, node, base):
        """The object that `node` is or refers to, and the file that it stands in. Nothing is an empty object."""
        seen = set()
        while isinstance(node, dict) and isinstance(node.get("$ref"), str):
            ref = node["$ref"]
            if (base, ref) in seen or "://" in ref:
                return {}, base
            seen.add((base, ref))
            file, _, fragment = ref.partition("#")
            if file:
                base = (base.parent / unquote(file)).resolve()
            node = self.load(base)
            for key in unquote(fragment).split("/")[1:]:
                key = key.replace("~1", "/").replace("~0", "~")
                node = node[int(key)] if isinstance(node, list) else member(node, key)
                if node is None:
                    return {}, base
        return node, base

    def operations(self):
        """Method, path, Operation Object, its Path Item Object, and the file that the item stands in."""
        paths, file = self.resolve(self.root.get("paths") or {}, self.path)
        for path, item in paths.items():
            if str(path).startswith("x-") or not isinstance(item, dict):
                continue
            siblings = {key: value for key, value in item.items() if key != "$ref"}
            item, base = self.resolve(item, file)
            item = {**item, **siblings}
            for method in METHODS:
                if isinstance(item.get(method), dict):
                    yield method.upper(), str(path), item[method], item, base
            for method, operation in (item.get("additionalOperations") or {}).items():
                yield str(method), str(path), operation, item, base

    def schemas(self):
        """The Schema Objects that have names."""
        components = self.root if self.is_swagger else self.root.get("components") or {}
        return components.get("definitions" if self.is_swagger else "schemas") or {}

    def security_schemes(self):
        """The Security Scheme Objects by name."""
        components = self.root if self.is_swagger else self.root.get("components") or {}
        declared = components.get("securityDefinitions" if self.is_swagger else "securitySchemes") or {}
        return {str(name): self.resolve(scheme, self.path)[0] for name, scheme in declared.items()}


def member(node, key):
    """The member of an object, whose key may be a number in YAML."""
    if not isinstance(node, dict) or key in node:
        return node.get(key) if isinstance(node, dict) else None
    return next((value for name, value in node.items() if str(name).lower() == key.lower()), None)
