//! Objects other than schemas whose 3.1 or 3.2 form differs from 3.0's.
//!
//! ```yaml
//! content: { application/octet-stream: {} }             # schema: { type: string, format: binary }
//! flows: { implicit: { … } }                            # scopes: {}
//! responses: { "200": { summary: … } }                  # description: ""
//! ```
//! What cannot be said in 3.0 stays, for `additions` to take.

use serde_json::{Map, json};

use super::super::walk::{Kind, Trail};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::source::Tree;

/// Lowers one object; those inside of it follow.
pub(super) fn lower(kind: Kind, value: &mut Tree, at: &Trail, diagnostics: &mut Diagnostics) {
    let Tree::Object(object) = value else { return };
    if object.get("$ref").is_some_and(Tree::is_string) {
        // `summary` and `description` may be given anew where the object is used; the target's own stand.
        object.retain(|key, _| key == "$ref");
        return;
    }
    match kind {
        Kind::PathItem => report_methods(object, at, diagnostics),
        Kind::Operation => {
            object.entry("responses").or_insert_with(|| json!({}));
        }
        Kind::Parameter => {
            report_querystring(object, at, diagnostics);
            any_schema(object);
        }
        Kind::Header => any_schema(object),
        Kind::MediaType => media_type(object, at, diagnostics),
        Kind::Response => {
            object.shift_remove("summary");
            object.entry("description").or_insert_with(|| "".into());
        }
        Kind::Example => {
            if let Some(value) = object.shift_remove("dataValue") {
                object.insert("value".to_owned(), value);
            }
        }
        Kind::SecurityScheme => security_scheme(object),
        Kind::Document
        | Kind::Components
        | Kind::Paths
        | Kind::RequestBody
        | Kind::Responses
        | Kind::Encoding
        | Kind::Schema
        | Kind::Link
        | Kind::Callback
        | Kind::Plain => {}
    }
}

/// Keys of `additionalOperations` that are methods of their own.
fn report_methods(path_item: &Map<String, Tree>, at: &Trail, diagnostics: &mut Diagnostics) {
    const FIXED: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];
    let Some(Tree::Object(operations)) = path_item.get("additionalOperations") else { return };
    for method in operations.keys() {
        let place = Place::Key(at.pointer().key("additionalOperations").key(method));
        let known = FIXED.iter().find(|known| method.eq_ignore_ascii_case(known));
        let diagnostic = match known {
            Some(known) => {
                let message = format!("`{method}` is no additional operation");
                Diagnostic::error(Code::InvalidValue, place, message).help(format!("write it as `{known}` of the path"))
            }
            None if !is_token(method) => {
                Diagnostic::error(Code::InvalidValue, place, format!("`{method}` is no name that a method can have"))
            }
            None if method.eq_ignore_ascii_case("connect") => {
                let message = format!("the method `{method}` is not supported: it is no request of a resource");
                Diagnostic::error(Code::Unsupported, place, message)
            }
            None => continue,
        };
        diagnostics.push(diagnostic);
    }
}

/// RFC 9110's `token`.
fn is_token(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

fn report_querystring(parameter: &Map<String, Tree>, at: &Trail, diagnostics: &mut Diagnostics) {
    if parameter.get("in").is_some_and(|location| *location == "querystring") {
        let message = "a parameter that is the whole query string is not supported";
        diagnostics.error(Code::Unsupported, &at.pointer().key("in"), message);
    }
}

/// A parameter whose values are not described may have any.
fn any_schema(parameter: &mut Map<String, Tree>) {
    if !parameter.contains_key("schema") && !parameter.contains_key("content") {
        parameter.insert("schema".to_owned(), json!({}));
    }
}

fn media_type(media_type: &mut Map<String, Tree>, at: &Trail, diagnostics: &mut Diagnostics) {
    for key in ["itemEncoding", "prefixEncoding"] {
        if media_type.shift_remove(key).is_some() {
            let message = format!("`{key}` is not supported; the parts are written as their types ask for");
            diagnostics.warning(Code::Unsupported, &at.pointer().key(key), message);
        }
    }
    let is_described = media_type.contains_key("schema") || media_type.contains_key("itemSchema");
    if !is_described && at.pointer().last().is_some_and(|name| is_binary(&name)) {
        media_type.insert("schema".to_owned(), json!({ "type": "string", "format": "binary" }));
    }
}

fn is_binary(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let is_of_bytes = ["image/", "audio/", "video/", "font/"].iter().any(|prefix| essence.starts_with(prefix));
    let is_archive = ["octet-stream", "pdf", "zip", "gzip", "x-tar", "vnd.ms-excel"]
        .iter()
        .any(|name| essence.strip_prefix("application/") == Some(*name));
    (is_of_bytes || is_archive) && !is_text(essence)
}

/// Returns true if a media type is read as text.
pub(crate) fn is_text(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.starts_with("text/")
        || ["json", "xml", "yaml", "javascript", "graphql", "x-www-form-urlencoded"]
            .iter()
            .any(|text| essence.ends_with(text))
}

fn security_scheme(scheme: &mut Map<String, Tree>) {
    let Some(flows) = scheme.get_mut("flows").and_then(Tree::as_object_mut) else { return };
    for flow in flows.values_mut().filter_map(Tree::as_object_mut) {
        flow.entry("scopes").or_insert_with(|| json!({}));
    }
}
