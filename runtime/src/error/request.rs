//! Error of building a request: a value that cannot be written in its parameter's location.

use std::fmt;

/// A value given to a call cannot be sent. The value itself is not part of the error: it may be confidential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestError {
    /// The parameter's location.
    place: Place,
    /// The problem.
    reason: Reason,
}

/// A part of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// The path parameter of this name.
    Path(&'static str),
    /// The query parameter of this name.
    Query(&'static str),
    /// The header of this name.
    Header(&'static str),
    /// A header that the caller added.
    ExtraHeader,
    /// The cookie of this name.
    Cookie(&'static str),
    /// The body.
    Body,
}

/// The reason that a value cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The path segment would be empty, so that the request would be sent to another operation.
    Empty,
    /// A path segment would be `.` or `..`, by which servers and proxies change the path.
    DotSegment,
    /// A header cannot hold control characters, and holds ASCII only.
    NotHeaderText,
    /// A cookie whose document wants nothing encoded cannot hold white space, quotes, commas, semicolons, backslashes and
    /// what is not ASCII.
    NotCookieText,
    /// It is no media type within this range, or is a range itself.
    MediaType(&'static str),
    /// A number is infinite or not a number.
    NotFinite,
    /// The body has a shape that its media type has no notation for, such as a form that is not an object.
    Shape(&'static str),
    /// XML has no such characters, not even escaped.
    NotXmlText,
    /// A key that becomes the name of an element of XML cannot be one.
    NotXmlName,
    /// The type's own `Serialize` failed, with this message.
    Serialize(String),
}

impl RequestError {
    pub(crate) const fn new(place: Place, reason: Reason) -> Self {
        Self { place, reason }
    }

    /// The location of the value's parameter.
    #[must_use]
    pub const fn place(&self) -> Place {
        self.place
    }

    /// The problem with the value.
    #[must_use]
    pub const fn reason(&self) -> &Reason {
        &self.reason
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} cannot be sent: {}", self.place, self.reason)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(name) => write!(f, "the path parameter `{name}`"),
            Self::Query(name) => write!(f, "the query parameter `{name}`"),
            Self::Header(name) => write!(f, "the header `{name}`"),
            Self::ExtraHeader => f.write_str("a header that was added"),
            Self::Cookie(name) => write!(f, "the cookie `{name}`"),
            Self::Body => f.write_str("the body"),
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("it is empty"),
            Self::DotSegment => f.write_str("`.` and `..` would lead to another path"),
            Self::NotHeaderText => f.write_str("it holds characters that a header cannot hold"),
            Self::NotCookieText => {
                f.write_str("it holds characters that a cookie cannot hold, and nothing may be encoded")
            }
            Self::MediaType(range) => write!(f, "it must be a media type within `{range}`"),
            Self::NotFinite => f.write_str("it is not a finite number"),
            Self::Shape(expected) => write!(f, "it must be {expected}"),
            Self::NotXmlText => f.write_str("it holds characters that XML does not have"),
            Self::NotXmlName => f.write_str("it has a key that cannot be the name of an element of XML"),
            Self::Serialize(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for RequestError {}
