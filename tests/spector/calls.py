"""The calls of a scenario through a generated client, as Rust, from the requests that the mock API expects."""
import json, re
from urllib.parse import unquote

SENT_ANYWAY = {"accept", "content-type", "content-length", "host", "user-agent"}
SPACE = re.compile(r"(?<=impl)(?=[A-Z:])|(?<=dyn)(?=[A-Z:])")


class Underivable(Exception):
    """A reason that no call follows from the expected request."""


class Client:
    """A generated client: the crate's name, its document and its summary."""

    def __init__(self, crate, version, document, summary):
        self.crate, self.version, self.document, self.summary = crate, version, document, summary
        objects = [schema for schema in summary["schemas"] if schema["is"]["kind"] == "object"]
        self.objects = {name: one["is"] for one in objects for name in (one["type"], *(f"types::{alias}" for alias in one["aliases"]))}
        self.shared = {one["ident"]: one["is"] for one in summary["sharedTypes"]}

    def matches(self, api):
        """The operations of a request: each with its path's values and what stands before the path."""
        uri = api["uri"].replace("\\", "")
        for operation in self.summary["operations"]:
            if operation["method"].lower() != api["method"]:
                continue
            path = operation["path"].partition("?")[0]
            pattern = "".join(f"(?P<p{i}>.*)" if i % 2 else re.escape(text) for i, text in enumerate(re.split(r"\{([^{}]*)\}", path)))
            # Express takes `/` at the end or none for one path.
            for server, tail in ((server, tail) for server in self.servers() for tail in ("", "/")):
                found = re.fullmatch(f"(?P<prefix>{server}){pattern}", uri + tail)
                if found:
                    names = re.findall(r"\{([^{}]*)\}", path)
                    yield operation, {name: found[f"p{2 * i + 1}"] for i, name in enumerate(names)}, found["prefix"]
                    break

    def servers(self):
        """A pattern for the path of each server of the document."""
        for server in self.document.get("servers") or [{"url": ""}]:
            path = re.sub(r"^(\{endpoint\}|https?://[^/]*)", "", server["url"]).rstrip("/")
            yield "".join("[^/]*" if i % 2 else re.escape(t) for i, t in enumerate(re.split(r"\{([^{}]*)\}", path)))

    def style(self, operation, parameter):
        """The style of a parameter, and whether it explodes."""
        for one in self.declared(operation):
            if (one["name"], one["in"]) == (parameter["name"], parameter["in"]):
                style = one.get("style") or {"query": "form", "cookie": "form"}.get(one["in"], "simple")
                return style, one.get("explode", style == "form")
        raise Underivable(f"the document has no parameter {parameter['name']}")

    def declared(self, operation):
        """The Parameter Objects of an operation."""
        item, own = self.at(operation["pointer"].rpartition("/")[0]), self.at(operation["pointer"])
        return [self.resolve(one) for one in [*own.get("parameters", []), *item.get("parameters", [])]]

    def resolve(self, node):
        while "$ref" in node:
            node = self.at(unquote(node["$ref"].removeprefix("#")))
        return node

    def at(self, pointer):
        node = self.document
        for key in pointer.split("/")[1:]:
            node = node[key.replace("~1", "/").replace("~0", "~")]
        return node


def rust(text):
    """A raw string literal."""
    marks = "#"
    while f'"{marks}' in text:
        marks += "#"
    return f'r{marks}"{text}"{marks}'


def owned(ty, crate):
    """The type of an argument's variable, and how the argument is taken from it."""
    if ty == "&str":
        return "String", "&{}"
    if ty.startswith("&["):
        item = ty[2:-1]
        return f"Vec<{'String' if 'AsText' in item else owned(item, crate)[0]}>", "&{}[..]"
    if ty.startswith("&"):
        return scoped(ty[1:], crate), "&{}"
    return scoped(ty, crate), "{}"


def scoped(ty, crate):
    """A type of the summary as the program names it."""
    return re.sub(r"(?<![\w:])(?:super::)?(types|op)::", rf"{crate}::\1::", ty)


def texts(*values):
    """A list of JSON texts, without repetitions."""
    found = list(dict.fromkeys(json.dumps(value, ensure_ascii=False) for value in values))
    return f"&[{', '.join(map(rust, found))}]"


def scalars(value):
    """The values that a text of a URL or header may be."""
    found = [value]
    try:
        found.append(json.loads(value) if isinstance(value, str) else value)
    except ValueError:
        pass
    return found if isinstance(value, str) else [value, str(value)]


def lists(parts):
    """The lists and objects that parts may be."""
    return [list(parts), [scalars(part)[-1] for part in parts]]


