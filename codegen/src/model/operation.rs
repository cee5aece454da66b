//! Operation Object: one method on one path.

use super::{
    GuardId, Issuance, MediaKind, Parameter, Refresh, RequestBody, Response, SchemeId, Security, ServerGroupId, id,
};
use crate::source::Pointer;

id!(
    /// Identifies an [`Operation`].
    OperationId => operations: Operation
);

/// One operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// `/paths/~1pets/get`
    pub origin: Pointer,
    /// `operationId`, as written.
    pub id: Option<String>,
    /// The HTTP method.
    pub method: Method,
    /// The path template, as written, without query or fragment.
    pub path: String,
    /// The path template in parts.
    pub segments: Vec<PathSegment>,
    /// The pairs of a query that is part of the path in the document, which every call sends.
    pub query: Vec<QueryPair>,
    /// `tags`
    pub tags: Vec<String>,
    /// `summary`
    pub summary: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `deprecated`
    pub deprecated: bool,
    /// The path item's and the operation's own, merged: path parameters in the template's order, then the required
    /// ones, then the optional ones, each in document order. Headers that OpenAPI ignores (`Accept`, `Content-Type`,
    /// `Authorization`) are not among them.
    pub parameters: Vec<Parameter>,
    /// `requestBody`
    pub request_body: Option<RequestBody>,
    /// In the order codes, ranges, default.
    pub responses: Vec<Response>,
    /// The form of its successes, where they have several: each is an operation.
    pub form: Form,
    /// Its requirement, with inheritance applied.
    pub security: Security,
    /// The trait of the requirement; `None` if nothing is required and nothing is sent.
    pub guard: Option<GuardId>,
    /// The servers that it is sent to.
    pub servers: ServerGroupId,
    /// The credential that a success issues.
    pub issues: Option<Issuance>,
    /// The scheme whose live credential it renews.
    pub renews: Option<SchemeId>,
    /// The renewal by a refresh token that it is.
    pub refreshes: Option<Refresh>,
    /// The scheme whose credential is void after a success.
    pub revokes: Option<SchemeId>,
    /// True if it has bodies of XML that a client without XML cannot do without, so that it is left out.
    pub needs_xml: bool,
}

/// A form of an operation's successes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// The only one, or the first.
    First,
    /// A stream, where the first form is none.
    Stream,
    /// Another, by its media types.
    As(MediaKind, Vec<String>),
}

/// The methods that a Path Item Object knows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Method {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
    Trace,
    Query,
    /// One of `additionalOperations` (3.2), as it is sent.
    Other(String),
}

/// `name=value` of a query that is part of a path, each in parts that are not encoded. Parameters in it are text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct QueryPair {
    pub name: Vec<PathSegment>,
    pub value: Vec<PathSegment>,
}

/// A part of a path template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathSegment {
    /// Text; in a path with `/`, percent-encoded as it is sent.
    Literal(String),
    /// `{name}`: the index of the parameter in [`Operation::parameters`].
    Parameter(usize),
}

impl Method {
    /// The method in upper case: `GET`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
            Self::Query => "QUERY",
            Self::Other(name) => name,
        }
    }

    /// Its key in a Path Item Object or in its `additionalOperations`: `get`.
    #[must_use]
    pub fn key(&self) -> &str {
        match self {
            Self::Get => "get",
            Self::Put => "put",
            Self::Post => "post",
            Self::Delete => "delete",
            Self::Options => "options",
            Self::Head => "head",
            Self::Patch => "patch",
            Self::Trace => "trace",
            Self::Query => "query",
            Self::Other(name) => name,
        }
    }
}
