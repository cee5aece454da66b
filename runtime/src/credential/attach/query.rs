//! `apiKey` in the query: a ready pair.

use std::borrow::Cow;

use http::Uri;
use http::request::Parts;
use http::uri::PathAndQuery;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use secrecy::{ExposeSecret, SecretString};

use super::{Attach, AttachError, Carrier};

/// All but the characters that RFC 3986 leaves unreserved.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A pair of the query with a credential, percent-encoded.
pub(in crate::credential) struct Query(SecretString);

impl Query {
    /// The parameter of this name.
    pub(in crate::credential) fn new(name: &str, secret: &str) -> Result<Self, &'static str> {
        if name.is_empty() {
            return Err("belongs to a query parameter without a name");
        }
        // The exact capacity: growing would leave copies behind that nothing wipes.
        let encoded = |text| utf8_percent_encode(text, ENCODED);
        let length = encoded(name).map(str::len).sum::<usize>() + 1 + encoded(secret).map(str::len).sum::<usize>();
        let mut pair = String::with_capacity(length);
        pair.extend(encoded(name));
        pair.push('=');
        pair.extend(encoded(secret));
        Ok(Self(pair.into()))
    }
}

impl Attach for Query {
    fn carrier(&self) -> Carrier<'_> {
        let pair = self.0.expose_secret();
        Carrier::Query(pair.split_once('=').map_or(pair, |(name, _)| name))
    }

    fn attach(&self, request: &mut Parts) -> Result<(), AttachError> {
        request.uri =
            with_query(std::mem::take(&mut request.uri), self.0.expose_secret()).ok_or(AttachError::Target)?;
        Ok(())
    }

    fn secret(&self) -> Option<SecretString> {
        let (_, secret) = self.0.expose_secret().split_once('=')?;
        Some(percent_decode_str(secret).decode_utf8().ok()?.into_owned().into())
    }
}

/// The URL with `pair` at the end of its query, and no other pair of that name.
fn with_query(uri: Uri, pair: &str) -> Option<Uri> {
    let name = query_name(pair);
    let others = uri.query().unwrap_or("").split('&').filter(|other| !other.is_empty() && query_name(other) != name);
    let mut target = String::with_capacity(uri.path().len() + uri.query().map_or(0, str::len) + pair.len() + 2);
    target.push_str(uri.path());
    target.push('?');
    for other in others {
        target.push_str(other);
        target.push('&');
    }
    target.push_str(pair);
    let mut parts = uri.into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(target).ok()?);
    Uri::from_parts(parts).ok()
}

/// The name in `name=value`, as servers read it.
fn query_name(pair: &str) -> Cow<'_, [u8]> {
    let name = pair.split_once('=').map_or(pair, |(name, _)| name);
    let spaced = if name.contains('+') { Cow::Owned(name.replace('+', " ")) } else { Cow::Borrowed(name) };
    match spaced {
        Cow::Borrowed(name) => percent_decode_str(name).into(),
        Cow::Owned(name) => Cow::Owned(percent_decode_str(&name).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_credential_takes_the_place_of_others_of_its_name() {
        for (url, expected) in [
            ("https://h/p", "https://h/p?api%20key=s"),
            ("https://h/p?a=b", "https://h/p?a=b&api%20key=s"),
            ("https://h/p?api+key=x&a&%61pi%20key=y&api%20keys=z", "https://h/p?a&api%20keys=z&api%20key=s"),
            ("https://h?api%20key", "https://h/?api%20key=s"),
        ] {
            let uri = with_query(Uri::from_static(url), "api%20key=s").expect("a valid URL");
            assert_eq!(uri.to_string(), expected);
        }
    }
}
