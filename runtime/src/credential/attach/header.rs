//! `http` schemes, and `apiKey` in a header: a ready value.

use http::header::AUTHORIZATION;
use http::request::Parts;
use http::{HeaderName, HeaderValue};
use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;

use super::{Attach, AttachError, Carrier};

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

/// A header with a credential.
pub(in crate::credential) struct Header {
    name: HeaderName,
    /// HPACK does not index it, and `Debug` does not show it.
    value: HeaderValue,
    /// What stands before the secret in the value; `None` if the secret is not what an issuer would give.
    prefix: Option<usize>,
}

impl Header {
    /// The header of this name.
    pub(in crate::credential) fn new(name: &str, secret: &str) -> Result<Self, &'static str> {
        let name = HeaderName::from_bytes(name.as_bytes()).ok().filter(|name| !RESERVED.contains(&name.as_str()));
        let name = name.ok_or("belongs to a header whose name HTTP forbids")?;
        Ok(Self { name, value: sensitive(secret)?, prefix: Some(0) })
    }

    /// The same, of which no store learns the secret.
    pub(in crate::credential) fn kept(self) -> Self {
        Self { prefix: None, ..self }
    }
}

/// `Authorization: SCHEME …`
pub(in crate::credential) fn authorization(scheme: &str, secret: &str) -> Result<Header, &'static str> {
    let value = sensitive(&Zeroizing::new([scheme, " ", secret].concat()))?;
    Ok(Header { name: AUTHORIZATION, value, prefix: Some(scheme.len() + 1) })
}

impl Attach for Header {
    fn carrier(&self) -> Carrier<'_> {
        Carrier::Header(&self.name)
    }

    fn attach(&self, request: &mut Parts) -> Result<(), AttachError> {
        request.headers.insert(&self.name, self.value.clone());
        Ok(())
    }

    fn secret(&self) -> Option<SecretString> {
        Some(self.value.to_str().ok()?.get(self.prefix?..)?.into())
    }
}

fn sensitive(text: &str) -> Result<HeaderValue, &'static str> {
    if text.trim() != text {
        return Err("begins or ends with white space or a line break");
    }
    // `http` lets bytes above ASCII pass, whose meaning no specification says.
    let value = HeaderValue::from_str(text).ok().filter(|_| text.is_ascii());
    let mut value = value.ok_or("holds a character that a header can't carry")?;
    value.set_sensitive(true);
    Ok(value)
}
