//! Tests of the model: `resolve/NAME.yaml` is a document of any version, or the relevant keys of one of 3.0, and
//! `resolve/NAME.txt` is a compact text of its model. `UPDATE_EXPECT=1` writes the texts.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use serde_json::{Value, json};
use warded_codegen::diagnostics::{Diagnostics, Place, Severity};
use warded_codegen::document::{LoadOptions, Typed, load, typed};
use warded_codegen::model::{
    Additional, Api, MediaType, Object, Operation, Parameter, ParameterEncoding, PathSegment, Schema, SchemaKind,
    TypeUse, Union,
};
use warded_codegen::resolve::resolve;
use warded_codegen::source::{Pointer, Sources};

#[test]
fn documents_mean_what_is_written_beside_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/resolve");
    let mut documents: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder exists")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect();
    documents.sort();
    assert!(documents.len() > 15, "only {} documents", documents.len());
    for path in documents {
        let text = std::fs::read_to_string(&path).expect("the document can be read");
        let mut diagnostics = Diagnostics::default();
        let is_whole = text.starts_with("openapi:") || text.starts_with("swagger:");
        let document = if is_whole { whole(&path, &mut diagnostics) } else { parsed(&text) };
        let api = resolve(&document, &mut diagnostics);
        let dump = format!("{}{}", dump(&api), findings(&diagnostics));
        expect_file![path.with_extension("txt")].assert_eq(&dump);
    }
}

/// Documents that are small, valid and meant to exhaust: each is refused or resolved at once.
#[test]
fn nothing_exhausts_the_resolver() {
    let chain = (0..5_000).map(|n| {
        format!("C{n}: {{ allOf: [{{ $ref: '#/components/schemas/C{}' }}, {{ properties: {{ p: {{}} }} }}] }}", n + 1)
    });
    let alias = (0..5_000).map(|n| format!("C{n}: {{ $ref: '#/components/schemas/C{}' }}", n + 1));
    let objects = (0..5_000).map(|n| {
        format!("C{n}: {{ properties: {{ next: {{ $ref: '#/components/schemas/C{}' }} }} }}", (n + 1) % 5_000)
    });
    let alternatives = (0..30).map(|n| {
        let member = |name| {
            format!("{{ allOf: [{{ $ref: '#/components/schemas/C{}' }}], properties: {{ {name}{n}: {{}} }} }}", n + 1)
        };
        format!("C{n}: {{ properties: {{ p{n}: {{}} }}, oneOf: [{}, {}] }}", member("a"), member("b"))
    });
    let tags = (0..12).map(|n| {
        let member = format!("{{ $ref: '#/components/schemas/C{}' }}", n + 1);
        let same = format!("{{ allOf: [{member}] }}");
        format!("C{n}: {{ oneOf: [{member}, {same}, {same}, {same}, {same}], discriminator: {{ propertyName: t }} }}")
    });
    let documents: [(&str, Vec<String>); 5] = [
        ("chain", chain.collect()),
        ("alias", alias.collect()),
        ("objects", objects.collect()),
        ("alternatives", alternatives.collect()),
        ("tags", tags.collect()),
    ];
    for (name, schemas) in documents {
        let last = format!("C{}: {{ type: object, properties: {{ t: {{ type: string }} }} }}", schemas.len());
        let text = format!("components: {{ schemas: {{ {}, {last} }} }}", schemas.join(", "));
        let document = parsed(&text);
        let start = std::time::Instant::now();
        let api = resolve(&document, &mut Diagnostics::default());
        assert!(api.schemas.len() >= schemas.len(), "{name}");
        // What exhausts takes for ever; a busy machine does not.
        assert!(start.elapsed().as_secs() < 120, "{name} took {:?}", start.elapsed());
    }
}

#[test]
fn boxes_do_not_depend_on_the_order_of_the_document() {
    let schemas = [
        "A: { properties: { b: { $ref: '#/components/schemas/B' }, c: { $ref: '#/components/schemas/C' } } }",
        "B: { properties: { a: { $ref: '#/components/schemas/A' }, b: { $ref: '#/components/schemas/B' } } }",
        "C: { properties: { d: { $ref: '#/components/schemas/D' } } }",
        "D: { oneOf: [{ type: string }, { $ref: '#/components/schemas/A' }] }",
    ];
    let boxed = |order: &[usize]| {
        let schemas: Vec<&str> = order.iter().map(|index| schemas[*index]).collect();
        let text = format!("components: {{ schemas: {{ {} }} }}", schemas.join(", "));
        let api = resolve(&parsed(&text), &mut Diagnostics::default());
        let mut dumped: Vec<String> =
            api.schemas.iter().map(|schema| format!("{:?} {}", schema.component, kind(&api, schema))).collect();
        dumped.sort();
        dumped
    };
    let expected = boxed(&[0, 1, 2, 3]);
    assert!(expected.iter().any(|schema| schema.contains("box")));
    for order in [[3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1]] {
        assert_eq!(boxed(&order), expected);
    }
}

