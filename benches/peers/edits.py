#!/usr/bin/env python3
"""Writes versions of a document in which one thing was changed, as its author would change it: in the text.

    edits.py KIND VERSIONS DOCUMENT FOLDER

KIND is `description` (of a property) or `field` (one more with each version), in the schema that the most references lead
to in which the change can be made. The versions are `FOLDER/0` (as it was) to `FOLDER/VERSIONS`, with the document's own
suffix. Needs PyYAML.
"""
import copy, json, re, sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests/corpus"))
from documents import TextLoader, yaml

PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 ,'-]{10,60}\.?")
FIELD = "benchmarkField"


def main():
    kind, versions, path, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4])
    text = path.read_text(encoding="utf-8-sig")
    edit = {"description": describing, "field": adding}[kind](text, versions)
    folder.mkdir(parents=True, exist_ok=True)
    for version in range(versions + 1):
        (folder / f"{version}{path.suffix}").write_text(edit(version) if version else text)


def parse(text):
    return json.loads(text) if text.lstrip().startswith("{") else yaml.load(text, TextLoader)


def schemas(text, tree):
    """Names and properties of the schemas that are objects, those with the most references first."""
    found = tree.get("components", {}).get("schemas", {}).items()
    objects = [(str(name), schema["properties"]) for name, schema in found if schema.get("properties")]
    return sorted(objects, key=lambda schema: -len(re.findall(rf"schemas/{re.escape(schema[0])}[\"'\s]", text)))


def describing(text, _versions):
    """An edit of a description whose text stands in the document once."""
    for _, properties in schemas(text, parse(text)):
        for schema in properties.values():
            found = schema.get("description") if isinstance(schema, dict) else None
            if isinstance(found, str) and PLAIN.fullmatch(found) and text.count(found) == 1:
                return lambda version: text.replace(found, f"{found.rstrip('.')}, edited {version}")
    sys.exit("There is no description to change.")


def adding(text, versions):
    """An edit that adds fields to a schema. It is tried, and what comes out compared with what is meant."""
    tree = parse(text)
    insert = into_json if text.lstrip().startswith("{") else into_yaml
    for name, _ in schemas(text, tree)[:50]:
        meant = copy.deepcopy(tree)
        fields = {f"{FIELD}{number}": {"type": "string"} for number in range(1, versions + 1)}
        meant["components"]["schemas"][name]["properties"] |= fields
        edited = insert(text, name, versions)
        if edited and parse(edited) == meant:
            return lambda version: insert(text, name, version)
    sys.exit("There is no schema to change.")


def into_json(text, name, count):
    """The document with fields at the head of a schema's properties."""
    start = text.find('"schemas"')
    schema = re.compile(rf'"{re.escape(name)}"\s*:\s*\{{').search(text, start)
    properties = schema and re.compile(r'"properties"\s*:\s*\{').search(text, schema.end())
    if not properties:
        return None
    fields = "".join(f'"{FIELD}{number}": {{"type": "string"}}, ' for number in range(1, count + 1))
    return text[: properties.end()] + fields + text[properties.end() :]


def into_yaml(text, name, count):
    """The document with fields at the head of a schema's properties, in block style."""
    key = re.compile(rf"^( +)['\"]?{re.escape(name)}['\"]?:\n", re.M)
    start = text.find("\n  schemas:")
    schema = key.search(text, start)
    properties = schema and re.compile(rf"^{schema[1]}( +)properties:\n( +)", re.M).search(text, schema.end())
    if not properties:
        return None
    indent = properties[2]
    fields = "".join(f"{indent}{FIELD}{number}:\n{indent}  type: string\n" for number in range(1, count + 1))
    head = properties.end() - len(indent)
    return text[:head] + fields + text[head:]


main()
