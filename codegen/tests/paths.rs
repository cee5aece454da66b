//! An operation that is added breaks no path: every name that the client without it has, the client with it has too.

mod support;

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use support::{generation, golden_documents, json};
use warded_codegen::output::GeneratedFile;

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "query"];

#[test]
fn an_added_operation_breaks_no_path() {
    let mut compared = 0;
    for path in golden_documents() {
        let document = json(&path);
        let Some(files) = generation(&document.to_string()).files else { continue };
        let with = paths(&files);
        for (template, method) in operations(&document) {
            let mut reduced = document.clone();
            let item = reduced["paths"][&template].as_object_mut().expect("it is a path");
            item.shift_remove(&method);
            let Some(files) = generation(&reduced.to_string()).files else { continue };
            let missing: Vec<String> = paths(&files).difference(&with).cloned().collect();
            assert!(missing.is_empty(), "{}: {method} {template} takes {missing:?}", path.display());
            compared += 1;
        }
    }
    assert!(compared >= 80, "only {compared} operations were taken out");
}

fn operations(document: &Value) -> Vec<(String, String)> {
    let paths = document["paths"].as_object().into_iter().flatten();
    let operations = paths.flat_map(|(template, item)| {
        let methods = item.as_object().into_iter().flat_map(Map::keys);
        methods.map(move |method| (template.clone(), method.clone()))
    });
    operations.filter(|(_, method)| METHODS.contains(&method.as_str())).collect()
}

/// The items of each module.
fn paths(files: &[GeneratedFile]) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    for GeneratedFile { path, content } in files {
        let module = path.display();
        for line in content.lines().map(str::trim) {
            let item =
                ["pub struct ", "pub enum ", "pub type ", "pub fn "].iter().find_map(|word| line.strip_prefix(word));
            let name = item.and_then(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next());
            paths.extend(name.map(|name| format!("{module} {name}")));
        }
        for table in content.split("aliases! {").skip(1) {
            let list = table.split_once('[').and_then(|(_, rest)| rest.split_once(']')).expect("it has a list").0;
            paths.extend(list.split_ascii_whitespace().map(|name| format!("{module} {name}")));
        }
    }
    paths
}
