//! Tests that the reference of `x-warded` and its JSON Schema have the keys that are read, and no others.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use super::{KEYS, issues, refused, renews, secret};

/// By definition in the schema, the keys that the reader of that object knows.
const READ: &[(&str, &[&str])] = &[
    ("operation", KEYS),
    ("issues", issues::KEYS),
    ("beside", issues::BESIDE_KEYS),
    ("time", issues::END_KEYS),
    ("renews", renews::KEYS),
    ("securityScheme", refused::KEYS),
    ("value", secret::KEYS),
];

fn docs(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs").join(name);
    std::fs::read_to_string(path).expect("the file can be read")
}

fn properties(schema: &Value, definition: &str) -> BTreeSet<String> {
    let properties = schema["$defs"][definition]["properties"].as_object().expect("an object with properties");
    properties.keys().cloned().collect()
}

fn owned(keys: &[&str]) -> BTreeSet<String> {
    keys.iter().map(|key| (*key).to_owned()).collect()
}

#[test]
fn the_schema_has_each_key_that_is_read_and_no_other() {
    let schema: Value = serde_json::from_str(&docs("x-warded.schema.json")).expect("the schema is JSON");
    for (definition, keys) in READ {
        assert_eq!(properties(&schema, definition), owned(keys), "{definition}");
    }
    let parts = |names: &[&str]| names.iter().flat_map(|name| properties(&schema, name)).collect::<BTreeSet<_>>();
    assert_eq!(parts(&["header", "cookie"]), owned(issues::PART_KEYS));
    assert_eq!(parts(&["header", "cookie", "credential"]), owned(renews::PART_KEYS));
    let known = READ.iter().map(|(definition, _)| *definition).chain(["header", "cookie", "credential"]);
    let closed = schema["$defs"].as_object().expect("definitions");
    let closed = closed.iter().filter(|(_, one)| one.get("additionalProperties") == Some(&Value::Bool(false)));
    assert_eq!(closed.map(|(name, _)| name.clone()).collect::<BTreeSet<_>>(), known.map(str::to_owned).collect());
}

#[test]
fn the_reference_speaks_of_each_key() {
    let text = docs("x-warded.md");
    for key in READ.iter().flat_map(|(_, keys)| *keys) {
        let is_named =
            [format!("`{key}`"), format!("`{key}:"), format!("{{ {key}:"), format!(", {key}:"), format!("\n  {key}:")];
        assert!(is_named.iter().any(|named| text.contains(named)), "nothing is said of `{key}`");
    }
}
