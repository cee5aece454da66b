//! What `openapiv3` has no place for, and is kept beside its types: each piece is read, and no input can write one.

use std::collections::BTreeSet;
use std::path::Path;

use warded_codegen::diagnostics::{Diagnostics, Severity};
use warded_codegen::document::{Additions, LoadOptions, Typed, parse};
use warded_codegen::resolve::resolve;
use warded_codegen::source::Sources;

const DOCUMENTS: [&str; 2] = [
    r##"
openapi: 3.2.0
info: { title: Additions, version: "1" }
servers: [{ url: "https://api.example.com" }]
paths:
  /a:
    post:
      parameters: [{ name: c, in: cookie, style: cookie, schema: { type: string } }]
      security: [{ Tls: [], Alias: [], Device: [read] }]
      requestBody: { $ref: "#/components/requestBodies/Form" }
      responses:
        "204":
          description: ok
          headers:
            X-Own: { explode: true, schema: { type: array, items: { type: string } } }
            X-Shared: { $ref: "#/components/headers/Shared" }
  /b:
    get: { responses: { "200": { description: ok, content: { application/jsonl: { itemSchema: { type: string } } } } } }
  /c:
    get:
      callbacks: { changed: { "{$url}": { post: { security: [{ Called: [] }], responses: { "204": { description: ok } } } } } }
      responses: { "200": { $ref: "#/components/responses/Events" } }
  /d:
    query:
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema: { type: object, properties: { a: { type: array, items: { type: string } } } }
            encoding: { a: { explode: false } }
      responses: { "204": { description: ok } }
    additionalOperations: { COPY: { responses: { "204": { description: ok } } } }
webhooks:
  changed: { post: { security: [{ Hook: [] }], responses: { "204": { description: ok } } } }
components:
  headers: { Shared: { explode: true, schema: { type: array, items: { type: string } } } }
  responses: { Events: { description: ok, content: { text/event-stream: { itemSchema: { type: integer } } } } }
  requestBodies:
    Form:
      content:
        application/x-www-form-urlencoded:
          schema: { type: object, properties: { a: { type: array, items: { type: string } } } }
          encoding: { a: { explode: false } }
  securitySchemes:
    Tls: { type: mutualTLS }
    Alias: { $ref: "#/components/securitySchemes/Tls" }
    Device: { type: oauth2, flows: { deviceAuthorization: { deviceAuthorizationUrl: /, tokenUrl: /, scopes: { read: R } } } }
    Hook: { type: http, scheme: bearer }
    Called: { type: http, scheme: bearer }
"##,
    r##"
swagger: "2.0"
info: { title: Additions, version: "1" }
host: api.example.com
paths:
  /a:
    post:
      consumes: [application/x-www-form-urlencoded]
      parameters:
        - { name: own, in: query, type: array, items: { type: string }, collectionFormat: tsv }
        - { $ref: "#/parameters/Shared" }
        - { name: field, in: formData, type: array, items: { type: string }, collectionFormat: tsv }
      responses: { "204": { description: ok } }
parameters:
  Shared: { name: shared, in: query, type: array, items: { type: string }, collectionFormat: tsv }
"##,
];

fn read(text: &str) -> (Option<Typed>, Diagnostics) {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let options = LoadOptions::default();
    let document = parse(Path::new("a.yaml"), text.as_bytes(), &options, &mut sources, &mut diagnostics);
    (document.expect("no other file is read").typed, diagnostics)
}

/// What a document means, and what is said of it.
fn meaning(document: &Typed) -> String {
    let mut diagnostics = Diagnostics::default();
    let api = resolve(document, &mut diagnostics);
    format!("{api:#?}{:#?}", diagnostics.iter().collect::<Vec<_>>())
}

