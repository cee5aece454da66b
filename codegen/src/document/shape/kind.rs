//! The objects of OpenAPI that passes over the tree tell apart.

use super::document::{COMPONENTS, DOCUMENT};
use super::operation::{CALLBACK, LINK, OPERATION, PATH_ITEM, PATHS};
use super::parameter::{ENCODING, EXAMPLE, HEADER, MEDIA_TYPE, PARAMETER};
use super::response::{REQUEST_BODY, RESPONSE, RESPONSES};
use super::schema::SCHEMA;
use super::security_scheme::SECURITY_SCHEME;
use super::table::{Shape, Type, key};

/// One of OpenAPI's objects, which its table names as its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::document) enum Kind {
    Document,
    Components,
    Paths,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    Responses,
    Response,
    Header,
    MediaType,
    Encoding,
    Schema,
    Example,
    Link,
    Callback,
    SecurityScheme,
    /// Any other: `info`, a server, a tag, a discriminator, and what no table knows.
    Plain,
}

impl Kind {
    /// The table of such objects.
    pub(in crate::document) fn shape(self) -> &'static Shape {
        match self {
            Self::Document => &DOCUMENT,
            Self::Components => &COMPONENTS,
            Self::Paths => &PATHS,
            Self::PathItem => &PATH_ITEM,
            Self::Operation => &OPERATION,
            Self::Parameter => &PARAMETER,
            Self::RequestBody => &REQUEST_BODY,
            Self::Responses => &RESPONSES,
            Self::Response => &RESPONSE,
            Self::Header => &HEADER,
            Self::MediaType => &MEDIA_TYPE,
            Self::Encoding => &ENCODING,
            Self::Schema => &SCHEMA,
            Self::Example => &EXAMPLE,
            Self::Link => &LINK,
            Self::Callback => &CALLBACK,
            Self::SecurityScheme => &SECURITY_SCHEME,
            Self::Plain => &UNKNOWN,
        }
    }

    /// The word of messages for it.
    pub(in crate::document) fn noun(self) -> &'static str {
        self.shape().noun
    }
}

/// An object that no table knows. What these keys hold is data, or text under names of the document's, wherever
/// OpenAPI has them.
#[rustfmt::skip]
pub(super) static UNKNOWN: Shape = Shape::new("object", &[
    key("default", &Type::Any),
    key("enum", &Type::Any),
    key("mapping", &Type::Map(&Type::Text)),
    key("scopes", &Type::Map(&Type::Text)),
]);
