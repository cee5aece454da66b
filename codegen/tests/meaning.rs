//! Tests that compiled clients have the document's meaning: long lists, references into the middle of a component,
//! and unions.

mod support;

use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};
use support::{files, generation, package};
use warded_codegen::output::GeneratedFile;

/// The length of the longest list and the widest object of real documents.
const VALUES: usize = 1_276;
const PROPERTIES: usize = 291;

#[test]
fn what_is_generated_reads_and_writes_what_the_document_says() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("meaning");
    let mut output: Vec<GeneratedFile> =
        files(generation(&document().to_string())).into_iter().map(|file| package::moved(file, "api")).collect();
    let features = "both-directions = [\"warded/both-directions\"]\n";
    let manifest = format!("{}[features]\n{features}", package::manifest("meaning"));
    output.push(GeneratedFile { path: "Cargo.toml".into(), content: manifest });
    output.push(GeneratedFile { path: "src/main.rs".into(), content: PROGRAM.to_owned() });
    package::write(&output, &root);
    fs::write(root.join("document.json"), document().to_string()).expect("the file can be written");
    package::cargo(&root, &["run", "--features", "both-directions"]);
}

/// Run in the package's folder, where the document is.
const PROGRAM: &str = r##"
#[allow(dead_code)]
mod api;

use api::types::{Holder, Long, Payment, Pet, Scalar, Versioned, Wide};
use warded::serde_json::{Value, from_str, from_value, json, to_value};

fn main() {
    let document: Value = from_str(include_str!("../document.json")).unwrap();
    let values = document["components"]["schemas"]["Long"]["enum"].as_array().unwrap();
    let mut read: Vec<Long> = values.iter().map(|value| from_value(value.clone()).unwrap()).collect();
    assert!(read.iter().zip(values).all(|(read, value)| to_value(read).unwrap() == *value));
    assert!(!read.iter().any(|read| matches!(read, Long::Other(_))));
    read.dedup();
    assert_eq!(read.len(), values.len());

    let properties = document["components"]["schemas"]["Wide"]["properties"].as_object().unwrap();
    let number = |name: &str| name["property".len()..].parse::<i64>().unwrap();
    let wide: Value = properties.keys().map(|name| (name.clone(), json!(number(name)))).collect();
    let read: Wide = from_value(wide.clone()).unwrap();
    assert_eq!((read.property0, read.property290), (Some(0), Some(290)));
    assert_eq!(to_value(&read).unwrap(), wide);

    let text = json!({ "owner": { "name": "Ada" }, "limit": 20, "page": { "first": true }, "order": "desc" });
    let holder: Holder = from_value(text.clone()).unwrap();
    assert_eq!(to_value(&holder).unwrap(), text);
    assert_eq!(holder.page.clone().unwrap().first, Some(true));
    // The two are one type.
    assert_eq!(Pet { owner: holder.owner }.owner.unwrap().name, "Ada");
    assert!(from_value::<Holder>(json!({ "owner": {} })).is_err(), "the owner's name is required");

    // Of the types that fit, the one that takes the fewest values.
    let scalars = json!([true, 1, 1.5, "2026-11-26", "2026-11-26T10:00:00", "small", "other", null]);
    let read: Vec<Scalar> = from_value(scalars.clone()).unwrap();
    use Scalar::*;
    let [Boolean(true), Integer(1), Number(1.5), Date(_), DateTime(_), Size(_), String(_), Unknown(_)] = &read[..] else {
        panic!("{read:?}")
    };
    assert_eq!(to_value(&read).unwrap(), scalars);

    // A tag may be an integer, and may be absent.
    let versions = json!([{ "version": 2, "b": "x" }, { "version": 1, "a": "x" }, { "version": 3 }, { "b": "x" }]);
    let read: Vec<Versioned> = from_value(versions.clone()).unwrap();
    let [Versioned::Two(_), Versioned::One(_), Versioned::Unknown(_), Versioned::Unknown(_)] = &read[..] else {
        panic!("{read:?}")
    };
    assert_eq!(to_value(&read).unwrap(), versions);
    let payments = json!([{ "type": "card" }, { "iban": "DE1" }, { "type": "bank", "iban": "DE1" }]);
    let read: Vec<Payment> = from_value(payments.clone()).unwrap();
    let [Payment::Card(_), Payment::Bank(_), Payment::Bank(_)] = &read[..] else {
        panic!("{read:?}")
    };
    assert_eq!(to_value(&read).unwrap(), payments);
}
"##;

