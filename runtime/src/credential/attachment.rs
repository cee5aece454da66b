//! What a credential adds to a request, made once: a ready header value, a query pair or a cookie pair.
//!
//! Text that can't stand in its place (a line break in a header, say) makes an attachment that is an error: building a
//! client never fails, the first call does, and neither says what the text was.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, COOKIE};
use http::{HeaderName, HeaderValue};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

use super::{Placement, Scheme};
use crate::error::CredentialError;

/// All but the characters that RFC 3986 leaves unreserved.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Headers that belong to HTTP itself: a request whose credential replaced one could not be sent, or would go astray.
const RESERVED: &[&str] = &[
    "connection",
    "content-length",
    "content-type",
    "host",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// What a credential adds to a request. `Debug` shows where it goes and nothing of the secret.
pub struct Attachment {
    scheme: &'static Scheme,
    ready: Result<Ready, &'static str>,
}

enum Ready {
    Header(HeaderName, HeaderValue),
    Query(SecretString),
    Cookie(SecretString),
    Nothing,
}

/// One part of a request that holds a credential.
pub enum Part<'a> {
    /// A header; the value is marked sensitive.
    Header(&'a HeaderName, &'a HeaderValue),
    /// `name=value` for the query, percent-encoded.
    Query(&'a str),
    /// `name=value` for the `Cookie` header.
    Cookie(&'a str),
    /// Nothing: the connection carries the credential.
    Nothing,
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
        let secret = secret.expose_secret();
        let is_elsewhere = scheme.placement != Placement::Undeclared && scheme.placement != placement;
        let ready = match placement {
            _ if is_elsewhere => Err("goes to another place than the document says"),
            Placement::Connection => return Self::connection(scheme),
            Placement::Undeclared => Err("goes to a place that the document does not tell"),
            _ if secret.is_empty() => Err("is empty"),
            Placement::Bearer if secret.contains(' ') => Err("holds a space; `Bearer ` is added by the client"),
            Placement::Bearer => authorization("Bearer", secret),
            Placement::Basic => authorization("Basic", secret),
            Placement::Http(name) => authorization(name, secret),
            Placement::Header(name) => header(name, secret),
            Placement::Query("") => Err("belongs to a query parameter without a name"),
            Placement::Query(name) => Ok(Ready::Query(query(name, secret))),
            Placement::Cookie(name) => cookie(name, secret),
        };
        Self { scheme, ready }
    }

    /// The attachment of a user name and a password, for `Authorization: Basic …`.
    #[must_use]
    pub fn basic(scheme: &'static Scheme, username: &str, password: &SecretString) -> Self {
        if username.contains(':') {
            return Self { scheme, ready: Err("has a user name with a colon, which Basic can't send") };
        }
        let pair = Zeroizing::new([username, ":", password.expose_secret()].concat());
        Self::new(scheme, &STANDARD.encode(pair.as_bytes()).into())
    }

    /// The attachment of a client certificate: nothing, as the transport presents it. Only for schemes whose credential
    /// the connection carries: with another one a call would go out open.
    #[must_use]
    pub const fn connection(scheme: &'static Scheme) -> Self {
        let is_own = matches!(scheme.placement, Placement::Connection);
        Self { scheme, ready: if is_own { Ok(Ready::Nothing) } else { Err("is no client certificate") } }
    }

    /// The scheme that it belongs to.
    #[must_use]
    pub const fn scheme(&self) -> &'static Scheme {
        self.scheme
    }

    /// The secret that it was made of, to store it; none for Basic, which is never issued, and for connections.
    pub(crate) fn secret(&self) -> Option<SecretString> {
        let Ok(ready) = &self.ready else { return None };
        let text = match (ready, self.scheme.placement) {
            (Ready::Header(_, value), Placement::Header(_)) => value.to_str().ok()?.to_owned(),
            (Ready::Header(_, value), Placement::Bearer | Placement::Http(_)) => {
                value.to_str().ok()?.split_once(' ')?.1.to_owned()
            }
            (Ready::Query(pair), _) => {
                percent_decode_str(pair.expose_secret().split_once('=')?.1).decode_utf8().ok()?.into_owned()
            }
            (Ready::Cookie(pair), _) => pair.expose_secret().split_once('=')?.1.to_owned(),
            (Ready::Header(..) | Ready::Nothing, _) => return None,
        };
        Some(text.into())
    }

    /// What to add to a request.
    ///
    /// # Errors
    /// The secret can't stand where the scheme wants it.
    pub fn part(&self) -> Result<Part<'_>, CredentialError> {
        match &self.ready {
            Ok(Ready::Header(name, value)) => Ok(Part::Header(name, value)),
            Ok(Ready::Query(pair)) => Ok(Part::Query(pair.expose_secret())),
            Ok(Ready::Cookie(pair)) => Ok(Part::Cookie(pair.expose_secret())),
            Ok(Ready::Nothing) => Ok(Part::Nothing),
            Err(reason) => Err(CredentialError::Invalid { scheme: self.scheme.name, reason }),
        }
    }
}

