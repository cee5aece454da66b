"""The examples of an OpenAPI document that are valid for their schemas, each with the Rust type of its schema.

Validity is told by openapi-schema-validator, which has nothing to do with Warded.
"""
import json, re
from dataclasses import dataclass

from openapi_schema_validator import OAS30Validator, OAS31Validator, oas30_format_checker, oas31_format_checker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4, DRAFT202012

# What cannot be read from JSON, or is written by nobody but its owner.
NOT_JSON = ("::warded::File", "::warded::Secret")


@dataclass
class Example:
    """A JSON value, where it stands, the Rust type that takes it, and its schema."""

    place: str
    type: str
    value: object
    schema: object
    validators: "Validators"
    number: int = 0


def examples(document, summary):
    """The valid examples of JSON bodies and of named schemas."""
    validators = {}
    aliases = {one["type"]: one["is"]["of"] for one in summary["schemas"] if one["is"]["kind"] == "alias"}
    for place, ty, schema, base, values in [*schema_sites(document, summary), *body_sites(document, summary)]:
        if ty is None or any(text in written_out(ty, aliases) for text in NOT_JSON):
            continue
        if values and base not in validators:
            validators[base] = Validators(document, base)
        schema = plain(schema) if values else schema
        for value in map(plain, values):
            if validators[base].is_valid(schema, value) and validators[base].is_meant(schema, value):
                yield Example(place, ty, value, schema, validators[base])


class Validators:
    """Validates values by schemas of one file."""

    def __init__(self, document, base):
        is_31 = str(document.root.get("openapi", "")).startswith(("3.1", "3.2"))
        self.kind = OAS31Validator if is_31 else OAS30Validator
        self.checker = oas31_format_checker if is_31 else oas30_format_checker
        self.specification = DRAFT202012 if is_31 else DRAFT4
        registry = Registry(retrieve=lambda uri: self.resource(document.load_uri(uri)))
        self.resolver = registry.with_resource(base.as_uri(), self.resource(document.load(base))).resolver(base.as_uri())

    def resource(self, contents):
        return Resource(contents=plain(contents), specification=self.specification)

    def is_valid(self, schema, value, resolver=None):
        """Whether a value is valid; no value is valid for a schema that is not valid itself."""
        try:
            return self.kind(schema, format_checker=self.checker, _resolver=resolver or self.resolver).is_valid(value)
        except Exception:  # The validator lets errors of `re`, of references and of its own out.
            return False

    def is_meant(self, schema, value):
        """Whether a value is what a schema without `type` can only mean: what has `properties` is an object."""
        resolver = self.resolver
        for _ in range(20):
            if not isinstance(schema, dict) or not isinstance(schema.get("$ref"), str):
                break
            target = resolver.lookup(schema["$ref"])
            schema, resolver = target.contents, target.resolver
        return "type" in schema or "properties" not in schema or isinstance(value, dict)


def schema_sites(document, summary):
    components = {one["component"]: one["type"] for one in summary["schemas"] if one["component"]}
    for name, schema in document.schemas().items():
        if isinstance(schema, dict) and "$ref" not in schema:
            yield f"schema {name}", components.get(str(name)), schema, document.path, schema_examples(schema)


def body_sites(document, summary):
    emitted = {(one["method"], one["path"]): one for one in summary["operations"] if not one["form"]}
    for method, path, operation, item, base in document.operations():
        got = emitted.get((method, path))
        if got:
            yield from request_sites(document, f"{method} {path}", operation, item, base, got)
            yield from response_sites(document, f"{method} {path}", operation, base, got)


def request_sites(document, where, operation, item, base, got):
    types = {name: one["type"] for one in got["requestBodies"] for name in one["mediaTypes"]}
    if document.is_swagger:
        for declared in [*(operation.get("parameters") or []), *(item.get("parameters") or [])]:
            parameter, file = document.resolve(declared, base)
            if parameter.get("in") == "body" and "schema" in parameter:
                ty = next((ty for name, ty in types.items() if is_json(name)), None)
                yield f"{where} body", ty, parameter["schema"], file, schema_examples(parameter["schema"])
        return
    body, file = document.resolve(operation.get("requestBody") or {}, base)
    yield from content_sites(document, f"{where} body", body.get("content"), file, types)


def response_sites(document, where, operation, base, got):
    types = {one["status"]: {name: media["type"] for media in one["content"] for name in media["mediaTypes"]} for one in got["responses"]}
    for status, declared in (operation.get("responses") or {}).items():
        if not isinstance(declared, dict):
            continue
        response, file = document.resolve(declared, base)
        own = types.get(str(status).upper().replace("DEFAULT", "default")) or {}
        if not document.is_swagger:
            yield from content_sites(document, f"{where} {status}", response.get("content"), file, own)
        elif isinstance(response.get("schema"), dict):
            listed = [value for name, value in (response.get("examples") or {}).items() if is_json(name)]
            ty = next((ty for name, ty in own.items() if is_json(name)), None)
            schema = response["schema"]
            yield f"{where} {status}", ty, schema, file, [*listed, *schema_examples(schema)]


def content_sites(document, where, content, base, types):
    for name, media in (content or {}).items():
        media, base = document.resolve(media, base)
        if is_json(name) and isinstance(media, dict) and isinstance(media.get("schema"), dict):
            listed = [media["example"]] if "example" in media else []
            for one in (media.get("examples") or {}).values() if isinstance(media.get("examples"), dict) else []:
                one, _ = document.resolve(one, base)
                listed += [one["value"]] if isinstance(one, dict) and "value" in one else []
            yield f"{where} {name}", types.get(name), media["schema"], base, [*listed, *schema_examples(media["schema"])]


def schema_examples(schema):
    """`example` and the list `examples`; what a reference leads to has them at a site of its own."""
    if not isinstance(schema, dict) or "$ref" in schema:
        return []
    several = schema.get("examples")
    own = [schema["example"]] if "example" in schema else []
    return [*own, *(several if isinstance(several, list) else [])]


def is_json(media_type):
    essence = str(media_type).partition(";")[0].strip().lower()
    return essence in ("application/json", "text/json") or essence.endswith("+json")


def written_out(ty, aliases):
    """A type with its aliases replaced by what they stand for."""
    for _ in range(20):
        replaced = re.sub(r"types::\w+", lambda found: aliases.get(found[0], found[0]), ty)
        if replaced == ty:
            break
        ty = replaced
    return ty


def plain(value):
    """The value as JSON has it: keys are strings."""
    return json.loads(json.dumps(value, default=str))