def spread(text, style, explode, name):
    """The values that the text of a parameter may be, by the style."""
    separators = {"label": "." if explode else ",", "matrix": ";" if explode else ",", "pipeDelimited": "|", "spaceDelimited": " "}
    separator = separators.get(style, ",")
    if style == "label":
        text = text.removeprefix(".")
    if style == "matrix":
        text = text.removeprefix(";")
        text = text.replace(f"{name}=", "") if not explode or text.startswith(f"{name}=") else text
    parts = [unquote(part) for part in text.split(separator)]
    found = [*scalars(unquote(text)), *lists(parts)]
    pairs = [part.split("=", 1) for part in parts] if explode else list(zip(parts[::2], parts[1::2]))
    if pairs and all(len(pair) == 2 for pair in pairs):
        found += objects(dict(pairs))
    return found


def objects(members):
    return [members, {name: scalars(value)[-1] for name, value in members.items()}]


def arguments(client, operation, api, path):
    """The values of an operation's parameters: those that the request expects, and constants."""
    request = api.get("request") or {}
    fixed = dict(re.findall(r"[?&]([^=&]*)=([^&{]*)", operation["pointer"].rpartition("/")[0]))
    query = {name: value for name, value in (request.get("query") or {}).items() if fixed.get(name) != value}
    headers = {name.lower(): value for name, value in (request.get("headers") or {}).items()}
    found, rest = {}, []
    for parameter in operation["parameters"]:
        style, explode = client.style(operation, parameter)
        name, place = parameter["name"], parameter["in"]
        if place == "path":
            found[parameter["ident"]] = spread(path[name], style, explode, name) if name in path else [(request.get("pathParams") or {})[name]]
        elif place == "query" and name in query:
            value = query.pop(name)
            found[parameter["ident"]] = [*lists(value), *scalars(value)] if isinstance(value, list) else spread(str(value), style, explode, name)
        elif place == "header" and name.lower() in headers:
            found[parameter["ident"]] = spread(str(headers.pop(name.lower())), style, explode, name)
        else:
            rest.append(parameter)
    for parameter in rest:
        if parameter["in"] == "query" and query and len(rest) == 1:
            found[parameter["ident"]] = objects(query)
            query = {}
        elif parameter["required"]:
            found[parameter["ident"]] = constant(client, operation, parameter)
    credentials = {"authorization", "x-ms-api-key"}
    left = [*query, *(headers.keys() - SENT_ANYWAY - credentials)]
    if left:
        raise Underivable(f"the document has no parameter for {', '.join(sorted(left))}")
    return found


def constant(client, operation, parameter):
    """The only value that a parameter may have."""
    for one in client.declared(operation):
        values = client.resolve(one.get("schema", {})).get("enum") or []
        if one["name"] == parameter["name"] and len(values) == 1:
            return values
    raise Underivable(f"no value is expected for the required parameter {parameter['name']}")


def body(client, method, api):
    """The arguments of a body: variables, and how they are passed."""
    sent, kind = (api.get("request") or {}).get("body"), method["body"]["write"]
    ty = method["body"]["type"]
    if kind == "multipart":
        return multipart(client, ty, sent)
    if kind == "xml":
        raise Underivable("a body of XML, and no operation that gets one of its type")
    raw = sent["rawContent"]
    if kind == "bytes":
        content = f"bytes({rust(raw['bytes'])})" if "bytes" in raw else f"based({rust(text(raw))}).into_bytes()"
        choice = method["body"]["choice"]
        if not choice:
            return [], [content]
        if "within" in choice:
            return [], [rust(sent["contentType"]), content]
        variant = next(name for name, media in choice["variants"].items() if media == sent["contentType"])
        return [], [f"{client.crate}::op::{choice['ident']}::{variant}", content]
    own, pattern = owned(ty, client.crate)
    literal = text(raw)
    if kind == "text" and not (sent["contentType"] == "application/json" and literal.startswith('"')):
        literal = json.dumps(literal)
    return [f"let sent: {own} = value(&[{rust(literal)}]);"], [pattern.format("sent")]


def text(raw):
    """The text of a mock's body."""
    if isinstance(raw, dict) and "bytes" in raw:
        import base64
        return base64.b64decode(raw["bytes"]).decode()
    return raw["text"] if isinstance(raw, dict) else raw


