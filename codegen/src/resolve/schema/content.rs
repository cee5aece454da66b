//! `contentEncoding` and `contentMediaType`: text that stands for bytes.
//!
//! ```yaml
//! { type: string, contentEncoding: base64 }       # as format: byte
//! { type: string, contentMediaType: image/png }   # as format: binary
//! ```

use serde_json::Value;

use crate::document::is_text;

/// The format that they mean. Text in base64 is `byte`. A media type that is no text, without an encoding, means bytes
/// outside of JSON: `binary`. So does the encoding `binary`, which is none, unless the media type is text.
pub(super) fn format(encoding: Option<&Value>, media_type: Option<&Value>) -> Option<&'static str> {
    match (encoding.and_then(Value::as_str), media_type.and_then(Value::as_str)) {
        (Some("base64"), _) => Some("byte"),
        (None | Some("binary"), Some(media_type)) if !is_text(media_type) => Some("binary"),
        (Some("binary"), None) => Some("binary"),
        (Some(_) | None, Some(_) | None) => None,
    }
}