/// The document with what every document needs.
fn parsed(text: &str) -> Typed {
    let mut document: Value = serde_yaml::from_str(text).expect("the document is YAML");
    let keys = document.as_object_mut().expect("the document is an object");
    keys.entry("openapi").or_insert(json!("3.0.3"));
    keys.entry("info").or_insert(json!({ "title": "Test", "version": "1" }));
    keys.entry("paths").or_insert(json!({}));
    let mut diagnostics = Diagnostics::default();
    typed(document, &mut diagnostics).unwrap_or_else(|| panic!("the document is none of OpenAPI 3.0: {diagnostics:?}"))
}

/// A document that says which version it is of.
fn whole(path: &Path, diagnostics: &mut Diagnostics) -> Typed {
    let document = load(path, &LoadOptions::default(), &mut Sources::default(), diagnostics);
    document.expect("the document can be read").typed.unwrap_or_else(|| panic!("{}: {diagnostics:?}", path.display()))
}

fn dump(api: &Api) -> String {
    let mut text = String::new();
    for group in api.server_groups.iter().filter(|group| group.origin != Pointer::root()) {
        let servers = group.servers.iter().map(|server| {
            let variables = server.variables.iter().map(|v| format!(" {}={}{:?}", v.name, v.default, v.values));
            format!("`{}`{}", server.url, variables.collect::<String>())
        });
        line(&mut text, &format!("servers {}", servers.collect::<Vec<_>>().join(", ")));
    }
    for operation in &api.operations {
        dump_operation(&mut text, api, operation);
    }
    for (index, schema) in api.schemas.iter().enumerate() {
        let is_named = matches!(schema.kind, SchemaKind::Object(_) | SchemaKind::Union(_) | SchemaKind::Enumeration(_));
        if schema.component.is_some() || is_named {
            let (nullable, usage) = (if schema.nullable { "?" } else { "" }, usage(schema));
            line(&mut text, &format!("{}{nullable}{usage} = {}", name(api, index), kind(api, schema)));
            for place in schema.places.iter().skip(1) {
                line(&mut text, &format!("    also at {}", place.join(".")));
            }
        }
    }
    text
}

fn usage(schema: &Schema) -> &'static str {
    match (schema.usage.request, schema.usage.response) {
        (true, true) => " (both)",
        (true, false) => " (request)",
        (false, true) => " (response)",
        (false, false) => "",
    }
}

fn line(text: &mut String, line: &str) {
    writeln!(text, "{line}").expect("writing to a string cannot fail");
}

fn dump_operation(text: &mut String, api: &Api, operation: &Operation) {
    let segments: String = operation
        .segments
        .iter()
        .map(|segment| match segment {
            PathSegment::Literal(text) => text.clone(),
            PathSegment::Parameter(index) => format!("<{}>", operation.parameters[*index].name),
        })
        .collect();
    let server = if operation.servers.0 == 0 { String::new() } else { format!(" on {}", operation.servers.0) };
    line(text, &format!("{:?} {segments}{server} {}", operation.method, operation.id.as_deref().unwrap_or("-")));
    for parameter in &operation.parameters {
        line(text, &format!("    {}", dump_parameter(api, parameter)));
    }
    for alternative in &operation.security.alternatives {
        let schemes = alternative.schemes.iter().map(|one| {
            let scheme = &api[one.scheme];
            let roles = one.roles.iter().map(|role| &scheme.roles[role.0 as usize]);
            let granted = roles.chain(one.scopes.iter().map(|at| &scheme.scopes[*at]));
            format!(" {}{}", scheme.name, granted.map(|one| format!("+{}", one.name)).collect::<String>())
        });
        line(text, &format!("    needs{}", schemes.collect::<String>()));
    }
    if let Some(body) = &operation.request_body {
        let required = if body.required { "!" } else { "" };
        line(text, &format!("    body{required} {}", content(api, &body.content)));
    }
    for response in &operation.responses {
        line(text, &format!("    {:?} {}", response.status, content(api, &response.content)));
        for header in &response.headers {
            let exploded = if header.explode { " exploded" } else { "" };
            let ty = ty(api, header.ty);
            line(text, &format!("        {}: {ty} required={}{exploded}", header.name, header.required));
        }
    }
}

fn dump_parameter(api: &Api, parameter: &Parameter) -> String {
    let encoding = match &parameter.encoding {
        ParameterEncoding::Style { style, explode, allow_reserved } => {
            let explode = if *explode { "*" } else { "" };
            format!("{style:?}{explode}{}", if *allow_reserved { "+" } else { "" })
        }
        ParameterEncoding::Json => "Json".to_owned(),
        ParameterEncoding::Form { encoding } => format!("Form {encoding:?}"),
    };
    let required = if parameter.required { "!" } else { "" };
    let default = parameter.default.as_ref().map(|value| format!(" = {value}")).unwrap_or_default();
    let ty = ty(api, parameter.ty);
    format!("{:?} {}{required}: {ty}{default} as {encoding}", parameter.location, parameter.name)
}

