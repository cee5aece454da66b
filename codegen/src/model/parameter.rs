//! Parameter Object: a value in the path, the query, a header or a cookie.

use serde_json::Value;

use super::TypeUse;
use crate::source::Pointer;

/// One parameter of an operation.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Where it is defined.
    pub origin: Pointer,
    /// Its name on the wire.
    pub name: String,
    /// Where it is sent.
    pub location: ParameterLocation,
    /// Whether it must be given. Always true in the path.
    pub required: bool,
    /// `deprecated`
    pub deprecated: bool,
    /// `description`
    pub description: Option<String>,
    /// How the value becomes text.
    pub encoding: ParameterEncoding,
    /// Its type.
    pub ty: TypeUse,
    /// `default`, if it is a value of the type: what the server assumes when the parameter is absent.
    pub default: Option<Value>,
}

/// `in`
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum ParameterLocation {
    Path,
    Query,
    Header,
    Cookie,
}

/// How a parameter's value becomes text.
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
