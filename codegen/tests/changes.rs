//! Tests that a change of a document changes only the corresponding part of its client.

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};
use support::{bundled_documents, files, generation, golden_documents, json};
use warded_codegen::output::GeneratedFile;

const NEW: &str = "zzz changed";

/// A description is one line of one file, and nothing else depends on it. It is a line more where the client shows it at
/// more than one place, see [`places`].
#[test]
fn a_description_changes_one_line() {
    let mut shown = 0;
    for (path, document) in documents() {
        let before = files(generation(&document.to_string()));
        for at in descriptions(&document) {
            let mut changed = document.clone();
            *changed.pointer_mut(&at).expect("it was found there") = json!(NEW);
            let lines = changed_lines(&before, &files(generation(&changed.to_string())));
            let most = match places(&document, &at) {
                Places::One => 1,
                Places::Two => 2,
                Places::Several => usize::MAX,
            };
            let only = lines.len() <= most && lines.iter().all(|line| line.contains(NEW));
            assert!(only, "{path} {at} changes {lines:#?}");
            shown += lines.len();
        }
    }
    assert!(shown > 50, "only {shown} descriptions are shown");
}

/// The places at which a client shows a description.
enum Places {
    /// On the item, field, method or constant that it describes.
    One,
    /// On a field and on the type that is made for it alone.
    Two,
    /// On the method and on a variant of its error, on each method that takes a body, or, of a component that operations
    /// share, on each of them.
    Several,
}

fn places(document: &Value, at: &str) -> Places {
    let described = at.strip_suffix("/description").and_then(|at| document.pointer(at)).expect("it was found there");
    let has = |keys: &[&str]| keys.iter().any(|key| described.get(key).is_some());
    if ["/responses/", "/components/parameters/", "/requestBod"].iter().any(|part| at.contains(part)) {
        Places::Several
    } else if has(&["enum", "properties", "oneOf", "anyOf", "allOf", "items"]) {
        Places::Two
    } else {
        Places::One
    }
}

/// The documents of the features, and the shortest of a whole API.
fn documents() -> Vec<(String, Value)> {
    let bundled = bundled_documents().into_iter().filter(|path| path.ends_with("synthesq.yaml"));
    golden_documents().into_iter().chain(bundled).map(|path| (path.display().to_string(), json(&path))).collect()
}

/// The places of one-line descriptions, each of which is what one object of the document says.
fn descriptions(document: &Value) -> Vec<String> {
    let mut found = Vec::new();
    collect(document, String::new(), &mut found);
    found
}

fn collect(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                let here = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
                match value {
                    Value::String(text) if key == "description" && !text.trim_end().contains('\n') => found.push(here),
                    value => collect(value, here, found),
                }
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| collect(item, format!("{at}/{index}"), found));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The lines that have become others, of all files.
fn changed_lines(before: &[GeneratedFile], after: &[GeneratedFile]) -> Vec<String> {
    assert_eq!(before.len(), after.len());
    let mut changed = Vec::new();
    for (before, after) in before.iter().zip(after) {
        assert_eq!(before.content.lines().count(), after.content.lines().count(), "{}", after.path.display());
        let lines = before.content.lines().zip(after.content.lines()).filter(|(before, after)| before != after);
        changed.extend(lines.map(|(_, line)| line.to_owned()));
    }
    changed
}

/// One more optional property is one more field and one more row, and nothing else in any file.
#[test]
fn a_property_changes_its_struct_only() {
    let mut changed = 0;
    for (path, document) in documents() {
        let before = files(generation(&document.to_string()));
        for name in structs(&document) {
            let mut with = document.clone();
            let at = format!("/components/schemas/{name}/properties");
            with.pointer_mut(&at).expect("it has properties")["zzzAdded"] = json!({ "type": "string" });
            let after = files(generation(&with.to_string()));
            let others = |files: &[GeneratedFile]| -> Vec<GeneratedFile> {
                files.iter().filter(|file| file.path != Path::new("types.rs")).cloned().collect()
            };
            assert!(others(&before) == others(&after), "{path} {name} changes other files");
            let (before, after) = (items(&before), items(&after));
            for item in after.difference(&before).chain(before.difference(&after)) {
                assert!(item.contains(&name), "{path} {name} changes {item}");
            }
            changed += 1;
        }
    }
    assert!(changed > 20, "only {changed} types were changed");
}

/// The components that become a struct each, and are part of no other: nothing refers to them by `allOf` or `oneOf`.
fn structs(document: &Value) -> Vec<String> {
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object).into_iter().flatten();
    let is_struct = |(name, schema): &(&String, &Value)| {
        let text = document.to_string();
        let composes = ["allOf", "oneOf", "anyOf"].iter().any(|key| text.contains(key));
        schema.get("properties").is_some() && !composes && name.chars().all(|c| c.is_ascii_alphanumeric())
    };
    schemas.filter(is_struct).map(|(name, _)| name.clone()).collect()
}

fn items(files: &[GeneratedFile]) -> BTreeSet<String> {
    let types = files.iter().find(|file| file.path == Path::new("types.rs")).expect("it is there");
    types.content.split("\n\n").map(str::to_owned).collect()
}
