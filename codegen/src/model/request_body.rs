//! Request Body Object and Media Type Object: what is sent, and in which form.

use super::{ParameterStyle, TypeUse};
use crate::source::Pointer;

/// The body of a request.
#[derive(Clone, Debug)]
pub struct RequestBody {
    /// Where it is defined.
    pub origin: Pointer,
    /// Whether it must be given.
    pub required: bool,
    /// `description`
    pub description: Option<String>,
    /// What it may be, never empty. The first is the one that the operation's plain method takes.
    pub content: Vec<MediaType>,
}

/// A body in one media type.
#[derive(Clone, Debug)]
pub struct MediaType {
    /// Where it is defined.
    pub origin: Pointer,
    /// The key under `content`, with its parameters: `application/json; charset=utf-8`.
    pub name: String,
    /// How it is written and read.
    pub kind: MediaKind,
    /// Its type; `None` where the document gives no schema.
    pub ty: Option<TypeUse>,
    /// `encoding`, by property; for forms and multipart.
    pub encoding: Vec<(String, Encoding)>,
}

/// How bodies of a media type are written and read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MediaKind {
    /// `application/json`, `…+json`, and `*/*` with a schema.
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
    /// `multipart/…`
    Multipart,
    /// `text/…`: the text, or the text of a scalar.
    Text,
    /// Everything else, `application/octet-stream` first of all: bytes, streamed.
    Binary,
    /// `text/event-stream`: a stream of server-sent events.
    EventStream,
    /// `application/x-ndjson`, `application/jsonl` and the like: a stream of JSON lines.
    JsonLines,
}

/// How one property of a form or of a multipart body is written.
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