/// All values but one of each, with a word for what is missing. It does not compile until it knows each kind of piece.
fn without_one(additions: &Additions) -> Vec<(String, Additions)> {
    let Additions { explode, styles, operations, mutual_tls, device_scopes, callback_schemes } = additions;
    let mut all = Vec::new();
    let mut add = |what: String, drop: &dyn Fn(&mut Additions)| {
        let mut fewer = additions.clone();
        drop(&mut fewer);
        assert!(fewer != *additions, "{what}");
        all.push((what, fewer));
    };
    for at in explode.keys() {
        add(format!("explode {at}"), &|fewer| {
            fewer.explode.remove(at);
        });
    }
    for at in styles.keys() {
        add(format!("style {at}"), &|fewer| {
            fewer.styles.remove(at);
        });
    }
    for (at, of_item) in operations {
        for index in 0..of_item.len() {
            add(format!("operation {index} {at}"), &|fewer| {
                fewer.operations.entry(at.clone()).or_default().remove(index);
            });
        }
    }
    for name in mutual_tls.keys() {
        add(format!("certificate {name}"), &|fewer| drop(fewer.mutual_tls.shift_remove(name)));
    }
    for (at, name) in device_scopes.iter().flat_map(|(at, scopes)| scopes.keys().map(move |name| (at, name))) {
        add(format!("scope {at} {name}"), &|fewer| {
            fewer.device_scopes.entry(at.clone()).or_default().shift_remove(name);
        });
    }
    for name in callback_schemes {
        add(format!("callback {name}"), &|fewer| drop(fewer.callback_schemes.take(name)));
    }
    all
}

/// The document without each of its schemas.
fn without_one_schema(document: &Typed) -> impl Iterator<Item = (String, Typed)> {
    document.inline_schemas.keys().map(|at| {
        let mut fewer = document.clone();
        fewer.inline_schemas.remove(at);
        (format!("{} {at}", at.last().unwrap_or_default()), fewer)
    })
}

#[test]
fn every_piece_is_read() {
    let mut kinds = BTreeSet::new();
    for text in DOCUMENTS {
        let (document, diagnostics) = read(text);
        let document = document.unwrap_or_else(|| panic!("{diagnostics:?}"));
        let whole = meaning(&document);
        let additions = without_one(&document.additions).into_iter();
        let fewer = additions.map(|(what, additions)| (what, Typed { additions, ..document.clone() }));
        for (what, document) in fewer.chain(without_one_schema(&document)) {
            let fewer = meaning(&document);
            assert!(fewer != whole, "nobody reads {what}");
            kinds.insert(what.split(' ').next().unwrap_or_default().to_owned());
        }
    }
    let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
    assert_eq!(kinds, ["callback", "certificate", "explode", "itemSchema", "operation", "schema", "scope", "style"]);
}

/// Whatever an input says in words of ours, it is an error.
#[test]
fn no_input_writes_one() {
    let base = r#"{
        "openapi": "3.0.3", "info": { "title": "Forged", "version": "1" }, "security": [{ "T": [] }],
        "paths": { "/a": { "get": {
            "parameters": [{ "name": "q", "in": "query", PARAMETER "schema": { "type": "string" } }],
            "responses": { "204": { "description": "ok", "headers": { "X": { HEADER "schema": { "type": "string" } } } } }
        } } },
        "components": { "securitySchemes": { "T": { SCHEME "type": "http", "scheme": "bearer" } } }
    }"#;
    for (place, key) in [
        ("SCHEME", r#""x-warded-type": "mutualTLS","#),
        ("SCHEME", r#""x-warded-scopes": { "read": "" },"#),
        ("PARAMETER", r#""x-warded-style": "tabDelimited","#),
        ("PARAMETER", r#""style": "tabDelimited","#),
        ("HEADER", r#""x-warded-explode": true,"#),
    ] {
        let text = base.replace(place, key);
        let text = ["SCHEME", "PARAMETER", "HEADER"].iter().fold(text, |text, place| text.replace(place, ""));
        let (document, diagnostics) = read(&text);
        assert!(document.is_none(), "{key}");
        assert!(diagnostics.iter().any(|one| one.severity == Severity::Error), "{key}");
    }
}
