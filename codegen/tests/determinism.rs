//! The same document gives the same bytes, the order of its maps means nothing where OpenAPI gives it none, and adding
//! something renames nothing else.

mod support;

use std::collections::{BTreeMap, BTreeSet};

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

/// Items of a list keep their names in its order; of a set, the item that is spelled like its identifier does.
#[test]
fn the_first_of_two_that_collide_keeps_the_plain_name() {
    let names = ["pet_id", "petId", "PET-ID"];
    let text = json!({ "type": "string" });
    let properties: Map<String, Value> = names.iter().map(|name| ((*name).to_owned(), text.clone())).collect();
    let parameters = names.map(|name| json!({ "name": name, "in": "query", "schema": text }));
    let operation = |id: &str| json!({ "operationId": id, "parameters": parameters, "responses": { "204": { "description": "d" } } });
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": "t", "version": "1" },
        "servers": [{ "url": "https://api.example.com" }],
        "paths": { "/a": { "get": operation("listPets") }, "/b": { "get": operation("list_pets") } },
        "components": { "schemas": {
            "pet": { "type": "object", "properties": properties },
            "Pet": { "type": "string", "enum": names },
        } },
    });
    for document in [document.clone(), shuffled(&document, &[], Turn::Back)] {
        let summary = generation(&document.to_string()).summary().expect("the document has no errors");
        let idents = |list: &Value, key: &str| -> Vec<String> {
            let list = list.as_array().expect("it is a list");
            list.iter().map(|one| one[key].as_str().expect("it has one").to_owned()).collect()
        };
        let of = |component: &str| {
            let schemas = summary["schemas"].as_array().expect("it is a list");
            schemas.iter().find(|schema| schema["component"] == component).expect("it is there").clone()
        };
        assert_eq!(idents(&of("pet")["is"]["properties"], "ident"), ["pet_id", "pet_id2", "pet_id3"]);
        assert_eq!(idents(&of("Pet")["is"]["values"], "ident"), ["PetId", "PetId2", "PetId3"]);
        assert_eq!([&of("Pet")["type"], &of("pet")["type"]], ["types::Pet", "types::Pet2"]);
        assert_eq!(idents(&summary["operations"], "ident"), ["list_pets2", "list_pets"]);
        assert_eq!(idents(&summary["operations"][0]["parameters"], "ident"), ["pet_id", "pet_id2", "pet_id3"]);
    }
}

/// The number that distinguishes two items is the same in all scopes.
#[test]
fn a_number_is_the_same_in_all_scopes() {
    let document = colliding();
    for document in [document.clone(), shuffled(&document, &[], Turn::Back)] {
        let output: String = output(&document).into_iter().map(|file| file.content).collect();
        let words: BTreeSet<&str> = output.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
        let expected = "ApiKey api_key without_api_key ApiKey2 api_key2 without_api_key2 Client2 client2 without_client2 \
            Core2 core2 without_core2 GetPet get_pet GetPetOutput GetPetError GetPetHeaders GetPet2 get_pet2 \
            GetPet2Output GetPet2Error GetPet2Headers Clone2 clone2 Pet1 pet1 Pet1_2 pet_1_2 Pet1_2Error ReadPets ReadPets2";
        for word in expected.split_ascii_whitespace() {
            assert!(words.contains(word), "there is no `{word}`");
        }
        for word in ["Core", "without_client", "without_core", "Clone_", "clone_"] {
            assert!(!words.contains(word), "there is a `{word}`");
        }
    }
}

/// The client has methods `clone` and `core` and is called `Client`, `pet1` and `pet_1` are one type, and two schemes have
/// scopes that are one marker.
fn colliding() -> Value {
    let key = json!({ "type": "apiKey", "in": "header", "name": "X-Key" });
    let scoped = |scope: &str| {
        let flow = json!({ "tokenUrl": "https://api.example.com/token", "scopes": { scope: "d" } });
        json!({ "type": "oauth2", "flows": { "clientCredentials": flow } })
    };
    let operation = |id: &str, security: Value| {
        let text = json!({ "schema": { "type": "string" } });
        let response = |content: Value| json!({ "description": "d", "headers": { "X-A": text }, "content": content });
        let (full, none) = (response(json!({ "application/json": text })), response(json!({})));
        let responses = json!({ "200": full, "204": none, "404": full, "410": none });
        json!({ "get": { "operationId": id, "security": [security], "responses": responses } })
    };
    json!({
        "openapi": "3.0.3",
        "info": { "title": "t", "version": "1" },
        "servers": [{ "url": "https://api.example.com" }],
        "paths": {
            "/a": operation("get_pet", json!({ "apiKey": [] })),
            "/b": operation("getPet", json!({ "api_key": [] })),
            "/c": operation("clone", json!({ "Client": [] })),
            "/d": operation("pet1", json!({ "core": [] })),
            "/e": operation("pet_1", json!({ "One": ["read:pets"] })),
            "/f": operation("other", json!({ "Two": ["read_pets"] })),
        },
        "components": { "securitySchemes": {
            "apiKey": key, "api_key": key, "Client": key, "core": key,
            "One": scoped("read:pets"), "Two": scoped("read_pets"),
        } },
    })
}

fn documents() -> Vec<Value> {
    bundled_documents().into_iter().chain(golden_documents()).map(|path| json(&path)).chain([streaming()]).collect()
}

