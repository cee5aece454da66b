//! Security Scheme Object: its name in the document, and where its credential goes.

/// A security scheme of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// Its key under `components.securitySchemes`.
    pub name: &'static str,
    /// Where its credential goes.
    pub placement: Placement<'static>,
}

/// Where a credential goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement<'a> {
    /// `Authorization: Bearer …`
    Bearer,
    /// `Authorization: Basic …`
    Basic,
    /// `Authorization: NAME …`, with the name of another scheme of HTTP.
    Http(&'a str),
    /// The header of this name.
    Header(&'a str),
    /// The query parameter of this name.
    Query(&'a str),
    /// The cookie of this name.
    Cookie(&'a str),
    /// The connection carries it (`mutualTLS`): nothing is added to a request.
    Connection,
    /// The document names the scheme without declaring it: each credential says for itself where it goes.
    Undeclared,
}
