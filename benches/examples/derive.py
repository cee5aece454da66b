"""The types of a generated client as they would be with serde's derive: the same fields, made from the same tables."""
import re

DERIVES = "#[derive(::serde::Deserialize, ::serde::Serialize)]\n"
STRUCT = re.compile(r"    pub struct (\w+)[^{]*\{")
ENUM = re.compile(r"    pub enum (\w+)(?: in \w+)? of (\w+) else (\w+) \{")
UNION = re.compile(r"    pub enum (\w+)(?: in \w+)?(?: by \"[^\"]*\"(?: or content)?)? else (\w+) \{")
PROPERTY = re.compile(r"        (?:secret_)?(required|optional|any|nullable) (\S+): (.*) = (\".*\");")
OTHERS = re.compile(r"        \.\. \w+ (\S+): (.*);")
VALUE = re.compile(r"        (\S+) = (\".*\");")
VARIANT = re.compile(r"        (?:or(?:_else)? )?(?:plain|tagged|secret) (\w+)\((.*?)\)(?: = .*)?;")
# What ends a table, or begins its second half.
ENDS = ("    }", "}", "    tries {")
SKIPPED = {
    "required": "",
    "optional": ', skip_serializing_if = "Option::is_none"',
    "any": ', skip_serializing_if = "Option::is_none"',
    "nullable": ', default, skip_serializing_if = "super::nullable::Nullable::is_absent"',
}


class Unknown(Exception):
    """A line of a table that has no counterpart here."""


def derived(types):
    """A module with the types of the file `types.rs` of a client, and the names of those that are unions."""
    out, unions = [], set()
    for block in re.findall(r"^::warded::rt::\w+! \{\n.*?^\}|^pub type .*?;", types, re.M | re.S):
        lines = [line for line in block.split("\n") if not re.match(r"\s*(///|#\[)", line)]
        if block.startswith("pub type"):
            out.append("\n".join(lines))
        elif found := STRUCT.match(lines[1]):
            out.append(struct(found[1], lines[2:]))
        elif found := ENUM.match(lines[1]):
            out.append(enumeration(found[1], found[2], found[3], lines[2:]))
        elif found := UNION.match(lines[1]):
            unions.add(found[1])
            out.append(union(found[1], found[2], lines[2:]))
        else:
            raise Unknown(lines[1])
    module = "\n".join(out).replace("::warded::Nullable", "super::nullable::Nullable")
    # Secrets are read as what they hide.
    return re.sub(r"::warded::Secret<([^<>]*)>", r"\1", module).replace("::warded::Secret", "String"), unions


def rows(pattern, lines):
    """What a pattern finds in each row of a table."""
    for line in lines:
        if line in ENDS:
            continue
        if not (found := pattern.fullmatch(line)):
            raise Unknown(line)
        yield found.groups()


def struct(name, lines):
    fields = []
    for line in lines:
        if line in ENDS:
            break
        if found := PROPERTY.fullmatch(line):
            presence, field, ty, wire = found.groups()
            fields.append(f"    #[serde(rename = {wire}{SKIPPED[presence]})]\n    pub {field}: {ty},\n")
        elif found := OTHERS.fullmatch(line):
            fields.append(f"    #[serde(flatten)]\n    pub {found[1]}: {found[2]},\n")
        else:
            raise Unknown(line)
    return f"{DERIVES}pub struct {name} {{\n{''.join(fields)}}}"


def enumeration(name, kind, other, lines):
    if kind != "text":
        return f"pub type {name} = {'i64' if kind == 'integer' else '::warded::serde_json::Value'};"
    variants = "".join(f"    #[serde(rename = {value})]\n    {variant},\n" for variant, value in rows(VALUE, lines))
    return f"{DERIVES}pub enum {name} {{\n{variants}    #[serde(untagged)]\n    {other}(String),\n}}"


def union(name, other, lines):
    """Untagged, as the types keep their discriminator, which derive's tagged enums take out."""
    variants = "".join(f"    {variant}({ty}),\n" for variant, ty in rows(VARIANT, lines))
    return f"{DERIVES}#[serde(untagged)]\npub enum {name} {{\n{variants}    {other}(::warded::serde_json::Value),\n}}"
