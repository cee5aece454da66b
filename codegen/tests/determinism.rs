//! The same document gives the same bytes, the order of its maps means nothing where OpenAPI gives it none, and adding
//! something renames nothing else.

mod support;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use support::{bundled_documents, files, generation, golden_documents, json};
use warded_codegen::output::GeneratedFile;

#[test]
fn two_runs_give_the_same_bytes() {
    for document in documents() {
        assert_eq!(output(&document), output(&document));
    }
}

/// Paths and components are sets. Properties, values, parameters, schemes and alternatives have an order.
#[test]
fn the_order_of_maps_means_nothing() {
    for document in documents() {
        let expected = output(&document);
        for turn in [Turn::Back, Turn::Around] {
            let turned = output(&shuffled(&document, &[], turn));
            for (turned, expected) in turned.iter().zip(&expected) {
                assert_eq!(turned.path, expected.path);
                let line = turned.content.lines().zip(expected.content.lines()).find(|(a, b)| a != b);
                assert!(turned == expected, "{}: {}: {line:?}", document["info"]["title"], turned.path.display());
            }
            assert_eq!(turned.len(), expected.len());
        }
    }
}

#[test]
fn adding_something_renames_nothing_else() {
    for document in documents() {
        let before = idents(&document);
        for (what, added) in additions(&document) {
            let after = idents(&added);
            for (thing, ident) in &before {
                assert_eq!(after.get(thing), Some(ident), "{}: {what} renames {thing}", document["info"]["title"]);
            }
        }
    }
}

fn documents() -> Vec<Value> {
    bundled_documents().into_iter().chain(golden_documents()).map(|path| json(&path)).collect()
}

fn output(document: &Value) -> Vec<GeneratedFile> {
    files(generation(&document.to_string()))
}

#[derive(Clone, Copy)]
enum Turn {
    /// The last comes first.
    Back,
    /// The first half changes places with the second.
    Around,
}

/// The document with its unordered maps in another order.
fn shuffled(value: &Value, path: &[&str], turn: Turn) -> Value {
    match value {
        Value::Object(members) => {
            let mut members: Vec<(String, Value)> = members
                .iter()
                .map(|(key, value)| (key.clone(), shuffled(value, &[path, &[key.as_str()]].concat(), turn)))
                .collect();
            match turn {
                _ if !is_unordered(path) => {}
                Turn::Back => members.reverse(),
                Turn::Around => {
                    let middle = members.len() / 2;
                    members.rotate_left(middle);
                }
            }
            Value::Object(members.into_iter().collect())
        }
        Value::Array(items) => items.iter().map(|item| shuffled(item, &[path, &["[]"]].concat(), turn)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}

/// The order of `properties` is the one of the fields, the order of the schemes is the one of the client's type
/// parameters, and the first of several media types is what the plain method takes.
fn is_unordered(path: &[&str]) -> bool {
    let has_order = ["properties", "content", "securitySchemes", "mapping", "scopes", "default", "example"];
    !path.last().is_some_and(|last| has_order.contains(last))
}

/// Every identifier that users see, by what it stands for.
fn idents(document: &Value) -> BTreeMap<String, String> {
    let generation = generation(&document.to_string());
    let Some(summary) = generation.summary() else {
        files(generation);
        return BTreeMap::new();
    };
    let mut idents = BTreeMap::new();
    collect(&summary, "", &mut idents);
    idents
}

/// Things are told apart by where they stand in the document and by their name.
fn collect(value: &Value, within: &str, idents: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(members) => {
            let text = |key: &str| members.get(key).and_then(Value::as_str).unwrap_or_default();
            let value = members.get("value").map(Value::to_string).unwrap_or_default();
            let variant = members.get("type").filter(|_| members.contains_key("tags")).and_then(Value::as_str);
            let own = [text("pointer"), text("in"), text("name"), &value, variant.unwrap_or_default()].join("");
            let at = format!("{within} {own}");
            for key in ["ident", "slot"] {
                if let Some(ident) = members.get(key).and_then(Value::as_str) {
                    idents.insert(format!("{at} {key}"), ident.to_owned());
                }
            }
            members.iter().for_each(|(key, value)| collect(value, &format!("{at} {key}"), idents));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, within, idents)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The document with one thing more, at the beginning and at the end of its list, for each kind of thing.
fn additions(document: &Value) -> Vec<(&'static str, Value)> {
    let object = json!({ "type": "object", "properties": { "status": { "type": "string", "enum": ["a", "b"] } } });
    let scheme = json!({ "type": "apiKey", "in": "header", "name": "X-Added" });
    let operation = json!({ "get": {
        "operationId": "aaaAdded",
        "security": [{ "AaaAdded": [] }],
        "parameters": [{ "name": "limit", "in": "query", "schema": { "type": "integer" } }],
        "responses": { "200": { "description": "d", "content": { "application/json": { "schema": object } } } },
    } });
    let with_scheme = added(document, "/components/securitySchemes", "AaaAdded", &scheme);
    vec![
        ("a schema", added(document, "/components/schemas", "AaaAdded", &object)),
        ("an operation", added(&with_scheme, "/paths", "/aaa/added", &operation)),
        ("a property", with_property(document)),
        ("a value", with_value(document)),
    ]
}

fn added(document: &Value, at: &str, key: &str, value: &Value) -> Value {
    let mut document = document.clone();
    let mut members = Map::from_iter([(key.to_owned(), value.clone())]);
    let (parent, name) = at.rsplit_once('/').expect("it is a pointer");
    if parent == "/components" && document.get("components").is_none() {
        document["components"] = json!({});
    }
    let parent = document.pointer_mut(parent).expect("the document has it");
    if let Some(Value::Object(others)) = parent.get(name) {
        members.extend(others.clone());
    }
    parent[name] = Value::Object(members);
    document
}

/// Every component that is an object has one more property, behind the others.
fn with_property(document: &Value) -> Value {
    changed(document, &|schema| {
        if let Some(Value::Object(properties)) = schema.get_mut("properties") {
            properties.insert("zzzAdded".to_owned(), json!({ "type": "string", "enum": ["zzz1", "zzz2"] }));
        }
    })
}

/// Every component that is an enumeration of text has one more value.
fn with_value(document: &Value) -> Value {
    changed(document, &|schema| {
        if schema.get("type").is_some_and(|ty| ty == "string")
            && let Some(Value::Array(values)) = schema.get_mut("enum")
        {
            values.push(json!("zzzAdded"));
        }
    })
}

fn changed(document: &Value, change: &dyn Fn(&mut Value)) -> Value {
    let mut document = document.clone();
    if let Some(Value::Object(schemas)) = document.pointer_mut("/components/schemas") {
        schemas.values_mut().for_each(change);
    }
    document
}
