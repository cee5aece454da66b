//! Keys of `content`: media types, and what stands there instead.
//!
//! ```yaml
//! content: { application/json: { … }, form-data: { … }, examples: { … } }
//! ```
//! A key that is no media type is the one that it evidently means, or is left out: always with a warning.

use openapiv3::Content;

use super::schema::Schemas;
use super::sink::Sink;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::essence;
use crate::source::Pointer;

/// What authors write for a media type, in lower case.
const MEANINGS: &[(&str, &str)] = &[
    ("*", "*/*"),
    ("binary", "application/octet-stream"),
    ("csv", "text/csv"),
    ("event-stream", "text/event-stream"),
    ("form", "application/x-www-form-urlencoded"),
    ("form-data", "multipart/form-data"),
    ("formdata", "multipart/form-data"),
    ("html", "text/html"),
    ("json", "application/json"),
    ("multipart", "multipart/form-data"),
    ("octet-stream", "application/octet-stream"),
    ("pdf", "application/pdf"),
    ("plain", "text/plain"),
    ("string", "text/plain"),
    ("text", "text/plain"),
    ("urlencoded", "application/x-www-form-urlencoded"),
    ("x-www-form-urlencoded", "application/x-www-form-urlencoded"),
    ("xml", "application/xml"),
    ("yaml", "application/yaml"),
];

/// The registered kinds of multipart, and one that everyone knows.
const MULTIPART: &[&str] = &[
    "alternative",
    "appledouble",
    "byteranges",
    "digest",
    "encrypted",
    "example",
    "form-data",
    "header-set",
    "mixed",
    "multilingual",
    "parallel",
    "related",
    "report",
    "signed",
    "voice-message",
    "x-mixed-replace",
    "*",
];

/// Says that a body is sent in parts under a name that servers may not know: `multipart/data`.
pub(super) fn doubt_multipart(name: &str, at: &Pointer, sink: &mut Sink<'_>) {
    let essence = essence(name);
    let Some(kind) = essence.strip_prefix("multipart/") else { return };
    if !MULTIPART.contains(&kind) && !kind.starts_with("vnd.") {
        let message = format!("`{essence}` is no registered kind of multipart; the parts are sent under this name");
        let help = "servers read forms under the name `multipart/form-data`, which an overlay can give this entry";
        sink.report(Diagnostic::warning(Code::InvalidValue, Place::Key(at.clone()), message).help(help));
    }
}

/// The keys of a `content` at a place, each with the media type that it is or means. Where none is a media type, the first
/// that has a schema is JSON.
pub(super) fn names<'c>(content: &'c Content, at: &Pointer, schemas: &mut Schemas<'_>) -> Vec<(&'c str, String)> {
    let at = at.key("content");
    let known = |key: &str| is_media_type(key) || meaning(key).is_some();
    let has_known = content.keys().any(|key| known(key));
    let has_schema = |key: &&String| schemas.has(&at.key(key).key("schema"));
    let json = content.keys().find(has_schema).filter(|_| !has_known).cloned();
    let named = content.keys().filter_map(|key| {
        let meant = if json.as_ref() == Some(key) { Some("application/json") } else { meaning(key) };
        Some((key.as_str(), name(key, meant, &at.key(key), &mut schemas.sink)?))
    });
    named.collect()
}

fn name(key: &str, meant: Option<&str>, at: &Pointer, sink: &mut Sink<'_>) -> Option<String> {
    if is_media_type(key) {
        return Some(key.to_owned());
    }
    let it = if key.is_empty() { "an empty key".to_owned() } else { format!("`{key}`") };
    let message = match meant {
        Some(meant) => format!("{it} is no media type; it is taken for `{meant}`"),
        None => format!("{it} is no media type; it is left out"),
    };
    sink.warning(Code::InvalidValue, at, message);
    meant.map(str::to_owned)
}

fn meaning(key: &str) -> Option<&'static str> {
    let key = key.trim().to_ascii_lowercase();
    let found = MEANINGS.iter().find(|(word, _)| *word == key);
    found.map(|(_, meaning)| *meaning)
}

/// Returns true for a type and a subtype, with or without parameters: RFC 9110, 8.3.1. Either may be `*`.
fn is_media_type(key: &str) -> bool {
    let essence = essence(key);
    let is_token = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
    };
    essence.split_once('/').is_some_and(|(ty, subtype)| is_token(ty) && is_token(subtype))
}

#[cfg(test)]
mod tests {
    use super::{is_media_type, meaning};

    #[test]
    fn keys_are_media_types_or_what_they_mean() {
        for key in ["application/json", "*/*", "text/plain; charset=utf-8", "application/vnd.x.v1+json", "image/*"] {
            assert!(is_media_type(key), "{key}");
        }
        for (key, means) in [
            ("", None),
            ("undefined", None),
            ("examples", None),
            ("application/", None),
            ("form-data", Some("multipart/form-data")),
            (" JSON ", Some("application/json")),
        ] {
            assert!(!is_media_type(key), "{key}");
            assert_eq!(meaning(key), means, "{key}");
        }
    }
}
