//! Parameter Object: a value in the path, the query, a header or a cookie, or one that is the whole query.

use serde_json::Value;

use super::{Encoding, TypeUse};
use crate::source::Pointer;

/// One parameter of an operation.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The place of its definition.
    pub origin: Pointer,
    /// Its name on the wire.
    pub name: String,
    /// Its location in the request.
    pub location: ParameterLocation,
    /// True if it is required. Always true in the path.
    pub required: bool,
    /// `deprecated`
    pub deprecated: bool,
    /// `description`
    pub description: Option<String>,
    /// The encoding of its value.
    pub encoding: ParameterEncoding,
    /// Its type.
    pub ty: TypeUse,
    /// `default`, if it is a value of the type.
    pub default: Option<Value>,
}

/// `in`
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum ParameterLocation {
    Path,
    Query,
    /// The whole query string (3.2).
    QueryString,
    Header,
    Cookie,
}

/// The encoding of a parameter's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterEncoding {
    /// `style`, `explode` and `allowReserved`, defaults applied.
    Style {
        /// `style`
        style: ParameterStyle,
        /// `explode`
        explode: bool,
        /// `allowReserved`
        allow_reserved: bool,
    },
    /// `content` with a JSON media type: the value is sent as JSON text.
    Json,
    /// A query string of `application/x-www-form-urlencoded`: one pair for each property of the value.
    Form {
        /// `encoding`, by property.
        encoding: Vec<(String, Encoding)>,
    },
}

/// `style`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum ParameterStyle {
    Matrix,
    Label,
    Simple,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    /// Swagger 2.0's `collectionFormat: tsv`.
    TabDelimited,
    /// As `Form`, but nothing is encoded (3.2).
    Cookie,
}
