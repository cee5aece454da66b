//! What `openapiv3` has no place for, and is kept beside its types: each piece is read, and no input can write one.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::path::Path;

use warded_codegen::diagnostics::{Diagnostics, Severity};
use warded_codegen::document::{Additions, DeviceFlow, LoadOptions, Typed, parse};
use warded_codegen::resolve::resolve;
use warded_codegen::source::{Pointer, Sources};

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
  /x:
    get:
      responses:
        "200": { description: ok, content: { application/json: { schema: { $ref: "#/paths/~1y/get/responses/200/content/application~1json/schema" } } } }
        "404": { $ref: "#/paths/~1y/get/responses/404" }
  /y:
    get:
      responses:
        "200": { description: ok, content: { application/json: { schema: { type: object, properties: { e: { type: string } } } } } }
        "404": { description: no, content: { application/json: { schema: { type: object, properties: { why: { type: string } } } } } }
  /c:
    get:
      callbacks: { changed: { "{$url}": { post: { security: [{ Called: [] }], responses: { "204": { description: ok } } } } } }
      responses: { "200": { $ref: "#/components/responses/Events" } }
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

/// All values but one of each, with a word for what is missing.
struct Without<'a> {
    whole: &'a Additions,
    all: Vec<(String, Additions)>,
}

impl Without<'_> {
    fn each<K: Debug>(&mut self, word: &str, keys: impl IntoIterator<Item = K>, drop: impl Fn(&mut Additions, &K)) {
        for key in keys {
            let mut fewer = self.whole.clone();
            drop(&mut fewer, &key);
            assert!(fewer != *self.whole, "{word} {key:?}");
            self.all.push((format!("{word} {key:?}"), fewer));
        }
    }
}

/// It does not compile until it knows each kind of piece.
fn without_one(additions: &Additions) -> Vec<(String, Additions)> {
    let Additions {
        homes,
        moved,
        explode,
        styles,
        self_uri,
        tag_summaries,
        tag_parents,
        server_names,
        allow_reserved,
        query_strings,
        media_types,
        item_encodings,
        operations,
        mutual_tls,
        device_flows,
        metadata_urls,
        deprecated_schemes,
        callback_schemes,
    } = additions;
    let mut one = Without { whole: additions, all: Vec::new() };
    one.each("home", homes.keys(), |fewer, name| drop(fewer.homes.remove(*name)));
    one.each("moved", moved, |fewer, at| drop(fewer.moved.take(*at)));
    one.each("explode", explode.keys(), |fewer, at| _ = fewer.explode.remove(*at));
    one.each("style", styles.keys(), |fewer, at| drop(fewer.styles.remove(*at)));
    one.each("self", self_uri, |fewer, _| fewer.self_uri = None);
    one.each("summary", tag_summaries.keys(), |fewer, at| drop(fewer.tag_summaries.remove(*at)));
    one.each("parent", tag_parents.keys(), |fewer, at| drop(fewer.tag_parents.remove(*at)));
    one.each("name", server_names.keys(), |fewer, at| drop(fewer.server_names.remove(*at)));
    one.each("reserved", allow_reserved, |fewer, at| drop(fewer.allow_reserved.take(*at)));
    one.each("location", query_strings, |fewer, at| drop(fewer.query_strings.take(*at)));
    one.each("media", media_types.keys(), |fewer, at| drop(fewer.media_types.remove(*at)));
    let prefix = item_encodings.iter().flat_map(|(at, items)| (0..items.prefix.len()).map(move |index| (at, index)));
    one.each("prefix", prefix, |fewer, (at, index)| {
        fewer.item_encodings.entry((*at).clone()).or_default().prefix[*index] = None;
    });
    one.each("rest", item_encodings.keys(), |fewer, at| {
        fewer.item_encodings.entry((*at).clone()).or_default().rest = None;
    });
    let each = operations.iter().flat_map(|(at, all)| (0..all.len()).map(move |index| (at, index)));
    one.each("operation", each, |fewer, (at, index)| {
        fewer.operations.entry((*at).clone()).or_default().remove(*index);
    });
    one.each("certificate", mutual_tls.keys(), |fewer, name| drop(fewer.mutual_tls.shift_remove(*name)));
    one.each("url", metadata_urls.keys(), |fewer, at| drop(fewer.metadata_urls.remove(*at)));
    one.each("deprecated", deprecated_schemes, |fewer, at| drop(fewer.deprecated_schemes.take(*at)));
    one.each("callback", callback_schemes, |fewer, name| drop(fewer.callback_schemes.take(*name)));
    without_flow(&mut one, device_flows);
    one.all
}

fn without_flow(one: &mut Without<'_>, flows: &BTreeMap<Pointer, DeviceFlow>) {
    let flow = |fewer: &mut Additions, at: &Pointer, change: &dyn Fn(&mut DeviceFlow)| {
        change(fewer.device_flows.entry(at.clone()).or_default());
    };
    let scopes = flows.iter().flat_map(|(at, flow)| flow.scopes.keys().map(move |name| (at, name)));
    one.each("scope", scopes, |fewer, (at, name)| flow(fewer, at, &|flow| drop(flow.scopes.shift_remove(*name))));
    let url = |flow: &mut DeviceFlow| flow.device_authorization_url = String::new();
    one.each("device", flows.keys(), |fewer, at| flow(fewer, at, &url));
    one.each("token", flows.keys(), |fewer, at| flow(fewer, at, &|flow| flow.token_url = String::new()));
    one.each("refresh", flows.keys(), |fewer, at| flow(fewer, at, &|flow| flow.refresh_url = None));
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
    let expected = [
        "callback",
        "certificate",
        "deprecated",
        "device",
        "explode",
        "home",
        "itemSchema",
        "location",
        "media",
        "moved",
        "name",
        "operation",
        "parent",
        "prefix",
        "refresh",
        "reserved",
        "rest",
        "schema",
        "scope",
        "self",
        "style",
        "summary",
        "token",
        "url",
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
