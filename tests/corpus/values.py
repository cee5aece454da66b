"""What a value lost on its way through a type."""
import re, struct


def differences(example, got, counts):
    """What of an example came back otherwise. Counts the members that may be lost, since no schema declares them."""
    yield from compare(example.value, got, [(example.schema, example.validators.resolver)], "", (example.validators, counts))


def compare(want, got, schemas, place, context):
    schemas = [found for schema, resolver in schemas for found in applicable(schema, resolver, want, context[0], 0)]
    if isinstance(want, dict) and isinstance(got, dict):
        yield from members(want, got, schemas, place, context)
    elif isinstance(want, list) and isinstance(got, list) and len(want) == len(got):
        for index, (one, other) in enumerate(zip(want, got)):
            yield from compare(one, other, items(schemas, index), f"{place}/{index}", context)
    elif not same(want, got, {schema.get("format") for schema, _ in schemas}):
        yield f"{place or '/'}: {want!r} came back as {got!r}"[:300]


def members(want, got, schemas, place, context):
    for name, value in want.items():
        declared, inner = declaration(schemas, name)
        if name in got:
            yield from compare(value, got[name], inner, f"{place}/{name}", context)
        elif declared:
            yield f"{place}/{name}: {value!r} was lost"[:300]
        else:
            context[1]["undeclared members lost"] += 1
    for name in got.keys() - want.keys():
        yield f"{place}/{name}: {got[name]!r} was added"[:300]


def applicable(schema, resolver, value, validators, depth):
    """The schemas that speak of a value: references followed, `allOf` taken apart, and what fits of alternatives."""
    if not isinstance(schema, dict) or depth > 40:
        return
    if isinstance(schema.get("$ref"), str):
        target = resolver.lookup(schema["$ref"])
        yield from applicable(target.contents, target.resolver, value, validators, depth + 1)
        return
    yield schema, resolver
    for part in schema.get("allOf") or []:
        yield from applicable(part, resolver, value, validators, depth + 1)
    for part in [*(schema.get("oneOf") or []), *(schema.get("anyOf") or [])]:
        if validators.is_valid(part, value, resolver):
            yield from applicable(part, resolver, value, validators, depth + 1)


def declaration(schemas, name):
    """Whether a schema declares a member, and the schemas of its value."""
    declared, inner = False, []
    for schema, resolver in schemas:
        own = (schema.get("properties") or {}).get(name)
        patterns = [one for pattern, one in (schema.get("patternProperties") or {}).items() if re.search(pattern, name)]
        rest = schema.get("additionalProperties")
        found = [own] if own is not None else patterns or ([rest] if isinstance(rest, dict) or rest is True else [])
        declared |= bool(found)
        inner += [(one, resolver) for one in found]
    return declared, inner


def items(schemas, index):
    """The schemas of an item."""
    found = []
    for schema, resolver in schemas:
        first, rest = schema.get("prefixItems") or [], schema.get("items")
        if index < len(first):
            found.append((first[index], resolver))
        elif isinstance(rest, dict):
            found.append((rest, resolver))
    return found


def same(want, got, formats):
    """Numbers by value, in the precision that the schema asks for; the digits of a UUID in either case."""
    if isinstance(want, bool) or isinstance(got, bool):
        return want is got
    if isinstance(want, (int, float)) and isinstance(got, (int, float)):
        return want == got or "float" in formats and single(want) == single(got)
    if isinstance(want, str) and isinstance(got, str) and "uuid" in formats:
        return want.lower() == got.lower()
    return want == got


def single(number):
    return struct.unpack("f", struct.pack("f", number))[0]
