//! Ways in which a credential gets into a request: a trait, and those that OpenAPI knows as its implementations.
//!
//! ```yaml
//! securitySchemes:
//!   JWT: { type: http, scheme: bearer }            # Header, Authorization
//!   Key: { type: apiKey, in: query, name: key }    # Query
//! ```
//! Each is made once, of a secret, and holds it in the form in which requests have it.

mod connection;
mod cookie;
mod header;
mod query;

use http::HeaderName;
use http::header::COOKIE;
use http::request::Parts;
use secrecy::SecretString;

pub(super) use connection::Connection;
pub(super) use cookie::Cookie;
pub(super) use header::{Header, authorization};
pub(super) use query::Query;

/// A credential in the form in which requests have it.
pub trait Attach: Send + Sync + 'static {
    /// The place of a request that it takes. A call with two credentials for one place fails before it is sent.
    fn carrier(&self) -> Carrier<'_>;

    /// Adds it to a request, in place of whatever the caller or a redirect put there. Nothing is added after it but other
    /// credentials. After an error it is also added to a request that is not sent, to find what must not be shown.
    ///
    /// # Errors
    /// If this request can't have it.
    fn attach(&self, request: &mut Parts) -> Result<(), AttachError>;

    /// The secret that it was made of, for a store that shares sessions. `None` if no other can be made of that.
    fn secret(&self) -> Option<SecretString> {
        None
    }
}

/// The place of a request that a credential takes.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Carrier<'a> {
    /// The header of this name.
    Header(&'a HeaderName),
    /// The query parameter of this name, percent-encoded.
    Query(&'a str),
    /// The cookie of this name.
    Cookie(&'a str),
    /// The connection: nothing is added to the request.
    Connection,
}

/// Why a request can't have a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AttachError {
    /// The reason, as in "the credential …". It must not hold the secret.
    Credential(&'static str),
    /// The request's URL with the credential is none.
    Target,
}

impl Carrier<'_> {
    /// Whether a request has room for only one of the two.
    pub(crate) fn is_shared(self, other: Carrier<'_>) -> bool {
        match (self, other) {
            (Carrier::Header(one), Carrier::Header(other)) => one == other,
            (Carrier::Query(one), Carrier::Query(other)) | (Carrier::Cookie(one), Carrier::Cookie(other)) => {
                one == other
            }
            (Carrier::Header(header), Carrier::Cookie(_)) | (Carrier::Cookie(_), Carrier::Header(header)) => {
                *header == COOKIE
            }
            (Carrier::Connection, _) | (_, Carrier::Connection) | (Carrier::Query(_), _) | (_, Carrier::Query(_)) => {
                false
            }
        }
    }
}