/// An operation that has a stream, and nothing that is called like it.
fn streaming() -> Value {
    let schema = json!({ "schema": { "type": "string" } });
    let content = json!({ "application/json": schema, "text/event-stream": schema });
    let responses = json!({ "200": { "description": "d", "content": content } });
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Streaming", "version": "1" },
        "servers": [{ "url": "https://api.example.com" }],
        "paths": { "/answers": { "post": { "operationId": "Ask", "responses": responses } } },
    })
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
            let whole = |key: &str| members.get(key).map(Value::to_string).unwrap_or_default();
            let body = members.get("body").map(|body| body["mediaType"].to_string()).unwrap_or_default();
            // A type that several operations have alike is what it is, wherever they stand.
            let alike = if within.ends_with("sharedTypes") { whole("is") } else { String::new() };
            let own = ["pointer", "in", "name", "role", "status"].map(text).concat();
            let parts = [whole("form"), whole("alternatives"), whole("urls"), body, alike, value];
            let own = own + &parts.concat() + variant.unwrap_or_default();
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

/// The document with one thing more, for each kind of thing and each place of its list.
fn additions(document: &Value) -> Vec<(&'static str, Value)> {
    let object = json!({ "type": "object", "properties": { "status": { "type": "string", "enum": ["a", "b"] } } });
    let scheme = json!({ "type": "apiKey", "in": "header", "name": "X-Added" });
    let operation = json!({ "get": {
        "operationId": "aaaAdded",
        "security": [{ "AaaAdded": [] }],
        "parameters": [{ "name": "limit", "in": "query", "schema": { "type": "integer" } }],
        "responses": { "200": { "description": "d", "content": { "application/json": { "schema": object } } } },
    } });
    let with_scheme = added(document, "/components/securitySchemes", "AaaAdded", &scheme, Place::First);
    let with_members = |place| with_parameter(&with_value(&with_property(document, place), place), place);
    vec![
        ("a schema", added(document, "/components/schemas", "AaaAdded", &object, Place::First)),
        ("a schema", added(document, "/components/schemas", "MmmAdded", &object, Place::Middle)),
        ("an operation", added(&with_scheme, "/paths", "/aaa/added", &operation, Place::First)),
        ("an operation that is called like a stream", with_namesakes(document)),
        ("a first property, value and parameter", with_members(Place::First)),
        ("a property, value and parameter in the middle", with_members(Place::Middle)),
        ("a last property, value and parameter", with_members(Place::Last)),
    ]
}

/// The position in a list at which an item is added.
#[derive(Clone, Copy)]
enum Place {
    First,
    Middle,
    Last,
}

impl Place {
    fn of(self, length: usize) -> usize {
        match self {
            Self::First => 0,
            Self::Middle => length / 2,
            Self::Last => length,
        }
    }
}

fn added(document: &Value, at: &str, key: &str, value: &Value, place: Place) -> Value {
    let mut document = document.clone();
    let (parent, name) = at.rsplit_once('/').expect("it is a pointer");
    if parent == "/components" && document.get("components").is_none() {
        document["components"] = json!({});
    }
    let parent = document.pointer_mut(parent).expect("the document has it");
    if parent.get(name).is_none() {
        parent[name] = json!({});
    }
    insert(parent[name].as_object_mut().expect("it is an object"), key, value, place);
    document
}

fn insert(members: &mut Map<String, Value>, key: &str, value: &Value, place: Place) {
    members.shift_insert(place.of(members.len()), key.to_owned(), value.clone());
}

/// Every component that is an object has one more property.
fn with_property(document: &Value, place: Place) -> Value {
    changed(document, "/components/schemas", &|schema| {
        if let Some(Value::Object(properties)) = schema.get_mut("properties") {
            insert(properties, "mmmAdded", &json!({ "type": "string", "enum": ["mmm1", "mmm2"] }), place);
        }
    })
}

/// Every component that is an enumeration of text has one more value.
fn with_value(document: &Value, place: Place) -> Value {
    changed(document, "/components/schemas", &|schema| {
        if schema.get("type").is_some_and(|ty| ty == "string")
            && let Some(Value::Array(values)) = schema.get_mut("enum")
        {
            values.insert(place.of(values.len()), json!("mmmAdded"));
        }
    })
}

/// Every operation that has parameters has one more.
fn with_parameter(document: &Value, place: Place) -> Value {
    changed(document, "/paths", &|path| {
        for operation in path.as_object_mut().into_iter().flat_map(Map::values_mut) {
            if let Some(Value::Array(parameters)) = operation.get_mut("parameters") {
                let added = json!({ "name": "mmmAdded", "in": "header", "schema": { "type": "string" } });
                parameters.insert(place.of(parameters.len()), added);
            }
        }
    })
}

/// For every operation there is one whose name is the one of its stream, whether it has a stream or not.
fn with_namesakes(document: &Value) -> Value {
    let paths = document["paths"].as_object().expect("the document has paths");
    let operations = paths.values().filter_map(Value::as_object).flat_map(Map::values);
    let ids: Vec<&str> = operations.filter_map(|operation| operation.get("operationId")?.as_str()).collect();
    ids.iter().fold(document.clone(), |document, id| {
        let name = format!("{id}_stream");
        if ids.contains(&name.as_str()) {
            return document;
        }
        let operation = json!({ "get": { "operationId": name, "responses": { "204": { "description": "d" } } } });
        added(&document, "/paths", &format!("/namesakes/{id}"), &operation, Place::Last)
    })
}

fn changed(document: &Value, within: &str, change: &dyn Fn(&mut Value)) -> Value {
    let mut document = document.clone();
    if let Some(Value::Object(members)) = document.pointer_mut(within) {
        members.values_mut().for_each(change);
    }
    document
}
