//! Request Body Object and Media Type Object: the body of a request and its formats.

use super::{ParameterStyle, TypeUse, xml};
use crate::source::Pointer;

/// The body of a request.
#[derive(Clone, Debug)]
pub struct RequestBody {
    /// The place of its definition.
    pub origin: Pointer,
    /// True if it is required.
    pub required: bool,
    /// `description`
    pub description: Option<String>,
    /// Its media types, never empty. The operation's plain method takes the first.
    pub content: Vec<MediaType>,
}

/// A body in one media type.
#[derive(Clone, Debug)]
pub struct MediaType {
    /// The place of its definition.
    pub origin: Pointer,
    /// The key under `content`, with its parameters: `application/json; charset=utf-8`.
    pub name: String,
    /// Its format.
    pub kind: MediaKind,
    /// Its type; `None` where the document gives no schema.
    pub ty: Option<TypeUse>,
    /// The words of its place: see [`Schema::places`](super::Schema::places).
    pub place: Vec<String>,
    /// `encoding`, by property; for forms and multipart.
    pub encoding: Vec<(String, Encoding)>,
    /// `prefixEncoding` and `itemEncoding`, for lists of parts.
    pub items: ItemEncodings,
    /// Its form in XML, if that is its kind.
    pub xml: Option<xml::Body>,
}

/// The encoding of the items of a list of parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemEncodings {
    /// `prefixEncoding`: of the first items.
    pub prefix: Vec<Encoding>,
    /// `itemEncoding`: of all others.
    pub rest: Encoding,
}

/// The format of bodies of a media type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MediaKind {
    /// `application/json`, `…+json`, and `*/*` with a schema.
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
    /// `multipart/…`: a part for each property.
    Multipart,
    /// `multipart/…`, but for `multipart/form-data`: a part for each item of a list.
    MultipartList,
    /// `application/xml`, `…+xml`, with a structure.
    Xml,
    /// `text/…`: the text, or the text of a scalar.
    Text,
    /// Everything else, `application/octet-stream` first of all: bytes, streamed.
    Binary,
    /// `text/event-stream`: a stream of server-sent events.
    EventStream,
    /// `application/x-ndjson`, `application/jsonl` and the like: a stream of JSON lines.
    JsonLines,
}

/// The encoding of one property of a form or of a multipart body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Encoding {
    /// `contentType`
    pub content_type: Option<String>,
    /// `style`
    pub style: Option<ParameterStyle>,
    /// `explode`
    pub explode: Option<bool>,
    /// `allowReserved`
    pub allow_reserved: bool,
}
