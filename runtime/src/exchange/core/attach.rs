//! Attaching credentials to a request: the last thing that happens to it.
//!
//! What a credential's scheme occupies (a header, a query parameter, a cookie) is taken from whatever the
//! caller or a redirect's `Location` put there.

use std::borrow::Cow;

use http::header::COOKIE;
use http::uri::{PathAndQuery, Scheme};
use http::{HeaderMap, HeaderValue, Uri};
use percent_encoding::percent_decode_str;

use crate::credential::{Part, Supplied};
use crate::error::{CredentialError, Failure, ServerError};

/// Adds the credentials to a request's headers, and returns its URL with those that go into the query.
pub(super) fn attach(uri: Uri, headers: &mut HeaderMap, credentials: &[Supplied]) -> Result<Uri, Failure> {
    let mut uri = uri;
    for (index, credential) in credentials.iter().enumerate() {
        let part = credential.attachment.part()?;
        for earlier in &credentials[..index] {
            // The generator keeps these apart, but for schemes that the document does not declare.
            if part.shares_place(&earlier.attachment.part()?) {
                let scheme = credential.attachment.scheme().name;
                return Err(
                    CredentialError::Invalid { scheme, reason: "would replace another one of this call" }.into()
                );
            }
        }
        match part {
            Part::Header(name, value) => {
                headers.insert(name, value.clone());
            }
            Part::Query(pair) => uri = with_query(uri, pair)?,
            Part::Cookie(pair) => {
                let value = with_cookie(headers, pair).ok_or(CredentialError::Invalid {
                    scheme: credential.attachment.scheme().name,
                    reason: "can't stand beside the call's own cookies",
                })?;
                headers.insert(COOKIE, value);
            }
            // Nothing could present a certificate there, on this machine neither.
            Part::Nothing if uri.scheme() != Some(&Scheme::HTTPS) => {
                let scheme = credential.attachment.scheme().name;
                return Err(CredentialError::Invalid { scheme, reason: "can't be presented over plain http" }.into());
            }
            Part::Nothing => {}
        }
    }
    Ok(uri)
}

/// The URL with `pair` at the end of its query, and no other pair of that name.
fn with_query(uri: Uri, pair: &str) -> Result<Uri, ServerError> {
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
    parts.path_and_query = Some(PathAndQuery::try_from(target).map_err(|_| ServerError::Target)?);
    Uri::from_parts(parts).map_err(|_| ServerError::Target)
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
