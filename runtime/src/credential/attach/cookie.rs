//! `apiKey` in a cookie: a ready pair.

use http::header::COOKIE;
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};

use super::{Attach, AttachError, Carrier};

/// A cookie with a credential.
pub(in crate::credential) struct Cookie(SecretString);

impl Cookie {
    /// The cookie of this name.
    pub(in crate::credential) fn new(name: &str, secret: &str) -> Result<Self, &'static str> {
        // RFC 6265: names are tokens, as those of headers are.
        if HeaderName::from_bytes(name.as_bytes()).is_err() {
            return Err("belongs to a cookie whose name HTTP forbids");
        }
        // RFC 6265's cookie-octet.
        let octet = |b: u8| matches!(b, 0x21 | 0x23..=0x2b | 0x2d..=0x3a | 0x3c..=0x5b | 0x5d..=0x7e);
        if !secret.bytes().all(octet) {
            return Err("holds a character that a cookie can't carry");
        }
        Ok(Self([name, "=", secret].concat().into()))
    }
}

impl Attach for Cookie {
    fn carrier(&self) -> Carrier<'_> {
        let pair = self.0.expose_secret();
        Carrier::Cookie(pair.split_once('=').map_or(pair, |(name, _)| name))
    }

    fn attach(&self, request: &mut Parts) -> Result<(), AttachError> {
        let cookies = with_cookie(&request.headers, self.0.expose_secret());
        let cookies = cookies.ok_or(AttachError::Credential("can't stand beside the call's own cookies"))?;
        request.headers.insert(COOKIE, cookies);
        Ok(())
    }

    fn secret(&self) -> Option<SecretString> {
        let (_, secret) = self.0.expose_secret().split_once('=')?;
        Some(secret.into())
    }
}

/// One `Cookie` header with the call's own cookies and `pair`, and no other cookie of that name.
fn with_cookie(headers: &HeaderMap, pair: &str) -> Option<HeaderValue> {
    let name = |cookie: &str| cookie.split_once('=').map_or(cookie, |(name, _)| name).trim().to_owned();
    let mut cookies = Vec::new();
    for value in headers.get_all(COOKIE) {
        let others = value.to_str().ok()?.split(';').map(str::trim);
        cookies.extend(others.filter(|other| !other.is_empty() && name(other) != name(pair)));
    }
    cookies.push(pair);
    let mut value = HeaderValue::from_str(&cookies.join("; ")).ok()?;
    value.set_sensitive(true);
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_credential_joins_the_other_cookies() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_static("a=1; sid=x"));
        headers.append(COOKIE, HeaderValue::from_static(" sid=y ;b=2"));
        let value = with_cookie(&headers, "sid=s").expect("all are header text");
        assert_eq!(value, "a=1; b=2; sid=s");
        assert!(value.is_sensitive());
    }
}