impl Part<'_> {
    /// Whether a request has room for only one of the two.
    pub(crate) fn shares_place(&self, other: &Part<'_>) -> bool {
        fn name(pair: &str) -> Option<&str> {
            pair.split_once('=').map(|(name, _)| name)
        }
        match (self, other) {
            (Part::Header(one, _), Part::Header(other, _)) => one == other,
            (Part::Query(one), Part::Query(other)) | (Part::Cookie(one), Part::Cookie(other)) => {
                name(one) == name(other)
            }
            (Part::Header(header, _), Part::Cookie(_)) | (Part::Cookie(_), Part::Header(header, _)) => {
                **header == COOKIE
            }
            (Part::Nothing, _) | (_, Part::Nothing) | (Part::Query(_), _) | (_, Part::Query(_)) => false,
        }
    }
}

impl fmt::Debug for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attachment").field("scheme", &self.scheme).finish_non_exhaustive()
    }
}

impl fmt::Debug for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Part::Header(..) => "Header(…)",
            Part::Query(_) => "Query(…)",
            Part::Cookie(_) => "Cookie(…)",
            Part::Nothing => "Nothing",
        })
    }
}

fn authorization(name: &str, secret: &str) -> Result<Ready, &'static str> {
    sensitive(AUTHORIZATION, &Zeroizing::new([name, " ", secret].concat()))
}

fn header(name: &str, secret: &str) -> Result<Ready, &'static str> {
    let name = HeaderName::from_bytes(name.as_bytes()).ok().filter(|name| !RESERVED.contains(&name.as_str()));
    sensitive(name.ok_or("belongs to a header whose name HTTP forbids")?, secret)
}

/// A header that HPACK does not index and that `Debug` does not show.
fn sensitive(name: HeaderName, text: &str) -> Result<Ready, &'static str> {
    if text.trim() != text {
        return Err("begins or ends with white space or a line break");
    }
    // `http` lets bytes above ASCII pass, whose meaning no specification says.
    let value = HeaderValue::from_str(text).ok().filter(|_| text.is_ascii());
    let mut value = value.ok_or("holds a character that a header can't carry")?;
    value.set_sensitive(true);
    Ok(Ready::Header(name, value))
}

fn query(name: &str, secret: &str) -> SecretString {
    // The exact capacity: growing would leave copies behind that nothing wipes.
    let encoded = |text| utf8_percent_encode(text, ENCODED);
    let length = encoded(name).map(str::len).sum::<usize>() + 1 + encoded(secret).map(str::len).sum::<usize>();
    let mut pair = String::with_capacity(length);
    pair.extend(encoded(name));
    pair.push('=');
    pair.extend(encoded(secret));
    pair.into()
}

fn cookie(name: &str, secret: &str) -> Result<Ready, &'static str> {
    // RFC 6265: names are tokens, as those of headers are.
    if HeaderName::from_bytes(name.as_bytes()).is_err() {
        return Err("belongs to a cookie whose name HTTP forbids");
    }
    // RFC 6265's cookie-octet.
    let octet = |b: u8| matches!(b, 0x21 | 0x23..=0x2b | 0x2d..=0x3a | 0x3c..=0x5b | 0x5d..=0x7e);
    if !secret.bytes().all(octet) {
        return Err("holds a character that a cookie can't carry");
    }
    Ok(Ready::Cookie([name, "=", secret].concat().into()))
}
