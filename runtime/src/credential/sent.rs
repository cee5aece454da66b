//! The credentials that a call has sent, to keep them out of what is shown of its answer: servers repeat what they refuse.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION};
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Request, Uri};
use percent_encoding::percent_decode_str;
use secrecy::SecretString;

use super::Supplied;

/// Credentials that a call has sent. It travels with the response that ends the call, in its extensions.
#[derive(Clone)]
pub(crate) struct Sent(Vec<Supplied>);

impl Sent {
    /// These credentials.
    pub(crate) const fn new(credentials: Vec<Supplied>) -> Self {
        Self(credentials)
    }

    /// The texts that a server got from the credentials, in each form that it may repeat, and from those that the caller
    /// put into the headers. The longest come first, so that none is hidden in part.
    pub(crate) fn texts(&self, headers: &HeaderMap) -> Vec<SecretString> {
        let (mut request, ()) = Request::new(()).into_parts();
        // A scheme that wants a TLS connection has nothing to add, and another needs an authority.
        request.uri = Uri::from_static("https://localhost/");
        let own = headers.iter().filter(|(name, value)| is_secret(name, value));
        request.headers.extend(own.map(|(name, value)| (name.clone(), value.clone())));
        let mut texts = Vec::new();
        for credential in &self.0 {
            // What could not be attached was not sent.
            if let Ok(way) = credential.attachment.way()
                && way.attach(&mut request).is_ok()
            {
                collect(&request, &mut texts);
            }
        }
        collect(&request, &mut texts);
        texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
        texts.into_iter().map(SecretString::from).collect()
    }
}

fn is_secret(name: &HeaderName, value: &HeaderValue) -> bool {
    value.is_sensitive() || [AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION].contains(name)
}

/// The texts in the headers and the query of a request that has nothing else.
fn collect(request: &Parts, texts: &mut Vec<String>) {
    for pair in request.uri.query().unwrap_or("").split('&') {
        let (_, value) = pair.split_once('=').unwrap_or(("", pair));
        texts.push(value.to_owned());
        texts.push(percent_decode_str(value).decode_utf8_lossy().into_owned());
    }
    for (name, value) in &request.headers {
        let value = String::from_utf8_lossy(value.as_bytes());
        if *name == COOKIE {
            texts.extend(value.split(';').filter_map(|pair| Some(pair.split_once('=')?.1.trim().to_owned())));
            continue;
        }
        texts.push(value.clone().into_owned());
        let Some((_, token)) = value.split_once(' ') else { continue };
        texts.push(token.to_owned());
        // A user name and a password, if the scheme is Basic.
        let pair = STANDARD.decode(token).unwrap_or_default();
        texts.extend(String::from_utf8_lossy(&pair).split_once(':').map(|(_, password)| password.to_owned()));
    }
}
