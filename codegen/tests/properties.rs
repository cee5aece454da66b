//! Random documents: each gives Rust in which no name stands twice and which compiles, or is refused at a place, and
//! nothing panics.

mod support;

use std::cell::Cell;
use std::collections::BTreeSet;
use std::path::Path;

use proptest::collection::{btree_map, vec};
use proptest::prelude::{Just, Strategy, any, prop_assert, prop_oneof};
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Map, Value, json};
use support::{generation, package};
use warded_codegen::MessageFormat;
use warded_codegen::output::GeneratedFile;

/// The number of documents that are tried, and of those that must be valid enough to generate from.
const CASES: u32 = 256;
const GENERATED: usize = 64;

#[test]
fn random_documents_are_generated_or_refused_at_a_place() {
    let generated = Cell::new(0);
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    let tried = TestRunner::new(config).run(&document(), |document| {
        let generation = generation(&document.to_string());
        let text = generation.report.render(MessageFormat::Human { color: false });
        match &generation.files {
            Some(files) => {
                files.iter().for_each(examine);
                generated.set(generated.get() + 1);
            }
            None => prop_assert!(text.contains("error[") && text.contains(" --> openapi.yaml:"), "{text}"),
        }
        Ok(())
    });
    tried.unwrap_or_else(|failure| panic!("{failure}"));
    assert!(generated.get() >= GENERATED, "only {} of {CASES} documents were generated from", generated.get());
}

/// The same documents each time, so that a fault is found by who made it.
#[test]
fn random_documents_compile_without_a_warning() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("random");
    let mut runner = TestRunner::deterministic();
    let (mut lib, mut files) = (String::new(), Vec::new());
    for number in 0..CASES {
        let document = document().new_tree(&mut runner).expect("no document is rejected").current();
        let Some(generated) = generation(&document.to_string()).files else { continue };
        let module = format!("document{number}");
        lib += &format!("pub mod {module};\n");
        files.extend(generated.into_iter().map(|file| package::moved(file, &module)));
    }
    assert!(lib.lines().count() >= GENERATED, "only {} documents were generated from", lib.lines().count());
    files.push(GeneratedFile { path: "src/lib.rs".into(), content: lib });
    files.push(GeneratedFile { path: "Cargo.toml".into(), content: package::manifest("random") });
    package::write(&files, &root);
    package::cargo(&root, &["check"]);
}

/// A file is Rust, and its items, fields, variants and methods have different names.
fn examine(file: &GeneratedFile) {
    let parsed = syn::parse_file(&file.content).expect("the output is Rust");
    let (mut items, mut methods) = (Names::default(), Names::default());
    for item in &parsed.items {
        match item {
            syn::Item::Struct(item) => {
                items.add(&item.ident);
                let mut fields = Names::default();
                item.fields.iter().filter_map(|field| field.ident.as_ref()).for_each(|ident| fields.add(ident));
            }
            syn::Item::Enum(item) => {
                items.add(&item.ident);
                let mut variants = Names::default();
                item.variants.iter().for_each(|variant| variants.add(&variant.ident));
            }
            syn::Item::Type(item) => items.add(&item.ident),
            syn::Item::Trait(item) => items.add(&item.ident),
            syn::Item::Static(item) => items.add(&item.ident),
            syn::Item::Impl(item) if file.path.ends_with("operations.rs") => {
                for member in &item.items {
                    if let syn::ImplItem::Fn(method) = member {
                        methods.add(&method.sig.ident);
                        let mut arguments = Names::default();
                        method.sig.inputs.iter().filter_map(argument).for_each(|ident| arguments.add(ident));
                    }
                }
            }
            _ => {}
        }
    }
}

fn argument(argument: &syn::FnArg) -> Option<&syn::Ident> {
    let syn::FnArg::Typed(argument) = argument else { return None };
    let syn::Pat::Ident(pattern) = &*argument.pat else { return None };
    Some(&pattern.ident)
}

/// The names of one scope.
#[derive(Default)]
struct Names(BTreeSet<String>);

impl Names {
    fn add(&mut self, ident: &syn::Ident) {
        assert!(self.0.insert(ident.to_string()), "`{ident}` stands twice");
    }
}

/// Names that look alike, that Rust has taken, or that are no names at all.
fn name() -> impl Strategy<Value = String> {
    let words = [
        "pet", "Pet", "PET", "pet-id", "petId", "type", "self", "Option", "String", "Vec", "body", "send", "", "1",
        "+", "名前",
    ];
    prop_oneof![4 => select(words.to_vec()).prop_map(str::to_owned), 1 => "[a-zA-Z0-9_. $-]{1,6}"]
}

