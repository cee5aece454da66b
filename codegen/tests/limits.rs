//! Tests of hostile documents: the diagnostics have a bounded length, on the small stack of a test's thread, without
//! a panic.
//! What the answers cost is counted in instructions, by `benches/src/bin/instructions.rs`.

mod support;

use std::fmt::Write;
use std::path::Path;

use serde_json::{Value, json};
use support::generation;
use warded_codegen::MessageFormat;
use warded_codegen::diagnostics::{Code, Diagnostic, Diagnostics, Severity};
use warded_codegen::document::{LoadOptions, parse};
use warded_codegen::resolve::resolve;
use warded_codegen::source::Sources;

/// The length of chains and circles of schemas.
const MANY: usize = 3_000;

#[test]
fn text_that_nests_is_refused_at_once() {
    let documents = [
        "[".repeat(100_000),
        format!("a: {}", "[".repeat(100_000)),
        "{a: ".repeat(100_000),
        "- ".repeat(100_000),
        "? ".repeat(100_000),
        "!a ".repeat(100_000),
        "\"".to_owned() + &"\\u0000".repeat(100_000),
        (0..2_000).fold("openapi: 3.0.3\n".to_owned(), |text, depth| text + &" ".repeat(depth) + "a:\n"),
        schema(&nested(r#"{"type":"array","items":"#, "}", 3_000)),
        schema(&nested(r#"{"type":"object","properties":{"a":"#, "}}", 3_000)),
        schema(&nested(r#"{"allOf":["#, "]}", 3_000)),
    ];
    for document in documents {
        let start = &document[..document.len().min(40)];
        assert!(refusal(&document).contains(" --> openapi.yaml:"), "{start}");
    }
}

#[test]
fn aliases_that_multiply_are_refused() {
    let mut list = "a: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    let mut merged = "a: &a0 { x: 1 }\n".to_owned();
    for level in 1..30 {
        let earlier = vec![format!("*a{}", level - 1); 9].join(", ");
        writeln!(list, "b{level}: &a{level} [{earlier}]").expect("it is text");
        writeln!(merged, "b{level}: &a{level} {{ <<: [{earlier}] }}").expect("it is text");
    }
    for document in [list, merged, "a: &a [*a]\n".to_owned()] {
        assert!(refusal(&document).contains("error[limit]"));
    }
}

#[test]
fn schemas_as_deep_as_the_limit_are_generated() {
    for (open, close) in [
        (r#"{"type":"array","items":"#, "}"),
        (r#"{"type":"object","additionalProperties":"#, "}"),
        (r#"{"oneOf":[{"type":"string"},"#, "]}"),
        (r#"{"prefixItems":[{"type":"string"},"#, "]}"),
        (r#"{"type":["string","object"],"patternProperties":{"a":{"type":"integer"},"b":"#, "}}"),
        (r#"{"type":"object","properties":{"a":"#, "}}"),
        (r#"{"allOf":[{"type":"object","properties":{"a":{}}},"#, "]}"),
    ] {
        let document = schema(&nested(open, close, 40));
        assert!(answered(&document).is_none(), "{open}");
        let deepest = (40..100).rev().find(|depth| is_resolved(&schema(&nested(open, close, *depth))));
        assert!(deepest.is_some_and(|deepest| deepest > 40), "{open} {deepest:?}");
    }
}

/// Reads and resolves a document; false if it is refused, which can only be for its depth.
fn is_resolved(text: &str) -> bool {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = parse(Path::new("a.json"), text.as_bytes(), &LoadOptions::default(), &mut sources, &mut diagnostics);
    if let Some(document) = document.expect("no other file is read").typed {
        let _ = resolve(&document, &mut diagnostics);
    }
    let is_other = |one: &Diagnostic| one.severity == Severity::Error && one.code != Code::Limit;
    assert!(!diagnostics.iter().any(is_other), "{diagnostics:?}");
    !diagnostics.has_errors()
}

/// Callbacks of callbacks, and headers of the parts of headers.
#[test]
fn objects_as_deep_as_the_limit_are_generated() {
    let callback = r#"{"responses":{"204":{"description":"d"}},"callbacks":{"c":{"{$url}":{"post":"#;
    let end = r#"{"responses":{"204":{"description":"d"}}}"#;
    let deepest = format!("{}{end}{}", callback.repeat(21), "}}}}".repeat(21));
    let callbacks =
        format!(r#"{{"openapi":"3.0.3","info":{{"title":"t","version":"1"}},"paths":{{"/a":{{"get":{deepest}}}}}}}"#);
    assert!(answered(&callbacks).is_none());
    let header = r#"{"content":{"multipart/form-data":{"schema":{},"encoding":{"a":{"headers":{"h":"#;
    let deepest = format!("{}{{\"schema\":{{}}}}{}", header.repeat(15), "}}}}}}".repeat(15));
    let headers = format!(
        r#"{{"openapi":"3.0.3","info":{{"title":"t","version":"1"}},"paths":{{}},"components":{{"headers":{{"h":{deepest}}}}}}}"#
    );
    assert!(answered(&headers).is_none());
}

#[test]
fn chains_of_schemas_are_generated_or_refused() {
    let next = |at: usize| json!({ "$ref": format!("#/components/schemas/S{at}") });
    let links: &[&dyn Fn(usize) -> Value] = &[
        &|at| next(at + 1),
        &|at| json!({ "type": "array", "items": next(at + 1) }),
        &|at| json!({ "type": "object", "additionalProperties": next(at + 1) }),
        &|at| json!({ "type": "object", "required": ["next"], "properties": { "next": next(at + 1) } }),
        &|at| json!({ "allOf": [next(at + 1)] }),
        &|at| json!({ "allOf": [next(at + 1), { "properties": { format!("p{at}"): {} } }] }),
        &|at| json!({ "oneOf": [next(at + 1), { "type": "string" }] }),
    ];
    for link in links {
        let chain = (0..MANY).map(|at| (format!("S{at}"), link(at))).chain([(format!("S{MANY}"), json!({}))]);
        answered(&document(chain.collect()));
    }
}

#[test]
fn circles_of_schemas_are_generated_or_refused() {
    let next = |at: usize| json!({ "$ref": format!("#/components/schemas/S{}", at % MANY) });
    let links: &[&dyn Fn(usize) -> Value] = &[
        &|at| next(at + 1),
        &|at| json!({ "allOf": [next(at + 1)] }),
        &|at| json!({ "allOf": [next(at + 1), { "properties": { format!("p{at}"): {} } }] }),
        &|at| json!({ "oneOf": [next(at + 1), next(at + 2)] }),
        &|at| json!({ "type": "object", "required": ["next"], "properties": { "next": next(at + 1) } }),
        &|at| json!({ "type": "array", "items": next(at + 1) }),
    ];
    for link in links {
        answered(&document((0..MANY).map(|at| (format!("S{at}"), link(at))).collect()));
    }
}

/// Each contains the next one twice: written out, there would be 2^60 of the last.
#[test]
fn schemas_that_double_are_generated_or_refused() {
    let next = |at: usize| json!({ "$ref": format!("#/components/schemas/S{}", at + 1) });
    let links: &[&dyn Fn(usize) -> Value] = &[
        &|at| json!({ "allOf": [next(at), next(at)] }),
        &|at| json!({ "oneOf": [next(at), next(at)] }),
        &|at| json!({ "oneOf": [{ "allOf": [next(at)] }, { "allOf": [next(at), { "properties": { "q": {} } }] }] }),
        &|at| json!({ "oneOf": [next(at), next(at)], "type": "object", "properties": { format!("p{at}"): {} } }),
        &|at| json!({ "properties": { "l": { "allOf": [next(at), {}] }, "r": { "allOf": [next(at), { "title": "r" }] } } }),
    ];
    for link in links {
        let last = json!({ "type": "object", "properties": { "x": { "type": "string" } } });
        let chain = (0..60).map(|at| (format!("S{at}"), link(at))).chain([("S60".to_owned(), last)]);
        answered(&document(chain.collect()));
    }
}

/// Each contains the next one twice, and all of it stands under a key that has no effect.
#[test]
fn references_under_unknown_keys_are_not_followed_to_their_ends() {
    let next = |at: usize| json!({ "$ref": format!("#/components/schemas/S{at}") });
    let object = |at: usize| json!({ "type": "object", "properties": { "a": next(at + 1), "b": next(at + 1) } });
    let chain = (0..60).map(|at| (format!("S{at}"), object(at))).chain([("S60".to_owned(), json!({}))]);
    let mut document: Value = serde_json::from_str(&document(chain.collect())).expect("it is JSON");
    document["paths"]["/s"]["unknown"] = next(0);
    assert!(answered(&document.to_string()).is_none());
}

#[test]
fn names_that_are_alike_take_no_more_time_than_others() {
    let properties: serde_json::Map<_, _> = (0..2_000).map(|at| (format!("a{}", "-".repeat(at)), json!({}))).collect();
    let object = json!({ "type": "object", "properties": properties });
    assert!(answered(&document([("S0".to_owned(), object)].into_iter().collect())).is_none());
}

/// All on one line: each has to be found on it, and shown with what stands around it.
#[test]
fn many_errors_take_no_more_time_each_than_few() {
    let schemas = (0..5_000).map(|at| (format!("S{at}"), json!({ "type": "object", "propertis": {} })));
    let document = document(schemas.collect());
    let report = generation(&document).report;
    for format in [MessageFormat::Human { color: false }, MessageFormat::Json] {
        assert_eq!(report.render(format).matches("unknown key `propertis`").count(), 5_000);
    }
}

/// Each of them is compared with a thousand names, which are all as near: nobody reads so many suggestions.
#[test]
fn many_dangling_references_get_few_suggestions() {
    let known = (0..1_000).map(|at| (format!("S{at}"), json!({})));
    let reference = |at| json!({ "$ref": format!("#/components/schemas/T{at}") });
    let properties: serde_json::Map<_, _> = (0..2_000).map(|at| (format!("p{at}"), reference(at))).collect();
    let all = ("All".to_owned(), json!({ "properties": properties }));
    let text = generation(&document(known.chain([all]).collect())).report.render(MessageFormat::Human { color: false });
    assert_eq!(text.matches("warning[dangling-reference]").count(), 2_000);
    assert_eq!(text.matches("did you mean `#/components/schemas/S").count(), 100);
}

/// A client has a slot for each, which all implementations name: the output would grow with their square.
#[test]
fn no_client_has_slots_without_end() {
    let with = |schemes: usize| {
        let operation = |at: usize| {
            let security = json!([{ format!("Key{at}"): [] }]);
            json!({ "get": { "security": security, "responses": { "204": { "description": "d" } } } })
        };
        let scheme =
            |at: usize| (format!("Key{at}"), json!({ "type": "apiKey", "in": "header", "name": format!("K{at}") }));
        json!({
            "openapi": "3.0.3",
            "info": { "title": "t", "version": "1" },
            "paths": (0..schemes).map(|at| (format!("/p{at}"), operation(at))).collect::<serde_json::Map<_, _>>(),
            "components": { "securitySchemes": (0..schemes).map(scheme).collect::<serde_json::Map<_, _>>() },
        })
        .to_string()
    };
    assert_eq!(answered(&with(128)), None);
    let refusal = refusal(&with(5_000));
    assert!(refusal.contains("the operations use more than 128 security schemes"), "{refusal}");
    assert!(refusal.contains(" --> "), "{refusal}");
}

fn nested(open: &str, close: &str, depth: usize) -> String {
    format!("{}{{}}{}", open.repeat(depth), close.repeat(depth))
}

fn schema(schema: &str) -> String {
    format!(
        r#"{{"openapi":"3.0.3","info":{{"title":"t","version":"1"}},"paths":{{}},"components":{{"schemas":{{"S":{schema}}}}}}}"#
    )
}

/// A document with an operation that returns `S0`.
fn document(schemas: serde_json::Map<String, Value>) -> String {
    let body = json!({ "application/json": { "schema": { "$ref": "#/components/schemas/S0" } } });
    json!({
        "openapi": "3.0.3",
        "info": { "title": "t", "version": "1" },
        "paths": { "/s": { "get": { "responses": { "200": { "description": "d", "content": body } } } } },
        "components": { "schemas": schemas },
    })
    .to_string()
}

fn refusal(document: &str) -> String {
    answered(document).unwrap_or_else(|| panic!("{} is not refused", &document[..document.len().min(40)]))
}

/// The diagnostics of a document that is refused, which must be few in any case.
fn answered(document: &str) -> Option<String> {
    let generation = generation(document);
    let text = generation.report.render(MessageFormat::Human { color: false });
    assert!(text.len() < 100_000, "{} bytes of diagnostics", text.len());
    if generation.files.is_some() {
        return None;
    }
    assert!(text.contains("error["), "nothing is said: {text}");
    Some(text)
}
