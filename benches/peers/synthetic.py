#!/usr/bin/env python3
"""Makes a document with as many operations as asked for, the same one each time.

    synthetic.py OPERATIONS > document.json

Every resource has five operations, and a type that shares no more than its kind of properties with the others. All is
within what every generator reads: OpenAPI 3.0, JSON bodies, one successful response, bearer.
"""
import json, sys

FIRST = """Account Billing Card Cargo Client Cloud Contract Credit Debit Delivery Device Email Event Expense Export
Factory Fleet Freight Garage Harbour Import Invoice Job Kitchen Ledger Library Loan Market Media Member Meter Mobile
Network Office Order Parcel Payment Permit Phone Plant""".split()
SECOND = """Address Alert Audit Batch Budget Channel Document Entry Group Item Label Log Message Note Plan Policy
Profile Report Rule Session""".split()
PROPERTIES = {
    "amount": {"type": "integer", "format": "int64", "description": "In the smallest unit of the currency."},
    "currency": {"type": "string", "description": "Three letters, as ISO 4217 has them."},
    "active": {"type": "boolean"},
    "ratio": {"type": "number", "format": "double"},
    "tags": {"type": "array", "items": {"type": "string"}},
    "labels": {"type": "object", "additionalProperties": {"type": "string"}},
    "comment": {"type": "string", "nullable": True},
    "position": {
        "type": "object",
        "required": ["x", "y"],
        "properties": {"x": {"type": "number"}, "y": {"type": "number"}},
    },
    "count": {"type": "integer", "format": "int32"},
    "link": {"type": "string"},
    "country": {"type": "string"},
    "weight": {"type": "number", "format": "float"},
    "lines": {
        "type": "array",
        "items": {"type": "object", "properties": {"text": {"type": "string"}, "price": {"type": "integer"}}},
    },
}


def document(operations):
    """The document, with a multiple of five operations."""
    paths, schemas = {}, {"Problem": problem()}
    for index in range(operations // 5):
        name = resource(index)
        schemas[name], schemas[f"New{name}"] = stored(index), new(name)
        paths[f"/{name.lower()}s"], paths[f"/{name.lower()}s/{{id}}"] = collection(name), item(name)
    bearer = {"type": "http", "scheme": "bearer"}
    return {
        "openapi": "3.0.3",
        "info": {"title": f"Synthetic {operations}", "version": "1.0.0", "description": "Made for measuring."},
        "servers": [{"url": "https://api.example.com"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": {"token": bearer}},
    }


def resource(index):
    """The name of a resource: `AccountAddress`, `BillingAddress` …"""
    return FIRST[index % len(FIRST)] + SECOND[index // len(FIRST)]


def problem():
    properties = {"code": {"type": "integer", "format": "int32"}, "message": {"type": "string"}}
    return {"type": "object", "required": ["code", "message"], "properties": properties}


def stored(index):
    """What the server holds: ten properties, which differ from one resource to the next, and a reference."""
    state = {"type": "string", "enum": ["open", "closed", f"state{index}"]}
    names = list(PROPERTIES)
    chosen = [names[(index + step) % len(names)] for step in range(7)]
    properties = {"id": {"type": "string"}, "name": {"type": "string"}, "state": state}
    properties |= {f"{name}{index}": PROPERTIES[name] for name in chosen}
    if index % 5:
        properties["parent"] = reference(resource(index - index % 5))
    return {"type": "object", "description": f"The resource of number {index}.", "required": ["id", "name"], "properties": properties}


def new(name):
    """What the server is given."""
    properties = {"name": {"type": "string"}, "count": {"type": "integer", "format": "int32"}, "comment": {"type": "string"}}
    return {"type": "object", "description": f"Makes or changes a {name}.", "required": ["name"], "properties": properties}


def collection(name):
    one, many = reference(name), {"type": "array", "items": reference(name)}
    parameters = [parameter("limit", {"type": "integer", "format": "int32"}), parameter("after", {"type": "string"})]
    return {
        "get": operation("list", name, many, parameters=parameters),
        "post": operation("create", name, one, requestBody=body(name)),
    }


def item(name):
    one = reference(name)
    return {
        "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
        "get": operation("get", name, one),
        "put": operation("update", name, one, requestBody=body(name)),
        "delete": operation("delete", name, None),
    }


def operation(verb, name, schema, **more):
    done = {"description": "Done.", "content": {"application/json": {"schema": schema}}} if schema else {"description": "Gone."}
    wrong = {"description": "Refused.", "content": {"application/json": {"schema": reference("Problem")}}}
    texts = {"operationId": verb + name, "tags": [name], "summary": f"{verb.capitalize()} of {name}."}
    return {**texts, **more, "responses": {"200" if schema else "204": done, "4XX": wrong}}


def body(name):
    return {"required": True, "content": {"application/json": {"schema": reference(f"New{name}")}}}


def parameter(name, schema):
    return {"name": name, "in": "query", "description": f"The {name} of the page.", "schema": schema}


def reference(name):
    return {"$ref": f"#/components/schemas/{name}"}


if __name__ == "__main__":
    json.dump(document(int(sys.argv[1])), sys.stdout, indent=1)
