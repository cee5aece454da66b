//! Parameter Object in `querystring` (3.2): a value that is the whole query string.
//!
//! ```yaml
//! { name: filter, in: querystring, content: { application/x-www-form-urlencoded: { schema: { $ref: … } } } }
//! ```
//! A form has a pair for each property; JSON, and the text of a scalar, are percent-encoded. It is the only one of its
//! operation, and no query parameter stands beside it. A credential in the query does: it is appended as a pair, as it
//! is to any other query.

use openapiv3::MediaType;

use super::media_type::{encodings, is_text, kind};
use super::parameter::Declared;
use super::schema::Schemas;
use super::sink::Sink;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{MediaKind, ParameterEncoding, ParameterLocation, ParameterStyle, TypeUse, essence};
use crate::source::Pointer;

/// Reports what cannot be in the operation at `operation` beside its query string.
pub(super) fn check(operation: &Pointer, template: &str, parameters: &[Declared<'_>], sink: &mut Sink<'_>) {
    let mut query_strings = parameters.iter().filter(|one| one.location == ParameterLocation::QueryString);
    let Some(first) = query_strings.next() else { return };
    let second = query_strings.next().map(|one| (&one.at, "and so is this one"));
    let part = parameters.iter().find(|one| one.location == ParameterLocation::Query);
    let part = part.map(|one| (&one.at, "and this one is a part of it"));
    for (at, label) in second.into_iter().chain(part) {
        let message = "a parameter is the whole query string, so that no other can be in the query";
        let diagnostic = Diagnostic::error(Code::InvalidValue, operation, message);
        sink.report(diagnostic.label(&first.at, "this parameter is the query string").label(at, label));
    }
    if template.contains('?') {
        let message = "a parameter is the whole query string, so that the path can have none";
        let diagnostic = Diagnostic::error(Code::InvalidValue, operation, message);
        sink.report(diagnostic.label(&first.at, "this parameter is the query string"));
    }
}

/// The way in which a value of a type becomes the query string; `None` if it cannot.
pub(super) fn encoding(
    name: &str,
    entry: &MediaType,
    ty: TypeUse,
    at: &Pointer,
    schemas: &mut Schemas<'_>,
) -> Option<ParameterEncoding> {
    let simple = ParameterEncoding::Style { style: ParameterStyle::Simple, explode: false, allow_reserved: false };
    match kind(&essence(name), Some(ty), schemas) {
        MediaKind::Form => Some(ParameterEncoding::Form { encoding: encodings(entry, &at.key("encoding"), schemas) }),
        MediaKind::Json => Some(ParameterEncoding::Json),
        MediaKind::Text | MediaKind::Binary if is_text(ty, schemas) => Some(simple),
        MediaKind::Text | MediaKind::Binary | MediaKind::Multipart | MediaKind::MultipartList => None,
        MediaKind::EventStream | MediaKind::JsonLines | MediaKind::Xml => None,
    }
}