fn content(api: &Api, content: &[MediaType]) -> String {
    let entries = content.iter().map(|media| {
        let encoding = media.encoding.iter().map(|(name, encoding)| format!(" {name}:{encoding:?}"));
        let ty = media.ty.map_or("-".to_owned(), |one| ty(api, one));
        format!("`{}` {:?} {ty}{}", media.names.join("`, `"), media.kind, encoding.collect::<String>())
    });
    entries.collect::<Vec<_>>().join(", ")
}

fn name(api: &Api, index: usize) -> String {
    let schema = &api.schemas[index];
    let title = schema.title.as_ref().map(|title| format!("\"{title}\"")).unwrap_or_default();
    schema
        .component
        .clone()
        .unwrap_or_else(|| format!("<{}>{title}", schema.places.first().map(|p| p.join(".")).unwrap_or_default()))
}

fn ty(api: &Api, ty: TypeUse) -> String {
    let schema = &api.schemas[ty.schema.index()];
    let name = match &schema.kind {
        SchemaKind::Object(_) | SchemaKind::Union(_) | SchemaKind::Enumeration(_) => name(api, ty.schema.index()),
        _ if schema.component.is_some() => name(api, ty.schema.index()),
        _ => kind(api, schema),
    };
    format!("{}{name}{}", if ty.boxed { "box " } else { "" }, if ty.nullable { "?" } else { "" })
}

fn kind(api: &Api, schema: &Schema) -> String {
    match &schema.kind {
        SchemaKind::Any => "any".to_owned(),
        SchemaKind::Null => "null".to_owned(),
        SchemaKind::Boolean => "boolean".to_owned(),
        SchemaKind::Integer(format) => format!("{format:?}"),
        SchemaKind::Number(format) => format!("{format:?}"),
        SchemaKind::String(format) => format!("{format:?}"),
        SchemaKind::Array(item) => format!("[{}]", ty(api, *item)),
        SchemaKind::Tuple(elements) => {
            format!("({})", elements.iter().map(|element| ty(api, *element)).collect::<Vec<_>>().join(", "))
        }
        SchemaKind::Map(value) => format!("map of {}", ty(api, *value)),
        SchemaKind::Alias(target) => format!("alias {}", ty(api, *target)),
        SchemaKind::Secret(hidden) => format!("secret {}", ty(api, *hidden)),
        SchemaKind::Object(object) => dump_object(api, object),
        SchemaKind::Union(union) => dump_union(api, union),
        SchemaKind::Enumeration(enumeration) => {
            let values = enumeration.values.iter().map(|value| {
                let name = value.name.as_ref().map(|name| format!(" as {name}")).unwrap_or_default();
                let text = value.description.as_ref().map(|text| format!(" ({text})")).unwrap_or_default();
                format!("{}{name}{text}", value.value)
            });
            format!("enum {}", values.collect::<Vec<_>>().join(" | "))
        }
    }
}

fn dump_object(api: &Api, object: &Object) -> String {
    let mut text = "object {".to_owned();
    for property in &object.properties {
        let flags =
            [(property.required, "!"), (property.read_only, " read-only"), (property.write_only, " write-only")];
        let flags: String = flags.iter().filter(|(set, _)| *set).map(|(_, flag)| *flag).collect();
        let default = property.default.as_ref().map(|value| format!(" = {value}")).unwrap_or_default();
        let about = property.description.as_ref().map(|text| format!(" # {text}")).unwrap_or_default();
        write!(text, "\n    {}{flags}: {}{default}{about}", property.name, ty(api, property.ty)).expect("a string");
    }
    if let Additional::Kept(value) = object.additional {
        write!(text, "\n    ..: {}", ty(api, value)).expect("a string");
    }
    text + "\n}"
}

fn dump_union(api: &Api, union: &Union) -> String {
    let told = match &union.discriminator {
        Some(discriminator) if discriminator.is_optional => format!(" by {} or content", discriminator.property),
        Some(discriminator) if discriminator.in_variants => format!(" by {}", discriminator.property),
        Some(discriminator) => format!(" by {} (beside)", discriminator.property),
        None => format!(" tried {:?}", union.trial),
    };
    let mut text = format!("union{told} {{");
    for variant in &union.variants {
        write!(text, "\n    {}: {} {:?}", variant.name, ty(api, variant.ty), variant.tags).expect("a string");
    }
    if let Some(default) = union.discriminator.as_ref().and_then(|discriminator| discriminator.default) {
        write!(text, "\n    else {}", union.variants[default].name).expect("a string");
    }
    text + "\n}"
}

fn findings(diagnostics: &Diagnostics) -> String {
    let shown = diagnostics.iter().map(|diagnostic| {
        let severity = if diagnostic.severity == Severity::Error { "error" } else { "warning" };
        let at = match &diagnostic.primary {
            Place::Pointer(at) | Place::Key(at) => at.to_string(),
            Place::Position { .. } => String::new(),
        };
        format!("{severity}[{}] {at}: {}\n", diagnostic.code.name(), diagnostic.message)
    });
    shown.collect()
}