fn document() -> Value {
    let values: Vec<String> = (0..VALUES).map(|at| format!("value-{at}")).collect();
    let properties: Map<String, Value> =
        (0..PROPERTIES).map(|at| (format!("property{at}"), json!({ "type": "integer" }))).collect();
    let owner = json!({ "type": "object", "required": ["name"], "properties": { "name": { "type": "string" } } });
    let page = json!({ "type": "object", "properties": { "first": { "type": "boolean" } } });
    let limit = json!({ "name": "limit", "in": "query", "schema": { "type": "integer", "enum": [10, 20] } });
    let order = json!({ "name": "order", "in": "query", "schema": { "type": "string", "enum": ["asc", "desc"] } });
    let responses = json!({ "200": { "description": "d", "content": { "application/json": { "schema": page } } } });
    let mut document = json!({
        "openapi": "3.0.3",
        "info": { "title": "t", "version": "1" },
        "servers": [{ "url": "https://api.example.com" }],
        "paths": { "/pets": { "get": { "operationId": "list", "parameters": [limit], "responses": responses } } },
        "components": {
            "parameters": { "Order": order },
            "schemas": {
                "Long": { "type": "string", "enum": values },
                "Wide": { "type": "object", "properties": properties },
                "Pet": { "type": "object", "properties": { "owner": owner } },
                "Holder": { "type": "object", "properties": {
                    "owner": { "$ref": "#/components/schemas/Pet/properties/owner" },
                    "limit": { "$ref": "#/paths/~1pets/get/parameters/0/schema" },
                    "page": { "$ref": "#/paths/~1pets/get/responses/200/content/application~1json/schema" },
                    "order": { "$ref": "#/components/parameters/Order/schema" },
                } },
            },
        },
    });
    let schemas = document["components"]["schemas"].as_object_mut().expect("it is an object");
    schemas.extend(unions());
    document
}

/// Types that are told by their kind, by an integer, and by a property that need not be there.
fn unions() -> Map<String, Value> {
    let versioned = |version: i64, name: &str| {
        let properties = json!({ "version": { "type": "integer", "enum": [version] }, name: { "type": "string" } });
        json!({ "type": "object", "required": ["version", name], "properties": properties })
    };
    let paid = |way: &str, name: &str| {
        let properties = json!({ "type": { "type": "string", "enum": [way] }, name: { "type": "string" } });
        json!({ "type": "object", "properties": properties })
    };
    let unions = json!({
        "Scalar": { "anyOf": [
            { "type": "string" },
            { "type": "string", "format": "date-time" },
            { "type": "string", "format": "date" },
            { "$ref": "#/components/schemas/Size" },
            { "type": "number" },
            { "type": "integer" },
            { "type": "boolean" },
        ] },
        "Size": { "type": "string", "enum": ["small"] },
        "One": versioned(1, "a"),
        "Two": versioned(2, "b"),
        "Versioned": { "oneOf": [{ "$ref": "#/components/schemas/One" }, { "$ref": "#/components/schemas/Two" }] },
        "Card": paid("card", "brand"),
        "Bank": paid("bank", "iban"),
        "Payment": { "oneOf": [{ "$ref": "#/components/schemas/Card" }, { "$ref": "#/components/schemas/Bank" }] },
    });
    unions.as_object().expect("it is one").clone()
}
