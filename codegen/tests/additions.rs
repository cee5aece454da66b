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
$self: https://api.example.com/openapi.yaml
servers: [{ url: /, name: own }]
tags: [{ name: a, summary: A }, { name: b, parent: a }]
paths:
  /a:
    post:
      parameters: [{ name: c, in: cookie, style: cookie, schema: { type: string } }]
      security: [{ Tls: [], Alias: [], Device: [read] }]
      callbacks:
        done:
          "{$request.body#/url}":
            post:
              security: [{ Called: [] }]
              parameters: [{ name: q, in: querystring, content: { application/json: {} } }]
              responses: { "204": { description: ok } }
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
    get: { responses: { "200": { $ref: "#/components/responses/Events" } } }
    post:
      parameters: [{ name: q, in: querystring, content: { application/json: {} } }]
      responses: { "200": { description: ok, content: { text/json: { $ref: "#/components/mediaTypes/Pets" } } } }
  /p/{id}:
    parameters: [{ name: id, in: path, required: true, allowReserved: true, schema: { type: string } }]
    get: { responses: { "204": { description: ok } } }
  /d:
    servers: [{ url: "https://d.example.com", name: d }]
    query:
      servers: [{ url: "https://e.example.com", name: e }]
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema: { type: object, properties: { a: { type: array, items: { type: string } } } }
            encoding: { a: { explode: false } }
      responses: { "204": { description: ok } }
    put:
      requestBody:
        content:
          multipart/mixed:
            itemSchema: { type: string }
            prefixEncoding: [{ contentType: text/html }]
            itemEncoding: { contentType: text/plain }
      responses: { "204": { description: ok } }
    additionalOperations: { COPY: { responses: { "204": { description: ok } } } }
webhooks:
  changed: { post: { security: [{ Hook: [] }], responses: { "204": { description: ok } } } }
components:
  headers: { Shared: { explode: true, schema: { type: array, items: { type: string } } } }
  responses: { Events: { description: ok, content: { text/event-stream: { itemSchema: { type: integer } } } } }
  mediaTypes: { Pets: { schema: { type: array, items: { type: object, properties: { a: { type: string } } } } } }
  schemas:
    Cat: { type: object, required: [kind], properties: { kind: { type: string } } }
    Dog: { type: object, required: [kind], properties: { kind: { type: string }, a: { type: string } } }
    Pet:
      oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }]
      discriminator: { propertyName: kind, defaultMapping: Dog }
  requestBodies:
    Form:
      content:
        application/x-www-form-urlencoded:
          schema: { type: object, properties: { a: { type: array, items: { type: string } } } }
          encoding: { a: { explode: false } }
  securitySchemes:
    Tls: { type: mutualTLS }
    Alias: { $ref: "#/components/securitySchemes/Tls" }
    Device:
      type: oauth2
      deprecated: true
      oauth2MetadataUrl: /metadata
      flows: { deviceAuthorization: { deviceAuthorizationUrl: /, tokenUrl: /, refreshUrl: /, scopes: { read: R } } }
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
    let Additions {
        explode,
        styles,
        self_uri,
        tag_summaries,
        tag_parents,
        server_names,
        allow_reserved,
        query_strings,
        media_types,
        item_schemas,
        item_encodings,
        default_mappings,
        operations,
        mutual_tls,
        device_flows,
        metadata_urls,
        deprecated_schemes,
        webhook_schemes,
    } = additions;
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
    if self_uri.is_some() {
        add("self".to_owned(), &|fewer| fewer.self_uri = None);
    }
    for at in tag_summaries.keys() {
        add(format!("summary {at}"), &|fewer| drop(fewer.tag_summaries.remove(at)));
    }
    for at in tag_parents.keys() {
        add(format!("parent {at}"), &|fewer| drop(fewer.tag_parents.remove(at)));
    }
    for at in server_names.keys() {
        add(format!("name {at}"), &|fewer| drop(fewer.server_names.remove(at)));
    }
    for at in allow_reserved {
        add(format!("reserved {at}"), &|fewer| drop(fewer.allow_reserved.take(at)));
    }
    for at in query_strings {
        add(format!("location {at}"), &|fewer| drop(fewer.query_strings.take(at)));
    }
    for at in media_types.keys() {
        add(format!("media type {at}"), &|fewer| drop(fewer.media_types.remove(at)));
    }
    for at in item_schemas.keys() {
        add(format!("items {at}"), &|fewer| drop(fewer.item_schemas.remove(at)));
    }
    for (at, encodings) in item_encodings {
        for index in 0..encodings.prefix.len() {
            add(format!("prefix {index} {at}"), &|fewer| {
                fewer.item_encodings.entry(at.clone()).or_default().prefix[index] = None;
            });
        }
        add(format!("rest {at}"), &|fewer| fewer.item_encodings.entry(at.clone()).or_default().rest = None);
    }
    for at in default_mappings.keys() {
        add(format!("default mapping {at}"), &|fewer| drop(fewer.default_mappings.remove(at)));
    }
    for (at, of_item) in operations {
        for index in 0..of_item.len() {
            add(format!("operation {index} {at}"), &|fewer| {
                fewer.operations.entry(at.clone()).or_default().remove(index);
            });
        }
    }
    for at in mutual_tls {
        add(format!("certificate {at}"), &|fewer| drop(fewer.mutual_tls.take(at)));
    }
    for (at, flow) in device_flows {
        for name in flow.scopes.keys() {
            add(format!("scope {at} {name}"), &|fewer| {
                fewer.device_flows.entry(at.clone()).or_default().scopes.shift_remove(name);
            });
        }
        add(format!("device {at}"), &|fewer| {
            fewer.device_flows.entry(at.clone()).or_default().device_authorization_url = String::new();
        });
        add(format!("token {at}"), &|fewer| {
            fewer.device_flows.entry(at.clone()).or_default().token_url = String::new();
        });
        add(format!("refresh {at}"), &|fewer| {
            fewer.device_flows.entry(at.clone()).or_default().refresh_url = None;
        });
    }
    for at in metadata_urls.keys() {
        add(format!("url {at}"), &|fewer| drop(fewer.metadata_urls.remove(at)));
    }
    for at in deprecated_schemes {
        add(format!("deprecated {at}"), &|fewer| drop(fewer.deprecated_schemes.take(at)));
    }
    for name in webhook_schemes {
        add(format!("webhook {name}"), &|fewer| drop(fewer.webhook_schemes.take(name)));
    }
    all
}

#[test]
fn every_piece_is_read() {
    let mut kinds = BTreeSet::new();
    for text in DOCUMENTS {
        let (document, diagnostics) = read(text);
        let document = document.unwrap_or_else(|| panic!("{diagnostics:?}"));
        let whole = meaning(&document);
        for (what, additions) in without_one(&document.additions) {
            let fewer = meaning(&Typed { additions, ..document.clone() });
            assert!(fewer != whole, "nobody reads {what}");
            kinds.insert(what.split(' ').next().unwrap_or_default().to_owned());
        }
    }
    let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
    let expected = [
        "certificate",
        "default",
        "deprecated",
        "device",
        "explode",
        "items",
        "location",
        "media",
        "name",
        "operation",
        "parent",
        "prefix",
        "refresh",
        "reserved",
        "rest",
        "scope",
        "self",
        "style",
        "summary",
        "token",
        "url",
        "webhook",
    ];
    assert_eq!(kinds, expected);
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
