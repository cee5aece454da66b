//! What a credential adds to a request, made once.
//!
//! Text that can't stand in its place (a line break in a header, say) makes an attachment that is an error: building a
//! client never fails, the first call does, and neither says what the text was.

use std::fmt;
use std::sync::{Arc, OnceLock};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

use super::attach::{Attach, Connection, Cookie, Header, Query, authorization};
use super::{Placement, Scheme};
use crate::error::CredentialError;

/// What a credential adds to a request. `Debug` shows where it goes and nothing of the secret.
pub struct Attachment {
    scheme: &'static Scheme,
    way: Result<Box<dyn Attach>, &'static str>,
    /// Those of the other credentials that the same login issued.
    beside: OnceLock<Vec<Arc<Attachment>>>,
}

impl Attachment {
    /// The attachment of a token, a key, or whatever else the scheme sends. For Basic see [`Attachment::basic`]; given
    /// to that scheme, `secret` is what follows `Basic `.
    #[must_use]
    pub fn new(scheme: &'static Scheme, secret: &SecretString) -> Self {
        Self::placed(scheme, scheme.placement, secret)
    }

    /// As [`Attachment::new`], for a scheme of which the document does not say where its credential goes.
    #[must_use]
    pub fn placed(scheme: &'static Scheme, placement: Placement<'_>, secret: &SecretString) -> Self {
        let is_elsewhere = scheme.placement != Placement::Undeclared && scheme.placement != placement;
        if !is_elsewhere && placement == Placement::Connection {
            return Self::connection(scheme);
        }
        let way = if is_elsewhere { Err(ELSEWHERE) } else { way(placement, secret.expose_secret()) };
        Self { scheme, way, beside: OnceLock::new() }
    }

    /// The attachment of a user name and a password, for `Authorization: Basic …`.
    #[must_use]
    pub fn basic(scheme: &'static Scheme, username: &str, password: &SecretString) -> Self {
        if username.contains(':') {
            let way = Err("has a user name with a colon, which Basic can't send");
            return Self { scheme, way, beside: OnceLock::new() };
        }
        let pair = Zeroizing::new([username, ":", password.expose_secret()].concat());
        Self::new(scheme, &STANDARD.encode(pair.as_bytes()).into())
    }

    /// The attachment of a client certificate: nothing, as the transport presents it. Only for schemes whose credential
    /// the connection carries: with another one a call would go out open.
    #[must_use]
    pub fn connection(scheme: &'static Scheme) -> Self {
        let is_own = matches!(scheme.placement, Placement::Connection);
        let way: Result<Box<dyn Attach>, _> =
            if is_own { Ok(Box::new(Connection)) } else { Err("is no client certificate") };
        Self { scheme, way, beside: OnceLock::new() }
    }

    /// The attachment of a credential that gets into requests in a way of its own, such as a signature, to the place
    /// that the document says.
    #[must_use]
    pub fn by(scheme: &'static Scheme, way: impl Attach) -> Self {
        let is_there = scheme.placement.is_at(way.carrier());
        let way: Result<Box<dyn Attach>, _> = if is_there { Ok(Box::new(way)) } else { Err(ELSEWHERE) };
        Self { scheme, way, beside: OnceLock::new() }
    }

    /// The scheme that it belongs to.
    #[must_use]
    pub const fn scheme(&self) -> &'static Scheme {
        self.scheme
    }

    /// Keeps those of the other credentials that the same login issued. Once: later ones have no effect.
    pub(crate) fn keep_beside(&self, others: Vec<Arc<Self>>) {
        let _ = self.beside.set(others);
    }

    /// That of the credential of a scheme which the same login issued.
    pub(crate) fn beside(&self, scheme: &Scheme) -> Option<&Arc<Self>> {
        self.beside.get()?.iter().find(|other| other.scheme == scheme)
    }

    /// The secret that it was made of, to store it; none for Basic, which is never issued, and for connections.
    pub(crate) fn secret(&self) -> Option<SecretString> {
        self.way.as_ref().ok()?.secret()
    }

    /// The way into a request.
    ///
    /// # Errors
    /// The secret can't stand where the scheme wants it.
    pub fn way(&self) -> Result<&dyn Attach, CredentialError> {
        match &self.way {
            Ok(way) => Ok(&**way),
            Err(reason) => Err(CredentialError::Invalid { scheme: self.scheme.name, reason }),
        }
    }
}

/// What is wrong with a credential that goes where the document does not say.
const ELSEWHERE: &str = "goes to another place than the document says";

/// The way that a document describes.
fn way(placement: Placement<'_>, secret: &str) -> Result<Box<dyn Attach>, &'static str> {
    Ok(match placement {
        Placement::Connection => Box::new(Connection),
        Placement::Undeclared => return Err("goes to a place that the document does not tell"),
        _ if secret.is_empty() => return Err("is empty"),
        Placement::Bearer if secret.contains(' ') => return Err("holds a space; `Bearer ` is added by the client"),
        Placement::Bearer => Box::new(authorization("Bearer", secret)?),
        Placement::Basic => Box::new(authorization("Basic", secret)?.kept()),
        Placement::Http(name) => Box::new(authorization(name, secret)?),
        Placement::Header(name) => Box::new(Header::new(name, secret)?),
        Placement::Query(name) => Box::new(Query::new(name, secret)?),
        Placement::Cookie(name) => Box::new(Cookie::new(name, secret)?),
    })
}

impl fmt::Debug for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attachment").field("scheme", &self.scheme).finish_non_exhaustive()
    }
}