def multipart(client, ty, sent):
    """A form: an object whose members are made one by one, since JSON has no notation for files."""
    about = client.objects.get(ty.removeprefix("&"))
    if about is None:
        raise Underivable(f"the summary does not describe {ty}")
    crate, made = client.crate, {}
    for one in about["properties"]:
        part = (sent.get("parts") or {}).get(one["name"])
        files = [file for file in sent.get("files") or [] if file["fieldname"] == one["name"]]
        if files:
            new = [f"file({rust(file['buffer']['bytes'])}, {rust(file['originalname'])}, {rust(file['mimetype'])})" for file in files]
            made[one["ident"]] = f"vec![{', '.join(new)}]" if "Vec<" in one["type"] else new[0]
        elif part is not None:
            inner = re.sub(r"^::std::option::Option<(.*)>$", r"\1", one["type"])
            made[one["ident"]] = f"value::<{scoped(inner, crate)}>({texts(part, str(part))})"
        elif one["required"]:
            raise Underivable(f"the part {one['name']} is required, and not expected")
    new = about["new"] or []
    first = f"new({', '.join(made[ident] for ident in new)})" if new else "default()"
    lines = [f"let mut sent = {scoped(ty.removeprefix('&'), crate)}::{first};"]
    lines += [f"sent.{ident} = Some({made[ident]});" for ident in made if ident not in new]
    return lines, ["&sent"]


def output(client, operation):
    """The expression that shows what was read."""
    ty = operation["output"]
    if ty == "()":
        return "{ let () = output; json!({ \"ok\": null }) }"
    for prefix, function in (("::warded::ByteStream", "all"), ("::warded::JsonLines", "items"), ("::warded::EventStream", "events")):
        if ty.startswith(prefix):
            return f"{function}(output).await"
    if not ty.startswith("op::"):
        return "body(&output)"
    own = next(one["is"] for one in operation["types"] if f"op::{one['ident']}" == ty)
    arms = []
    for one in client.shared[own] if isinstance(own, str) else own:
        name = f"{client.crate}::op::{ty.removeprefix('op::')}::{one['ident']}"
        arms.append(f"{name}(output) => body(&output)," if one["type"] else f'{name} => json!({{ "ok": null }}),')
    return f"match output {{ {' '.join(arms)} }}"


def call(client, operation, path, prefix, api, credentials):
    """The statements of a call, whose value is what became of it."""
    crate, method = client.crate, operation["methods"][0]
    given = arguments(client, operation, api, path)
    lines = [f"let client = {crate}::Client::builder().base_url(based({rust('{base}' + prefix)})).timeout(SHORT).build().expect(\"a client\"){credentials};"]
    passed, setters = [], []
    for parameter in operation["parameters"]:
        if parameter["ident"] not in given:
            continue
        own, pattern = owned(parameter["type"], crate)
        name = f"arg{len(lines)}"
        lines.append(f"let {name}: {own} = value({texts(*given[parameter['ident']])});")
        if parameter["required"]:
            passed.append(pattern.format(name))
        else:
            setters.append(f".{parameter['ident']}({pattern.format(name)})")
    sent = (api.get("request") or {}).get("body")
    if operation["optionalBody"]:
        if sent:
            own, pattern = owned(operation["optionalBody"], crate)
            lines.append(f"let sent: {own} = value(&[{rust(text(sent['rawContent']))}]);")
            setters.append(f".body({pattern.format('sent')})")
    elif method["body"] and method["body"]["write"] == "xml" and sent:
        more, taken = xml(client, operation, method)
        lines += more
        passed += taken
    elif method["body"] and sent:
        more, taken = body(client, method, api)
        lines += more
        passed += taken
    elif method["body"]:
        raise Underivable("no body is expected where one is required")
    elif sent:
        raise Underivable("the document has no body for this operation")
    headers = operation["types"] and any(one["role"] == "headers" for one in operation["types"])
    read = " if let Err(error) = reply.typed_headers() { return json!({ \"failed\": error.to_string() }); }" if headers else ""
    failed = "undocumented" if operation["error"] in ("::warded::Never", "()") or operation["error"].startswith("op::") else "support::error"
    lines.append(f"match client.{method['ident']}({', '.join(passed)}){''.join(setters)}.await {{")
    lines.append(f"    Ok(reply) => {{{read} let output = reply.into_body(); {output(client, operation)} }}")
    lines.append(f"    Err(error) => {failed}(&error),")
    lines.append("}")
    return lines


def xml(client, operation, method):
    """A body of XML: what the operation reads that gets one of the same type from the same path."""
    ty = method["body"]["type"].removeprefix("&")
    for one in client.summary["operations"]:
        if one["method"] == "GET" and one["path"] == operation["path"] and one["output"] == ty:
            return [f"let sent = match client.{one['methods'][0]['ident']}().await {{ Ok(reply) => reply.into_body(), Err(error) => return undocumented(&error) }};"], ["&sent"]
    raise Underivable("a body of XML, and no operation that gets one of its type")
