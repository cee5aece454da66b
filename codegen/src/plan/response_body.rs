//! Media Type Object of a response: the type of a body, and the reader that makes it.

use super::Planner;
use super::schema::{Place, Type};
use crate::model::{MediaKind, MediaType, Method, Response, StatusPattern, TypeUse, xml};
use crate::name::Ident;

/// A form of the body of one response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponseBody<'a> {
    /// Its type.
    pub ty: Type<'a>,
    /// The reader.
    pub reader: Reader,
    /// The form of XML.
    pub xml: Option<xml::Body<&'a Ident>>,
}

/// The method of `warded::rt::Reply` that reads a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reader {
    /// There is no body, or one that the document says nothing of.
    Empty,
    /// JSON.
    Json,
    /// JSON that may be any text, which servers send as it is too.
    JsonOrText,
    /// XML.
    Xml,
    /// Text.
    Text,
    /// The text of a scalar, or of a list of them.
    Scalar,
    /// An error's body of another kind. Errors are read to their end, so that they are values that can be kept.
    Bytes,
    /// Not read, as a stream.
    Stream,
    /// Server-sent events, whose data is text.
    TextEvents,
    /// Server-sent events, whose data is JSON.
    Events,
    /// A JSON value in each line.
    JsonLines,
    /// The lines as they are.
    TextLines,
}

impl Reader {
    /// Its name.
    #[must_use]
    pub const fn method(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Json => "json",
            Self::JsonOrText => "json_or_text",
            Self::Xml => "xml",
            Self::Text => "text",
            Self::Scalar => "scalar",
            Self::Bytes => "bytes",
            Self::Stream => "stream",
            Self::TextEvents => "text_events",
            Self::Events => "events",
            Self::JsonLines => "json_lines",
            Self::TextLines => "text_lines",
        }
    }

    /// Returns true if the body is returned unread.
    #[must_use]
    pub const fn is_stream(self) -> bool {
        match self {
            Self::Stream | Self::TextEvents | Self::Events | Self::JsonLines | Self::TextLines => true,
            Self::Empty | Self::Json | Self::JsonOrText | Self::Xml | Self::Text | Self::Scalar | Self::Bytes => false,
        }
    }
}

impl<'a> ResponseBody<'a> {
    pub(super) const EMPTY: Self = Self { ty: Type::Unit, reader: Reader::Empty, xml: None };
}

impl<'a> Planner<'a, '_> {
    /// The forms of the body of a response to a request with this method. Never empty. If it `is_only` one of the
    /// successes or errors, its type is called as at its place; several are compared, and shared by operations.
    pub(super) fn response_bodies(
        &self,
        method: &Method,
        response: &'a Response,
        is_success: bool,
        is_only: bool,
    ) -> Vec<ResponseBody<'a>> {
        let is_bodiless = matches!(response.status, StatusPattern::Code(100..=199 | 204 | 205 | 304));
        if *method == Method::Head || is_bodiless || response.content.is_empty() {
            return vec![ResponseBody::EMPTY];
        }
        let forms = response.content.iter().map(|media| {
            let place = if is_only { Place::At(&media.place) } else { Place::Shared };
            self.response_body(media, is_success, place)
        });
        forms.collect()
    }

    fn response_body(&self, media: &MediaType, is_success: bool, place: Place<'_>) -> ResponseBody<'a> {
        let is_text = media.ty.is_none_or(|ty| self.is_text(ty));
        let typed = |untyped| media.ty.map_or(untyped, |ty| self.ty_at(TypeUse { boxed: false, ..ty }, place));
        let (ty, reader) = match media.kind {
            MediaKind::Json if is_success && media.ty.is_none_or(|ty| self.is_text(ty) || self.is_any(ty)) => {
                (typed(Type::Any), Reader::JsonOrText)
            }
            MediaKind::Json => (typed(Type::Any), Reader::Json),
            MediaKind::Xml => (typed(Type::Any), Reader::Xml),
            MediaKind::Text if is_text => (typed(Type::Text), Reader::Text),
            MediaKind::Text => (typed(Type::Text), Reader::Scalar),
            MediaKind::Form => (Type::Text, Reader::Text),
            MediaKind::EventStream if is_success && is_text => {
                (Type::Events(Box::new(typed(Type::Text))), Reader::TextEvents)
            }
            MediaKind::EventStream if is_success => (Type::Events(Box::new(typed(Type::Text))), Reader::Events),
            MediaKind::JsonLines if is_success && media.ty.is_some() && is_text => {
                (Type::JsonLines(Box::new(Type::Text)), Reader::TextLines)
            }
            MediaKind::JsonLines if is_success => (Type::JsonLines(Box::new(typed(Type::Any))), Reader::JsonLines),
            MediaKind::Binary | MediaKind::Multipart | MediaKind::MultipartList if is_success => {
                (Type::Stream, Reader::Stream)
            }
            MediaKind::Binary
            | MediaKind::Multipart
            | MediaKind::MultipartList
            | MediaKind::EventStream
            | MediaKind::JsonLines => (Type::Bytes, Reader::Bytes),
        };
        ResponseBody { ty, reader, xml: self.xml_body(media) }
    }
}
