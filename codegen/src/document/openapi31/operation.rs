//! Objects other than schemas whose 3.1 or 3.2 form differs from 3.0's.
//!
//! ```yaml
//! content: { application/octet-stream: {} }             # schema: { type: string, format: binary }
//! flows: { implicit: { … } }                            # scopes: {}
//! content: { multipart/mixed: { itemSchema: … } }         # schema: { type: array, items: … }
//! responses: { "200": { summary: Fine } }               # description: Fine
//! ```
//! What cannot be said in 3.0 stays, for `additions` to take.

use serde_json::{Map, json};

use super::super::walk::{Kind, Trail};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::source::{Origins, Tree};

/// Lowers one object; those inside of it follow.
pub(super) fn lower(kind: Kind, value: &mut Tree, at: &Trail, origins: &mut Origins, diagnostics: &mut Diagnostics) {
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
            report_reserved(object, at, diagnostics);
            any_schema(object);
        }
        Kind::Header => any_schema(object),
        Kind::MediaType => media_type(object, at, origins, diagnostics),
        Kind::Encoding => encoding(object, at, diagnostics),
        Kind::Response => response(object),
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

fn report_reserved(parameter: &Map<String, Tree>, at: &Trail, diagnostics: &mut Diagnostics) {
    let is = |key: &str, value: &str| parameter.get(key).is_some_and(|it| *it == value);
    let allows = parameter.get("allowReserved").is_some_and(|allowed| *allowed == true);
    // What is in the style `cookie` is not encoded at all.
    if allows && is("in", "cookie") && !is("style", "cookie") {
        let message = "`allowReserved` is not supported for cookies, whose values are percent-encoded";
        diagnostics.warning(Code::Unsupported, &at.pointer().key("allowReserved"), message);
    }
}

/// A parameter whose values are not described may have any.
fn any_schema(parameter: &mut Map<String, Tree>) {
    if !parameter.contains_key("schema") && !parameter.contains_key("content") {
        parameter.insert("schema".to_owned(), json!({}));
    }
}

/// 3.0 has one text, of which `summary` is the beginning.
fn response(response: &mut Map<String, Tree>) {
    let text = |value: Option<&Tree>| value.and_then(Tree::as_str).unwrap_or_default().trim().to_owned();
    let summary = text(response.shift_remove("summary").as_ref());
    let description = text(response.get("description"));
    if !summary.is_empty() && !description.starts_with(&summary) {
        let stop = if description.is_empty() || summary.ends_with(['.', '!', '?', ':']) { "" } else { "." };
        let both = format!("{summary}{stop}\n\n{description}");
        response.insert("description".to_owned(), both.trim().into());
    }
    response.entry("description").or_insert_with(|| "".into());
}

fn media_type(media_type: &mut Map<String, Tree>, at: &Trail, origins: &mut Origins, diagnostics: &mut Diagnostics) {
    multipart_items(media_type, at, origins, diagnostics);
    let is_described = media_type.contains_key("schema") || media_type.contains_key("itemSchema");
    if !is_described && at.pointer().last().is_some_and(|name| is_binary(&name)) {
        media_type.insert("schema".to_owned(), json!({ "type": "string", "format": "binary" }));
    }
}

/// A part that has parts itself is written as any other.
fn encoding(encoding: &mut Map<String, Tree>, at: &Trail, diagnostics: &mut Diagnostics) {
    for key in ["encoding", "itemEncoding", "prefixEncoding"] {
        if encoding.shift_remove(key).is_some() {
            // It is not what the part will be.
            encoding.shift_remove("contentType");
            let message = format!("`{key}` of a part is not supported; the part is written as its type asks for");
            diagnostics.warning(Code::Unsupported, &at.pointer().key(key), message);
        }
    }
}

/// The items of a multipart list are those of a list in 3.0.
fn multipart_items(
    media_type: &mut Map<String, Tree>,
    at: &Trail,
    origins: &mut Origins,
    diagnostics: &mut Diagnostics,
) {
    let name = at.pointer().last().unwrap_or_default().to_ascii_lowercase();
    // The parts of a form have names, and are no items.
    if name.starts_with("multipart/")
        && !name.starts_with("multipart/form-data")
        && !media_type.contains_key("schema")
        && let Some(items) = media_type.shift_remove("itemSchema")
    {
        let place = at.pointer();
        media_type.insert("schema".to_owned(), json!({ "type": "array", "items": items }));
        let source = origins.location(&place.key("itemSchema"));
        origins.moved(place.key("schema").key("items"), source);
    }
    let of_item = media_type.get("itemEncoding").map(|encoding| (at.pointer().key("itemEncoding"), encoding));
    let of_prefix = media_type.get("prefixEncoding").and_then(Tree::as_array).into_iter().flatten().enumerate();
    let of_prefix = of_prefix.map(|(index, encoding)| (at.pointer().key("prefixEncoding").index(index), encoding));
    for (place, encoding) in of_item.into_iter().chain(of_prefix) {
        if encoding.get("headers").and_then(Tree::as_object).is_some_and(|headers| !headers.is_empty()) {
            let message = "the items are sent without these headers, which are not supported";
            diagnostics.warning(Code::Unsupported, &place.key("headers"), message);
        }
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
