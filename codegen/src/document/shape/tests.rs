//! Tests of values that are corrected, refused, and left unchanged.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::super::version::Version;
use super::{Kind, Shape, Type, check};
use crate::diagnostics::{Diagnostics, Severity};

/// Checks a document of 3.0 whose only interesting part is `operation`: what became of it, and how many errors there
/// are.
fn operation(operation: Value) -> (Value, usize) {
    let mut tree = json!({
        "openapi": "3.0.3", "info": { "title": "A", "version": "1" }, "paths": { "/a": { "get": operation } },
    });
    let mut diagnostics = Diagnostics::default();
    check(&mut tree, Version::OpenApi30, &mut diagnostics);
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    (tree["paths"]["/a"]["get"].take(), errors)
}

fn schema(schema: Value) -> (Value, usize) {
    let content = json!({ "application/json": { "schema": schema } });
    let (mut operation, errors) =
        operation(json!({ "responses": { "200": { "description": "", "content": content } } }));
    (operation["responses"]["200"]["content"]["application/json"]["schema"].take(), errors)
}

#[test]
fn data_and_names_are_left_alone() {
    let untouched = json!({
        "properties": { "secruity": {}, "x-rate": { "type": "string" }, "$ref": { "type": "string" } },
        "example": { "propertes": null }, "default": null, "enum": [null, { "requird": 1 }],
        "x-secruity": { "shema": null }, "required": [], "oneOf": [],
    });
    assert_eq!(schema(untouched.clone()), (untouched, 0));
}

#[test]
fn what_is_obviously_meant_is_taken() {
    let written = json!({
        "type": "String", "description": 5, "nullable": "true", "minLength": 2.0, "maxLength": "10", "pattern": null,
        "allOf": { "type": "object" }, "items": [], "properties": { "a": null }, "additionalProperties": "false",
        "enum": "one", "discriminator": "kind", "externalDocs": {},
    });
    let meant = json!({
        "type": "string", "description": "5", "nullable": true, "minLength": 2, "maxLength": 10,
        "allOf": [{ "type": "object" }], "items": {}, "properties": { "a": {} }, "additionalProperties": false,
        "enum": ["one"], "discriminator": { "propertyName": "kind" },
    });
    assert_eq!(schema(written), (meant, 0));
}

#[test]
fn security_is_never_guessed() {
    assert_eq!(operation(json!({ "security": "key", "responses": {} })).1, 1);
    assert_eq!(operation(json!({ "security": ["key"], "responses": {} })).1, 1);
    assert_eq!(operation(json!({ "securty": [], "responses": {} })).1, 1);
    assert_eq!(operation(json!({ "security": null, "responses": {} })).1, 1);
    let optional = json!({ "security": [{}, { "key": [] }], "responses": {} });
    assert_eq!(operation(optional.clone()), (optional, 0));
}

#[test]
fn a_path_may_be_called_like_a_key() {
    let mut tree = json!({ "openapi": "3.0.3", "info": { "title": "A", "version": "1" },
        "paths": { "/security": {}, "/securitySchemes": {}, "security": {} } });
    let mut diagnostics = Diagnostics::default();
    check(&mut tree, Version::OpenApi30, &mut diagnostics);
    assert_eq!(diagnostics.iter().filter(|found| found.severity == Severity::Error).count(), 1);
}

#[test]
fn one_mistake_a_hundred_times_is_one_warning() {
    let schemas: Vec<_> = (0..100).map(|_| json!({ "odd": 1 })).collect();
    let mut tree = json!({ "openapi": "3.0.3", "info": { "title": "A", "version": "1" }, "paths": {},
        "components": { "schemas": { "A": { "oneOf": schemas } } } });
    let mut diagnostics = Diagnostics::default();
    check(&mut tree, Version::OpenApi30, &mut diagnostics);
    let found: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.help.as_deref()).collect();
    assert_eq!(found, [Some("the same problem is at 99 other places")]);
}

/// Keys are looked up by bisection.
#[test]
fn tables_are_sorted() {
    for shape in shapes() {
        assert!(shape.keys.is_sorted_by(|a, b| a.name < b.name), "{}", shape.noun);
    }
}

/// A walk begins at a kind, and goes on by tables.
#[test]
fn kinds_are_the_kinds_of_their_tables() {
    let kinds: BTreeSet<Kind> = shapes().into_iter().map(|shape| shape.kind).collect();
    assert_eq!(kinds.len(), 18);
    for kind in kinds {
        assert_eq!(kind.shape().kind, kind);
    }
    for shape in shapes().into_iter().filter(|shape| shape.kind != Kind::Plain) {
        assert!(std::ptr::eq(shape, shape.kind.shape()), "{}", shape.noun);
    }
}

/// All objects that have tables.
fn shapes() -> Vec<&'static Shape> {
    let mut seen = vec![Kind::Document.shape()];
    let mut next = 0;
    while let Some(shape) = seen.get(next).copied() {
        next += 1;
        let types = shape.keys.iter().map(|key| key.ty).chain(shape.other.ty());
        for shape in types.filter_map(Type::shape) {
            if !seen.iter().any(|other| std::ptr::eq(*other, shape)) {
                seen.push(shape);
            }
        }
    }
    seen
}
