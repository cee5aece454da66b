//! Overlay Object: what diagnostics propose, to be copied.
//!
//! ```yaml
//! overlay: 1.0.0
//! info: { title: Security that the document does not say, version: 1.0.0 }
//! actions: [{ target: "$.paths['/login'].post", update: { security: [] } }]
//! ```

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};

use crate::document::Version;
use crate::source::Pointer;

/// An overlay about `security`.
pub(super) fn overlay(actions: &[Value]) -> Value {
    let info = json!({ "title": "Security that the document does not say", "version": "1.0.0" });
    json!({ "overlay": "1.0.0", "info": info, "actions": actions })
}

/// The `security` of operations that say nothing.
pub(super) fn at_root(security: &Value) -> Value {
    json!({ "target": "$", "update": { "security": security } })
}

/// An update of what stands at a JSONPath.
pub(super) fn update(target: &str, security: &Value) -> Value {
    json!({ "target": target, "update": { "security": security } })
}

/// The extension of an operation that has none.
pub(super) fn extension(operation: &Pointer, marks: &Value) -> Option<Value> {
    let segments: Vec<String> = operation.segments().collect();
    let [_, path, method] = segments.as_slice() else { return None };
    Some(json!({ "target": format!("$.paths[{}].{method}", quoted(path)), "update": { "x-warded": marks } }))
}

/// Another `security` for each of the operations, which may have one: it is told whether they have.
pub(super) fn for_operations<'o>(operations: impl IntoIterator<Item = (&'o Pointer, bool, &'o Value)>) -> Vec<Value> {
    let mut groups: BTreeMap<(String, String, bool), (&Value, Vec<String>)> = BTreeMap::new();
    for (operation, has_own, security) in operations {
        let segments: Vec<String> = operation.segments().collect();
        let (path, method) = match segments.as_slice() {
            [_, path, method] => (path, method.clone()),
            [_, path, others, method] => (path, format!("{others}[{}]", quoted(method))),
            [] | [_] | [_, _] | [_, _, _, _, _, ..] => continue,
        };
        let group = groups.entry((method, security.to_string(), has_own)).or_insert((security, Vec::new()));
        group.1.push(quoted(path));
    }
    let mut actions = Vec::new();
    for ((method, _, has_own), (security, paths)) in groups {
        let target = format!("$.paths[{}].{method}", paths.join(", "));
        if has_own {
            // An update of a list adds to it.
            actions.push(json!({ "target": format!("{target}.security"), "remove": true }));
        }
        actions.push(update(&target, security));
    }
    actions
}

/// The declaration of a scheme that nobody declares: a guess, in a form that the document's version knows.
pub(super) fn declaration(name: &str, written_in: Option<Version>) -> Value {
    let update = match written_in {
        Some(Version::Swagger2) => {
            let scheme = json!({ "type": "apiKey", "in": "header", "name": "Authorization" });
            json!({ "securityDefinitions": { name: scheme } })
        }
        Some(Version::OpenApi30 | Version::OpenApi31 | Version::OpenApi32) | None => {
            json!({ "components": { "securitySchemes": { name: { "type": "http", "scheme": "bearer" } } } })
        }
    };
    json!({ "target": "$", "update": update })
}

/// A name in a JSONPath, RFC 9535.
fn quoted(name: &str) -> String {
    let mut out = "'".to_owned();
    for c in name.chars() {
        match c {
            '\'' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => write!(out, "\\u{:04x}", u32::from(c)).expect("a String takes whatever is written"),
            c => out.push(c),
        }
    }
    out.push('\'');
    out
}
