//! Request Body Object: the last argument of a method, and how it is written.

use super::Planner;
use super::media_type::Representation;
use super::parameter::{Argument, Passed};
use super::schema::{Place, Type};
use crate::model::{Encoding, MediaKind, MediaType, ParameterStyle, xml};
use crate::name::{Ident, MediaTypeNames};

/// A body in one media type.
#[derive(Clone, Debug)]
pub struct Body<'a> {
    /// The media type.
    pub representation: Representation<'a>,
    /// The argument.
    pub argument: Argument<'a>,
    /// The way in which it is written.
    pub write: Write<'a>,
    /// The media type that is sent.
    pub label: Label<'a>,
}

/// The media type that is sent with a body.
#[derive(Clone, Debug)]
pub enum Label<'a> {
    /// The documented one.
    Fixed(&'a str),
    /// A documented one, by the caller's choice: the enum in module `op`, with its variants.
    Listed(&'a Ident, Vec<(&'a Ident, &'a str)>),
    /// Any within a range, which the caller names.
    Within(&'a str),
}

/// The way in which a body is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Write<'a> {
    /// As JSON.
    Json,
    /// As a form, with the fields whose encoding is not the default.
    Form(Vec<(&'a str, FieldEncoding<'a>)>),
    /// In parts, with the same.
    Multipart(Vec<(&'a str, FieldEncoding<'a>)>),
    /// In parts, one for each item of a list, with the encodings of the first items and of the others.
    MultipartList {
        /// Those of the first items.
        prefix: Vec<Option<FieldEncoding<'a>>>,
        /// That of the others.
        rest: Option<FieldEncoding<'a>>,
    },
    /// As XML.
    Xml(xml::Body<&'a Ident>),
    /// As text.
    Text,
    /// As it is.
    Bytes,
}

/// The encoding of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldEncoding<'a> {
    /// In a style of parameters.
    Style {
        /// The style.
        style: ParameterStyle,
        /// Whether each element is a pair of its own.
        explode: bool,
        /// Whether reserved characters stay as they are.
        allow_reserved: bool,
    },
    /// With a content type of its own.
    ContentType(&'a str),
}

impl<'a> Planner<'a, '_> {
    /// The body in a media type, with the names of its choice.
    pub(super) fn body(&self, media: &'a MediaType, names: Option<&'a MediaTypeNames>) -> Body<'a> {
        let typed = |untyped: Passed<'a>| match media.ty {
            Some(ty) => self.argument(ty, Place::At(&media.place)),
            None => Argument::reference(untyped),
        };
        let json = || typed(Passed::Reference(Type::Any));
        let (argument, write) = match media.kind {
            MediaKind::Json => (json(), Write::Json),
            MediaKind::Form => (json(), Write::Form(fields(&media.encoding))),
            MediaKind::Multipart => (json(), Write::Multipart(fields(&media.encoding))),
            MediaKind::MultipartList => {
                let prefix = media.items.prefix.iter().map(field).collect();
                (json(), Write::MultipartList { prefix, rest: field(&media.items.rest) })
            }
            MediaKind::Xml => {
                (json(), Write::Xml(self.xml_body(media).expect("`resolve` gives every body of XML its form")))
            }
            MediaKind::Text if media.range().is_none() => (typed(Passed::Text), Write::Text),
            MediaKind::Text | MediaKind::Binary | MediaKind::EventStream | MediaKind::JsonLines => {
                (Argument::reference(Passed::Body), Write::Bytes)
            }
        };
        let label = match (media.range(), names) {
            (Some(range), _) => Label::Within(range),
            (None, Some(MediaTypeNames { ty, variants })) => {
                Label::Listed(ty, variants.iter().zip(media.names.iter().map(String::as_str)).collect())
            }
            (None, None) => Label::Fixed(media.name()),
        };
        Body { representation: self.representation(media), argument, write, label }
    }
}

/// The fields whose encoding is not the default.
pub(super) fn fields(encodings: &[(String, Encoding)]) -> Vec<(&str, FieldEncoding<'_>)> {
    let fields = encodings.iter().filter_map(|(property, encoding)| Some((property.as_str(), field(encoding)?)));
    fields.collect()
}

/// The encoding of a field, if it differs from the default. OpenAPI ignores `contentType` where a style is given.
fn field(encoding: &Encoding) -> Option<FieldEncoding<'_>> {
    let Encoding { content_type, style, explode, allow_reserved } = encoding;
    if style.is_some() || explode.is_some() || *allow_reserved {
        let style = style.unwrap_or(ParameterStyle::Form);
        let explode = explode.unwrap_or(style.row().explodes);
        return Some(FieldEncoding::Style { style, explode, allow_reserved: *allow_reserved });
    }
    content_type.as_deref().map(FieldEncoding::ContentType)
}
