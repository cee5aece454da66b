#!/usr/bin/env python3
"""Reads OpenAPI documents without Warded's code, and finds every operation, parameter, property and security
requirement in what Warded emits for them.

    tests/corpus/meaning.py --warded target/release/warded FOLDER_OR_DOCUMENT... [--share N/M]

A document that Warded refuses is counted and left out: whether it may refuse is another check's question. Exits with 1
if anything of a generated document is missing or more than the document says. Needs PyYAML.
"""
import argparse, json, re, subprocess, sys, tempfile
from pathlib import Path
from urllib.parse import unquote

import yaml

METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"]
IGNORED_HEADERS = {"accept", "content-type", "authorization"}
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class TextLoader(Loader):
    """YAML 1.2's core schema, as far as keys and names need it: dates and `on` stay text."""


TextLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in ("tag:yaml.org,2002:timestamp",)]
    for first, resolvers in Loader.yaml_implicit_resolvers.items()
}
TextLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))
for first in "yYnNoO":
    TextLoader.yaml_implicit_resolvers[first] = [
        (tag, pattern) for tag, pattern in TextLoader.yaml_implicit_resolvers.get(first, []) if tag != "tag:yaml.org,2002:bool"
    ]


class Document:
    """A document and the files that it refers to."""

    def __init__(self, path):
        self.files = {}
        self.path = path.resolve()
        self.root = self.load(self.path)

    def load(self, path):
        if path not in self.files:
            text = path.read_text(encoding="utf-8-sig")
            self.files[path] = json.loads(text) if text.lstrip().startswith("{") else yaml.load(text, TextLoader)
        return self.files[path]

    def resolve(self, node, base):
        """The object that `node` is or refers to, and the file that it stands in."""
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
        return node, base


def member(node, key):
    if key in node:
        return node[key]
    return next(value for name, value in node.items() if str(name).lower() == key.lower())


def expected_operations(document):
    """{(METHOD, path): {parameters, security}} as the document says."""
    root, found = document.root, {}
    swagger = "swagger" in root
    for path, item in (root.get("paths") or {}).items():
        if str(path).startswith("x-") or not isinstance(item, dict):
            continue
        siblings = item
        item, base = document.resolve(item, document.path)
        item = {**item, **{key: value for key, value in siblings.items() if key != "$ref"}}
        for method in METHODS:
            operation = item.get(method)
            if not isinstance(operation, dict):
                continue
            parameters = {}
            for declared in [*(item.get("parameters") or []), *(operation.get("parameters") or [])]:
                parameter, _ = document.resolve(declared, base)
                if not isinstance(parameter, dict) or "name" not in parameter:
                    continue
                place = parameter.get("in")
                if place in ("body", "formData") or place == "header" and str(parameter["name"]).lower() in IGNORED_HEADERS:
                    continue
                required = place == "path" or parameter.get("required") is True
                parameters[(str(parameter["name"]), place)] = required
            security = operation.get("security", root.get("security"))
            found[(method.upper(), str(path))] = {"parameters": parameters, "security": alternatives(security)}
    return found, swagger


def alternatives(security):
    if not isinstance(security, list):
        return set()
    return {frozenset(map(str, one)) for one in security if isinstance(one, dict)}


def expected_properties(document):
    """{component: property names} for components that are plain objects."""
    root = document.root
    schemas = root.get("definitions") if "swagger" in root else (root.get("components") or {}).get("schemas")
    found = {}
    for name, schema in (schemas or {}).items():
        if not isinstance(schema, dict) or "$ref" in schema or not isinstance(schema.get("properties"), dict):
            continue
        if any(key in schema for key in ("oneOf", "anyOf", "allOf", "enum", "const", "if")):
            continue
        if schema.get("type", "object") not in ("object", ["object"], ["object", "null"], ["null", "object"]):
            continue
        found[str(name)] = set(map(str, schema["properties"]))
    return found


def compare(document, summary, text):
    problems = []
    expected, _ = expected_operations(document)
    emitted = {(one["method"], one["path"]): one for one in summary["operations"]}
    normal = lambda path: re.split("[?#]", path)[0]
    for (method, path), want in expected.items():
        got = emitted.get((method, path)) or emitted.get((method, normal(path))) or emitted.get((method, "/" + path))
        if not got:
            problems.append(f"{method} {path}: not emitted")
            continue
        where = f"{method} {path}"
        parameters = {(one["name"], one["in"]): one["required"] for one in got["parameters"]}
        folded = {(name.lower(), place): required for (name, place), required in parameters.items()}
        for (name, place), required in want["parameters"].items():
            # A path parameter that the template does not mention has no place on the wire.
            if place == "path" and "{" + name + "}" not in path:
                continue
            if folded.get((name.lower(), place)) is not required:
                problems.append(f"{where}: parameter {name} in {place} (required: {required}) emitted as {folded.get((name.lower(), place))}")
        if len(parameters) > len(want["parameters"]):
            problems.append(f"{where}: {len(parameters)} parameters for {len(want['parameters'])}")
        security = {frozenset(one["scheme"] for one in alternative) for alternative in got["security"]}
        if security != want["security"]:
            problems.append(f"{where}: security {sorted(map(sorted, want['security']))} emitted as {sorted(map(sorted, security))}")
        if not re.search(rf"\bfn {re.escape(got['ident'])}\b", text):
            problems.append(f"{where}: no `fn {got['ident']}` in the output")
    components = {one["component"]: one for one in summary["schemas"] if one["component"]}
    for name, properties in expected_properties(document).items():
        got = components.get(name)
        names = {one["name"] for one in got["properties"]} if got else set()
        if not properties <= names:
            problems.append(f"schema {name}: properties {sorted(properties - names)[:5]} not emitted")
        for one in got["properties"] if got else []:
            if not re.search(rf"\bpub {re.escape(one['ident'])}:", text):
                problems.append(f"schema {name}: no `pub {one['ident']}:` in the output")
    return problems, len(expected), sum(len(one["parameters"]) for one in expected.values()), len(components)


def documents(places):
    for place in places:
        if place.is_file():
            yield place
        else:
            yield from sorted(path for path in place.rglob("*") if path.suffix in (".json", ".yaml", ".yml"))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--warded", required=True, type=Path)
    parser.add_argument("--share", default="1/1", help="N/M: every M-th document from the N-th on")
    parser.add_argument("places", nargs="+", type=Path)
    arguments = parser.parse_args()
    first, step = map(int, arguments.share.split("/"))
    counts = dict(documents=0, refused=0, operations=0, parameters=0, components=0, problems=0)
    for path in list(documents(arguments.places))[first - 1 :: step]:
        with tempfile.TemporaryDirectory() as folder:
            output = Path(folder) / "out"
            command = [arguments.warded, "generate", path, "--output", output, "--crate-name", "out", "--summary", "json"]
            run = subprocess.run(command, capture_output=True, text=True)
            if run.returncode:
                counts["refused"] += 1
                continue
            text = "".join(file.read_text() for file in output.rglob("*.rs"))
            summary = json.loads(run.stdout)
        problems, operations, parameters, components = compare(Document(path), summary, text)
        counts["documents"] += 1
        counts["operations"] += operations
        counts["parameters"] += parameters
        counts["components"] += components
        counts["problems"] += len(problems)
        for problem in problems[:10]:
            print(f"{path}: {problem}")
    print(", ".join(f"{count} {what}" for what, count in counts.items()))
    sys.exit(1 if counts["problems"] or not counts["documents"] else 0)


main()
