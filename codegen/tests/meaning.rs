//! What is compiled is also what the document says: long lists, and references into the middle of something.

mod support;

use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};
use support::{files, generation, package};
use warded_codegen::output::GeneratedFile;

/// As many as the longest list and the widest object of real documents have.
const VALUES: usize = 1_276;
const PROPERTIES: usize = 291;

#[test]
fn long_lists_and_references_into_the_middle_are_read_and_written() {
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

use api::types::{Holder, Long, Pet, Wide};
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
    json!({
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
    })
}
