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
    /// True if it is in the path and the document says that its text may be empty.
    pub may_be_empty: bool,
    /// Its type.
    pub ty: TypeUse,
    /// The words of its place: see [`Schema::places`](super::Schema::places).
    pub place: Vec<String>,
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

/// What is known of a style: the table of styles.
#[derive(Clone, Copy, Debug)]
pub struct StyleRow {
    /// Its name in documents.
    pub name: &'static str,
    /// The constant of the runtime's `Style`.
    pub constant: &'static str,
    /// The default of `explode`.
    pub explodes: bool,
    /// True if `explode` means nothing.
    pub has_one_form: bool,
}

impl StyleRow {
    const fn new(name: &'static str, constant: &'static str, explodes: bool) -> Self {
        Self { name, constant, explodes, has_one_form: false }
    }
}

impl Parameter {
    /// Returns true if it has this name at this location. Names of headers are the same in all cases.
    #[must_use]
    pub fn is_called(&self, name: &str, location: ParameterLocation) -> bool {
        let is_header = location == ParameterLocation::Header;
        self.location == location && (self.name == name || is_header && self.name.eq_ignore_ascii_case(name))
    }
}

impl ParameterStyle {
    const ALL: [Self; 9] = [
        Self::Matrix,
        Self::Label,
        Self::Simple,
        Self::Form,
        Self::SpaceDelimited,
        Self::PipeDelimited,
        Self::DeepObject,
        Self::TabDelimited,
        Self::Cookie,
    ];

    /// Its row.
    #[must_use]
    pub const fn row(self) -> StyleRow {
        match self {
            Self::Matrix => StyleRow::new("matrix", "MATRIX", false),
            Self::Label => StyleRow::new("label", "LABEL", false),
            Self::Simple => StyleRow::new("simple", "SIMPLE", false),
            Self::Form => StyleRow::new("form", "FORM", true),
            Self::SpaceDelimited => StyleRow::new("spaceDelimited", "SPACE_DELIMITED", false),
            Self::PipeDelimited => StyleRow::new("pipeDelimited", "PIPE_DELIMITED", false),
            Self::DeepObject => StyleRow { has_one_form: true, ..StyleRow::new("deepObject", "DEEP_OBJECT", true) },
            Self::TabDelimited => StyleRow::new("tabDelimited", "TAB_DELIMITED", false),
            Self::Cookie => StyleRow::new("cookie", "COOKIE", true),
        }
    }

    /// The style of this name; `None` if there is none.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|style| style.row().name == name)
    }
}