fn schema() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        select(vec!["string", "integer", "number", "boolean", "object", "array", "null"])
            .prop_map(|ty| json!({ "type": ty })),
        select(vec!["date-time", "uuid", "password", "binary", "byte", "odd"])
            .prop_map(|f| json!({ "type": "string", "format": f })),
        vec(name(), 0..4).prop_map(|values| json!({ "type": "string", "enum": values })),
        (0..4_usize).prop_map(|at| json!({ "$ref": format!("#/components/schemas/{}", COMPONENTS[at]) })),
        Just(json!({})),
    ];
    scalar.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            inner.clone().prop_map(|items| json!({ "type": "array", "items": items })),
            inner.clone().prop_map(|values| json!({ "type": "object", "additionalProperties": values })),
            (btree_map(name(), inner.clone(), 0..4), vec(name(), 0..3), any::<bool>()).prop_map(
                |(properties, required, nullable)| {
                    json!({ "type": "object", "properties": properties, "required": required, "nullable": nullable })
                }
            ),
            (select(vec!["allOf", "oneOf", "anyOf"]), vec(inner, 1..4), name()).prop_map(|(of, parts, tag)| {
                json!({ of: parts, "title": tag, "discriminator": { "propertyName": tag } })
            }),
        ]
    })
}

const COMPONENTS: [&str; 4] = ["Pet", "pet", "Option", "op"];

fn parameter() -> impl Strategy<Value = Value> {
    let place = select(vec!["query", "header", "cookie", "path"]);
    let style = select(vec!["form", "simple", "deepObject", "pipeDelimited", "matrix"]);
    (name(), place, any::<bool>(), style, any::<bool>(), schema()).prop_map(
        |(name, place, required, style, explode, schema)| {
            let mut parameter =
                json!({ "name": name, "in": place, "required": required || place == "path", "schema": schema });
            if explode {
                parameter["style"] = json!(style);
            }
            parameter
        },
    )
}

fn content() -> impl Strategy<Value = Value> {
    let media = [
        "application/json",
        "text/plain",
        "multipart/form-data",
        "application/x-www-form-urlencoded",
        "image/png",
        "text/event-stream",
        "application/xml",
        "*/*",
        "odd",
    ];
    btree_map(select(media.to_vec()), schema().prop_map(|schema| json!({ "schema": schema })), 0..3)
        .prop_map(|map| json!(map))
}

fn operation() -> impl Strategy<Value = Value> {
    let status = select(vec!["200", "201", "204", "404", "4XX", "default", "x"]);
    let response = content().prop_map(|content| json!({ "description": "d", "content": content }));
    let scheme = select(vec!["JWT", "Key", "OAuth", "Missing"]);
    let requirement = btree_map(scheme, vec(name(), 0..2), 0..3);
    (
        proptest::option::weighted(0.7, name()),
        vec(parameter(), 0..4),
        proptest::option::of(content()),
        btree_map(status, response, 0..4),
        proptest::option::of(vec(requirement, 0..3)),
    )
        .prop_map(|(id, parameters, body, responses, security)| {
            let mut operation = json!({ "parameters": parameters, "responses": responses });
            if let Some(id) = id {
                operation["operationId"] = json!(id);
            }
            if let Some(content) = body {
                operation["requestBody"] = json!({ "content": content });
            }
            if let Some(security) = security {
                operation["security"] = json!(security);
            }
            operation
        })
}

fn document() -> impl Strategy<Value = Value> {
    let paths = select(vec!["/", "/pet", "/pets/{pet}", "/a/{pet-id}/{type}", "/pet-"]);
    let method = select(vec!["get", "put", "post", "delete", "head"]);
    let items = btree_map(paths, btree_map(method, operation(), 0..3), 0..3);
    let version = select(vec!["3.0.3", "3.1.0"]);
    (version, items, [schema(), schema(), schema(), schema()]).prop_map(|(version, paths, schemas)| {
        let schemas: Map<String, Value> = COMPONENTS.map(str::to_owned).into_iter().zip(schemas).collect();
        json!({
            "openapi": version,
            "info": { "title": "Random", "version": "1" },
            "servers": [{ "url": "https://api.example.com" }],
            "paths": paths,
            "components": { "schemas": schemas, "securitySchemes": {
                "JWT": { "type": "http", "scheme": "bearer" },
                "Key": { "type": "apiKey", "in": "query", "name": "key" },
                "OAuth": { "type": "oauth2", "flows": { "implicit": {
                    "authorizationUrl": "https://a.example", "scopes": { "read": "r" },
                } } },
            } },
        })
    })
}
