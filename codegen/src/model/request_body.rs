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

/// A form of a body: one media type, or several that are the same to the caller.
#[derive(Clone, Debug)]
pub struct MediaType {
    /// The place of its definition.
    pub origin: Pointer,
    /// The keys under `content`, with their parameters: `application/json; charset=utf-8`. Never empty; the first is sent,
    /// and asked for first. JSON that is documented by a range begins with `application/json`.
    pub names: Vec<String>,
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

impl MediaType {
    /// The first of its names.
    #[must_use]
    pub fn name(&self) -> &str {
        self.names.first().map_or("*/*", String::as_str)
    }

    /// The range in which the caller chooses the media type of what is sent; `None` if the document names it.
    #[must_use]
    pub fn range(&self) -> Option<&str> {
        let is_written = !matches!(self.kind, MediaKind::Text | MediaKind::Binary);
        self.names.iter().map(String::as_str).find(|name| name.contains('*') && !is_written)
    }

    /// Returns true if the caller chooses one of several documented media types.
    #[must_use]
    pub fn is_choice(&self) -> bool {
        self.kind == MediaKind::Binary && self.names.len() > 1 && self.range().is_none()
    }

    /// Returns true for `application/merge-patch+json` and its like: a patch is not what it patches, and each kind of patch
    /// means something else.
    #[must_use]
    pub fn is_patch(&self) -> bool {
        essence(self.name()).contains("patch")
    }

    /// Returns true if its `null` removes a member (RFC 7396).
    #[must_use]
    pub fn is_merge_patch(&self) -> bool {
        essence(self.name()) == "application/merge-patch+json"
    }
}

/// The media type without parameters, in lower case.
pub(crate) fn essence(name: &str) -> String {
    name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
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
