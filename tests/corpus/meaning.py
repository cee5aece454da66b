#!/usr/bin/env python3
"""Finds every operation, parameter, body, status, property and security requirement of OpenAPI documents in what Warded
emits for them.

    tests/corpus/meaning.py --warded target/release/warded [--share N/M] [--only TEXT] [--most BYTES] CORPUS_OR_DOCUMENT...

A document that Warded refuses is counted and left out: whether it may refuse is another check's question. Exits with 1
if anything of a generated document is missing or more than the document says. The one difference that is allowed: an
alternative whose credentials share a place becomes one alternative for each of them. Needs PyYAML.
"""
import argparse, re, sys, tempfile
from itertools import product
from pathlib import Path

from documents import Document, generate, paths

IGNORED_HEADERS = {"accept", "content-type", "authorization"}
COUNTED = ["documents", "refused", "operations", "parameters", "bodies", "responses", "requirements", "properties"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--warded", required=True, type=Path)
    parser.add_argument("--share", default="1/1", help="N/M: every M-th document from the N-th on")
    parser.add_argument("--only", help="documents with this text in their path")
    parser.add_argument("--most", type=int, help="documents of no more bytes than this")
    parser.add_argument("places", nargs="+", type=Path)
    arguments = parser.parse_args()
    counts, problems = dict.fromkeys(COUNTED, 0), 0
    for place in arguments.places:
        for path in paths(place, arguments.share, arguments.only, arguments.most):
            found = check(arguments.warded, path, counts)
            problems += len(found)
            for problem in found[:10]:
                print(f"{path}: {problem}")
    print(", ".join(f"{count} {what}" for what, count in counts.items()) + f": {problems} problems")
    sys.exit(1 if problems or not counts["documents"] else 0)


def check(warded, path, counts):
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "out"
        summary = generate(warded, path, output, "out")
        if summary is None:
            counts["refused"] += 1
            return []
        text = "".join(file.read_text() for file in output.rglob("*.rs"))
    document = Document(path)
    counts["documents"] += 1
    return [*operations(document, summary, text, counts), *properties(document, summary, text, counts)]


def operations(document, summary, text, counts):
    methods = set(re.findall(r"\bfn ([\w#]+)", text))
    schemes = document.security_schemes()
    # Two paths may differ in a query only, which is no part of a path.
    whole = [one for one in summary["operations"] if not one["form"]]
    emitted = {one["pointer"]: one for one in whole} | {(one["method"], one["path"]): one for one in whole}
    count = 0
    for method, path, operation, item, base in document.operations():
        count += 1
        where = f"{method} {path}"
        pointer = f"/paths/{path.replace('~', '~0').replace('/', '~1')}/{method.lower()}"
        sites = [pointer, *((method, one) for one in (path, re.split("[?#]", path)[0], "/" + path))]
        got = next((emitted[site] for site in sites if site in emitted), None)
        if not got:
            yield f"{where}: not emitted"
            continue
        if got["ident"] not in methods:
            yield f"{where}: no `fn {got['ident']}` in the output"
        declared = declared_parameters(document, operation, item, base)
        carriers = {key for key in declared if place_of(*key) in credential_places(got, schemes)}
        yield from parameters(where, path, {key: declared[key] for key in declared.keys() - carriers}, got, counts)
        yield from body(where, document, operation, (item, base), got, counts)
        yield from responses(where, operation, got, counts)
        yield from forms(where, document, operation, base, [one for one in summary["operations"] if one["pointer"] == got["pointer"]])
        stated = operation.get("security", document.root.get("security"))
        # Where nothing is stated, a parameter in the place of a scheme states it.
        if stated is not None or not carriers:
            yield from security(where, stated, schemes, got, counts)
    counts["operations"] += count
    if len(whole) != count:
        yield f"{len(whole)} operations for {count}"


def declared_parameters(document, operation, item, base):
    """Each Parameter Object by its name and place; the operation's replace the path item's."""
    found = {}
    for declared in [*(item.get("parameters") or []), *(operation.get("parameters") or [])]:
        parameter, _ = document.resolve(declared, base)
        if isinstance(parameter, dict) and "name" in parameter:
            found[str(parameter["name"]), parameter.get("in")] = parameter
    return found


def parameters(where, path, declared, got, counts):
    wanted = {}
    for (name, place), parameter in declared.items():
        if place in ("body", "formData") or place == "header" and name.lower() in IGNORED_HEADERS:
            continue
        # A path parameter that the template does not mention has no place on the wire.
        if place == "path" and not re.search(r"\{[.;*]?" + re.escape(name) + r"\*?\}", path.partition("?")[0]):
            continue
        wanted[name.lower() if place == "header" else name, place] = place == "path" or parameter.get("required") is True
    wanted |= placed(path, wanted)
    counts["parameters"] += len(wanted)
    emitted = {(one["name"].lower() if one["in"] == "header" else one["name"], one["in"]): one["required"] for one in got["parameters"]}
    for key in sorted(wanted.keys() | emitted.keys()):
        if wanted.get(key) is not emitted.get(key):
            yield f"{where}: parameter {key} (required: {wanted.get(key)}) emitted as {emitted.get(key)}"


def placed(path, wanted):
    """What a path names without declaring it: a text in its place. What it names after a `?` belongs to the query."""
    template, _, query = path.partition("#")[0].partition("?")
    found = {}
    for name in re.findall(r"\{([^{}]*)\}", template):
        bare = re.sub(r"^[.;*]|\*$", "", name)
        if (name, "path") not in wanted and (bare, "path") not in wanted:
            found[bare, "path"] = True
    for name, value in re.findall(r"([^&=]*)=\{([^{}]*)\}(?=&|$)", query):
        if (name, "query") not in wanted:
            found[name, "query"] = True
    return found


def body(where, document, operation, site, got, counts):
    """Whether there is a body is compared for every version, its media types where the document lists them."""
    emitted = {essence(name) for one in got["requestBodies"] for name in one["mediaTypes"]}
    if document.is_swagger:
        places = {place for _, place in declared_parameters(document, operation, *site)}
        wanted = bool(places & {"body", "formData"})
        if wanted != bool(emitted):
            yield f"{where}: body {wanted} emitted as {sorted(emitted)}"
    else:
        declared, _ = document.resolve(operation.get("requestBody") or {}, site[1])
        content = declared.get("content") or {}
        wanted = {essence(str(one)) for one in content}
        # A list is no form.
        lists = {essence(str(name)) for name, media in content.items() if is_list(document, media, site[1])}
        if lost(wanted, emitted) - lists or wanted and extra(wanted, emitted):
            yield f"{where}: body {sorted(wanted)} emitted as {sorted(emitted)}"
    counts["bodies"] += bool(wanted)


def responses(where, operation, got, counts):
    declared = operation.get("responses")
    declared = {str(status) for status in declared} if isinstance(declared, dict) else set()
    normal = {status.upper().replace("DEFAULT", "default") for status in declared}
    wanted = {status for status in normal if re.fullmatch("default|[1-9][0-9][0-9]|[1-5]XX", status)}
    counts["responses"] += len(wanted)
    emitted = {one["status"] for one in got["responses"]}
    if wanted != emitted:
        yield f"{where}: statuses {sorted(wanted)} emitted as {sorted(emitted)}"


def forms(where, document, operation, base, operations):
    """Each media type of a success is read by some form of the operation."""
    declared = operation.get("responses")
    for status, response in declared.items() if isinstance(declared, dict) and not document.is_swagger else ():
        if not re.fullmatch("2[0-9X][0-9X]", str(status).upper()) or str(status) == "204":
            continue
        response, _ = document.resolve(response, base)
        content = response.get("content") if isinstance(response, dict) else None
        wanted = {essence(str(one)) for one in content or {}}
        read = [one for got in operations for one in got["responses"] if one["status"] == str(status).upper()]
        emitted = {essence(name) for one in read for media in one["content"] for name in media["mediaTypes"]}
        if emitted and lost(wanted, emitted) or extra(wanted, emitted):
            yield f"{where} {status}: {sorted(wanted)} emitted as {sorted(emitted)}"


def lost(wanted, emitted):
    """What JSON says too need not be there, in a notation that is not supported; nor what is no media type."""
    return {one for one in wanted - emitted if one.count("/") == 1 and not is_notation(one)}


def extra(wanted, emitted):
    """JSON is what a range of structures is sent as; a key that is no media type means one."""
    return emitted - wanted - {"application/json"} if all(one.count("/") == 1 for one in wanted) else set()


def is_list(document, media, base):
    schema = document.resolve(media.get("schema") or {}, base)[0] if isinstance(media, dict) else {}
    return isinstance(schema, dict) and schema.get("type") == "array"


def security(where, declared, schemes, got, counts):
    """Alternatives come in the document's order, `{}` last; those that one is split into in any order among themselves."""
    groups = []
    for alternative in declared if isinstance(declared, list) else []:
        parts = split(alternative, schemes) if isinstance(alternative, dict) else []
        groups.append([one for one in parts if not any(one in group for group in groups)])
    groups.sort(key=lambda group: group == [{}])
    wanted = [one for group in groups for one in group]
    counts["requirements"] += len(wanted)
    emitted = [{one["scheme"]: {*one["scopes"], *one["roles"]} for one in alternative} for alternative in got["security"]]
    at, is_same = 0, len(wanted) == len(emitted)
    for group in groups:
        is_same = is_same and all(one in emitted[at : at + len(group)] for one in group)
        at += len(group)
    if not is_same:
        yield f"{where}: security {wanted} emitted as {emitted}"


def split(alternative, schemes):
    """What can be sent of an alternative: of several credentials in one place any one."""
    places = {}
    for name, scopes in alternative.items():
        name = str(name)
        place = credential_place(schemes.get(name)) or name
        places.setdefault(place, []).append((name, {str(scope) for scope in scopes or []}))
    return [dict(chosen) for chosen in product(*places.values())]


def credential_places(got, schemes):
    """Where the operation's credentials go: a parameter there is no argument, as the credential is sent."""
    return {credential_place(schemes.get(one["scheme"])) for alternative in got["security"] for one in alternative}


def place_of(name, location):
    """As `credential_place` has it."""
    return location, name.lower() if location == "header" else name


def credential_place(scheme):
    """Where a credential goes; None if that is nowhere, or not known."""
    match (scheme or {}).get("type"):
        case "apiKey":
            name = str(scheme.get("name"))
            return scheme.get("in"), name.lower() if scheme.get("in") == "header" else name
        case "http" | "oauth2" | "openIdConnect" | "basic":
            return "header", "authorization"
    return None


def properties(document, summary, text, counts):
    """The properties of named objects are in the struct of that name, or in every type of an enum of that name."""
    fields = set(re.findall(r"^ +\w+ ([\w#]+): .* = \".*\";$", text, re.M))
    by_type = {bare(one["type"]): one for one in summary["schemas"]}
    components = {one["component"]: one for one in summary["schemas"] if one["component"]}
    for name, wanted in named_objects(document):
        counts["properties"] += len(wanted)
        if name not in components:
            yield f"schema {name}: not emitted"
            continue
        missing = lacking(components[name], wanted, by_type)
        if missing:
            yield f"schema {name}: properties {sorted(missing)[:5]} not emitted"
    for schema in summary["schemas"]:
        for one in schema["is"].get("properties", []):
            if one["ident"] not in fields:
                yield f"{schema['type']}: no row of `{one['ident']}` in the output"


def lacking(schema, wanted, by_type):
    """The properties that a type does not have, nor any type of it if it is a union, which writes its discriminator."""
    match schema["is"]:
        case {"kind": "object", "properties": members}:
            return wanted - {one["name"] for one in members}
        case {"kind": "union", "discriminator": tag, "variants": variants}:
            types = [by_type.get(bare(one["type"])) for one in variants]
            return set.intersection(wanted - {tag}, *(lacking(one, wanted - {tag}, by_type) for one in types if one))
        case {"kind": "alias", "of": ty} if bare(ty) in by_type:
            return lacking(by_type[bare(ty)], wanted, by_type)
    return wanted


def bare(ty):
    """The type inside of `Option` and `Box`."""
    return re.sub(r"^(?:::std::(?:boxed::Box|option::Option)<)*([^<>]*)>*$", r"\1", ty)


def named_objects(document):
    """The names of schemas that are plain objects, with the names of their properties."""
    for name, schema in document.schemas().items():
        wanted = object_properties(document, schema, document.path, 0) if "$ref" not in (schema or {}) else None
        if wanted:
            yield key_text(name), wanted


def key_text(key):
    """A key as it is spelt: `true` and `null` are no text in YAML."""
    return "null" if key is None else str(key).lower() if isinstance(key, bool) else str(key)


def object_properties(document, schema, base, depth):
    """The names of an object's properties, those of all its parts too; None if it is more than an object."""
    if not isinstance(schema, dict) or any(key in schema for key in ("oneOf", "anyOf", "enum", "const", "if")) or depth > 20:
        return None
    types = schema.get("type", "object")
    if not set(types if isinstance(types, list) else [types]) <= {"object", "null"}:
        return None
    own = schema.get("properties")
    found = set(map(key_text, own)) if isinstance(own, dict) else set()
    for part in schema.get("allOf") or []:
        inherited = object_properties(document, *document.resolve(part, base), depth + 1)
        if inherited is None:
            return None
        found |= inherited
    return found


def essence(media_type):
    return media_type.partition(";")[0].strip().lower()


def is_notation(media_type):
    names = ("xml", "yaml", "/yml", "protobuf", "proto", "msgpack", "cbor", "bson", "smile", "avro")
    return media_type.endswith(names)


main()
