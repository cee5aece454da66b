//! The credentials that a call has sent, to keep them out of what is shown of its answer: servers repeat what they
//! refuse.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION};
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Request, Uri};
use percent_encoding::percent_decode_str;
use secrecy::SecretString;
use serde_json::Value;

use super::Supplied;

/// Parts of the names that secrets have in bodies, parameters and headers, in lower case and without separators.
const NAMES: [&str; 11] = [
    "password",
    "passwd",
    "pwd",
    "passphrase",
    "secret",
    "token",
    "apikey",
    "accesskey",
    "privatekey",
    "credential",
    "assertion",
];

/// Whole names of secrets.
const WHOLE_NAMES: [&str; 5] = ["code", "otp", "pin", "key", "auth"];

/// The length from which a text is a secret because of its name: flags and numbers have such names, too.
const LEAST: usize = 4;

/// What a call has sent that is or may hold a credential. It travels with the response that ends the call, in its
/// extensions.
#[derive(Clone)]
pub(crate) struct Sent {
    pub(crate) credentials: Vec<Supplied>,
    /// Those of a jar.
    pub(crate) cookies: Option<HeaderValue>,
    /// Empty if it was a stream.
    pub(crate) body: Bytes,
}

impl Sent {
    /// The texts that must not be shown of what the server answers: the credentials, in each form that it may repeat,
    /// and what has the name of a secret in the caller's headers, in the query, and in a body of JSON or of a form. The
    /// longest come first, so that none is hidden in part.
    pub(crate) fn texts(&self, headers: &HeaderMap, target: &str) -> Vec<SecretString> {
        let (mut request, ()) = Request::new(()).into_parts();
        // A client certificate wants `https`, and a query wants an authority.
        request.uri = Uri::from_static("https://localhost/");
        let own = headers.iter().filter(|(name, value)| is_secret(name, value));
        request.headers.extend(own.map(|(name, value)| (name.clone(), value.clone())));
        if let Some(cookies) = &self.cookies {
            request.headers.append(COOKIE, cookies.clone());
        }
        let mut texts = Vec::new();
        for credential in &self.credentials {
            // What could not be attached was not sent.
            if let Ok(way) = credential.attachment.way()
                && way.attach(&mut request).is_ok()
            {
                of_request(&request, &mut texts);
            }
        }
        of_request(&request, &mut texts);
        let mut named = Vec::new();
        of_form(target.split_once('?').map_or("", |(_, query)| query), is_name, &mut named);
        of_body(&self.body, &mut named);
        texts.extend(named.into_iter().filter(|text| text.len() >= LEAST));
        texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
        texts.into_iter().map(SecretString::from).collect()
    }
}

fn is_secret(name: &HeaderName, value: &HeaderValue) -> bool {
    value.is_sensitive() || [AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION].contains(name) || is_name(name.as_str())
}

/// Returns true if this is the name of a secret.
fn is_name(name: &str) -> bool {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    let name: String = letters.map(|letter| letter.to_ascii_lowercase()).collect();
    WHOLE_NAMES.contains(&name.as_str()) || NAMES.iter().any(|part| name.contains(part))
}

/// The texts in the headers and the query of a request that has nothing else.
fn of_request(request: &Parts, texts: &mut Vec<String>) {
    of_form(request.uri.query().unwrap_or(""), |_| true, texts);
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

/// The values of a form whose names are chosen, encoded and decoded.
fn of_form(form: &str, is_chosen: impl Fn(&str) -> bool, texts: &mut Vec<String>) {
    let pairs = form.split('&').filter_map(|pair| pair.split_once('='));
    for (_, value) in pairs.filter(|(name, _)| is_chosen(name)) {
        texts.push(value.to_owned());
        texts.push(percent_decode_str(&value.replace('+', " ")).decode_utf8_lossy().into_owned());
    }
}

fn of_body(body: &[u8], texts: &mut Vec<String>) {
    match serde_json::from_slice(body) {
        Ok(json) => of_json(&json, false, texts),
        Err(_) => of_form(&String::from_utf8_lossy(body), is_name, texts),
    }
}

/// The texts in members with the name of a secret.
fn of_json(json: &Value, is_named: bool, texts: &mut Vec<String>) {
    match json {
        Value::String(text) if is_named => texts.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| of_json(item, is_named, texts)),
        Value::Object(members) => {
            members.iter().for_each(|(name, value)| of_json(value, is_named || is_name(name), texts));
        }
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    fn texts(headers: &[(&'static str, &'static str)], target: &str, body: &'static str) -> Vec<String> {
        let headers =
            headers.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        let sent = Sent { credentials: Vec::new(), cookies: None, body: Bytes::from_static(body.as_bytes()) };
        let texts = sent.texts(&headers.collect(), target);
        let mut texts: Vec<_> = texts.iter().map(|text| text.expose_secret().to_owned()).collect();
        texts.dedup();
        texts
    }

    #[test]
    fn secrets_are_known_by_their_names() {
        let body =
            r#"{"user":"bob","password":"hunter2","pin":"12","n":{"client_secret":["s-one",7]},"max_tokens":4096}"#;
        assert_eq!(texts(&[], "/log-in", body), ["hunter2", "s-one"]);
        assert_eq!(
            texts(&[], "/a?name=rex&apiKey=k%2F12", "grant=code&Pass-Word=a+b%21c"),
            ["a+b%21c", "k%2F12", "a b!c", "k/12"]
        );
        let headers = [
            ("x-api-key", "key-1"),
            ("cookie", "sid=c-1; b=c-22"),
            ("accept", "a/b"),
            ("authorization", "Basic dTpwdw=="),
        ];
        assert_eq!(texts(&headers, "/", "no form"), ["Basic dTpwdw==", "dTpwdw==", "key-1", "c-22", "c-1", "pw"]);
    }
}
