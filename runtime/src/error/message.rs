//! The message that a server gives with an error, in a form that can be shown: short, one line, without the secrets of
//! the call.

use http::{HeaderMap, header};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

/// The maximum number of characters of a message.
const MAX_CHARS: usize = 300;

/// The maximum number of bytes of a body that is searched for a message.
const MAX_BODY: usize = 64 * 1024;

/// The members that hold a message, by preference, each with one that continues it.
const MEMBERS: [(&str, Option<&str>); 6] = [
    ("/message", None),
    ("/error", Some("/error_description")),
    ("/error/message", None),
    ("/title", Some("/detail")),
    ("/detail", None),
    ("/errors/0/message", None),
];

/// A text of a server as errors show it, without these secrets.
#[cfg(feature = "oauth2")]
pub(crate) fn shown(text: &str, secrets: &[SecretString]) -> String {
    one_line(&secrets.iter().fold(text.to_owned(), |text, secret| without(&text, secret)))
}

/// The message in an error's body.
pub(super) fn of(headers: &HeaderMap, body: &[u8], secrets: &[SecretString]) -> Option<Box<str>> {
    let text = std::str::from_utf8(body).ok().filter(|text| text.len() <= MAX_BODY)?;
    let text = text.trim_start_matches('\u{FEFF}').trim();
    let message = match serde_json::from_str(text) {
        Ok(json) => of_json(&json)?,
        Err(_) => of_text(headers, text)?.to_owned(),
    };
    // First, so that no part of a secret is left where the message is cut.
    let message = secrets.iter().fold(message, |message, secret| without(&message, secret));
    let message = one_line(&message);
    (!message.is_empty()).then(|| message.into())
}

fn of_json(json: &Value) -> Option<String> {
    let text = |value: Option<&Value>| value?.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned);
    let member = |pointer: &str| text(json.pointer(pointer));
    let message = |(first, rest): &(&str, Option<&str>)| match (member(first)?, rest.and_then(member)) {
        (first, Some(rest)) => Some(format!("{first}: {rest}")),
        (first, None) => Some(first),
    };
    text(Some(json)).or_else(|| MEMBERS.iter().find_map(message))
}

/// The first line of a text that is neither markup nor the beginning of broken JSON.
fn of_text<'a>(headers: &HeaderMap, text: &'a str) -> Option<&'a str> {
    let media_type = headers.get(header::CONTENT_TYPE).map_or(&b"text/plain"[..], |value| value.as_bytes());
    let media_type = String::from_utf8_lossy(media_type).to_ascii_lowercase();
    let is_text = media_type.starts_with("text/") || media_type.contains("json");
    let is_markup = media_type.contains("html") || media_type.contains("xml");
    (is_text && !is_markup && !text.starts_with(['<', '{', '['])).then(|| text.lines().next())?
}

/// The text without a secret, in whatever case.
fn without(text: &str, secret: &SecretString) -> String {
    let secret = Zeroizing::new(secret.expose_secret().to_ascii_lowercase());
    if secret.is_empty() {
        return text.to_owned();
    }
    // Of the same length: a position in it is one in the text.
    let lower = text.to_ascii_lowercase();
    let (mut shown, mut end) = (String::new(), 0);
    for (at, found) in lower.match_indices(secret.as_str()) {
        shown.push_str(&text[end..at]);
        shown.push_str("(redacted)");
        end = at + found.len();
    }
    shown + &text[end..]
}

/// The beginning of the text, without what breaks lines or changes how others are shown.
fn one_line(text: &str) -> String {
    let is_harmful = |c: char| {
        c.is_control()
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
    };
    let harmless: String = text.chars().map(|c| if is_harmful(c) { ' ' } else { c }).collect();
    let mut line: String = harmless.trim().chars().take(MAX_CHARS).collect();
    if line.len() < harmless.trim().len() {
        line.pop();
        line.push('…');
    }
    line
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn message(media_type: &'static str, body: &str, secrets: &[&str]) -> Option<String> {
        let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static(media_type))]);
        let secrets: Vec<_> = secrets.iter().map(|secret| SecretString::from(*secret)).collect();
        of(&headers, body.as_bytes(), &secrets).map(String::from)
    }

    #[test]
    fn the_message_is_where_servers_put_it() {
        for (body, expected) in [
            (r#"{"message":"no such pet","error":"Not Found"}"#, Some("no such pet")),
            (r#"{"message":" ","error":"Not Found"}"#, Some("Not Found")),
            (r#"{"error":"invalid_grant","error_description":"expired"}"#, Some("invalid_grant: expired")),
            (r#"{"error":{"code":7,"message":"no such model"}}"#, Some("no such model")),
            (r#"{"type":"about:blank","title":"Conflict","detail":"taken","status":409}"#, Some("Conflict: taken")),
            (r#"{"title":"Conflict"}"#, Some("Conflict")),
            (r#"{"detail":"Not authenticated"}"#, Some("Not authenticated")),
            (r#"{"errors":[{"message":"The CSRF token is missing."}]}"#, Some("The CSRF token is missing.")),
            ("\u{FEFF}\"a text\"", Some("a text")),
            (r#"{"detail":[{"loc":["body"],"input":"hunter2"}]}"#, None),
            (r#"{"message":7}"#, None),
            (r#"["why"]"#, None),
            (r#"{"message":"no e"#, None),
            ("not JSON at all\nsecond line", Some("not JSON at all")),
            ("", None),
        ] {
            assert_eq!(message("application/json", body, &[]).as_deref(), expected, "{body}");
        }
        for (media_type, body, expected) in [
            ("text/plain; charset=utf-8", "\r\n busy \r\nserver x", Some("busy")),
            ("text/html", "Not Found", None),
            ("text/plain", "<!doctype html><title>x</title>", None),
            ("application/xml", "why", None),
            ("application/octet-stream", "why", None),
        ] {
            assert_eq!(message(media_type, body, &[]).as_deref(), expected, "{media_type}: {body}");
        }
        assert_eq!(of(&HeaderMap::new(), b"why", &[]).as_deref(), Some("why"));
        assert_eq!(of(&HeaderMap::new(), b"\xFF", &[]), None);
        assert_eq!(message("application/json", &"[".repeat(10_000), &[]), None);
    }

    #[test]
    fn the_message_is_one_short_line() {
        let shown = message("text/plain", &"ü".repeat(301), &[]).expect("there is a text");
        assert_eq!(shown, format!("{}…", "ü".repeat(299)));
        assert_eq!(message("text/plain", &"ü".repeat(300), &[]), Some("ü".repeat(300)));
        let harmful = r#"{"message":"\u001b[31ma\r\nb\u0000\u202ec\u2028d\u0085e "}"#;
        assert_eq!(message("application/json", harmful, &[]).as_deref(), Some("[31ma  b  c d e"));
    }

    #[test]
    fn the_message_has_no_secret() {
        let shown = |text, secrets: &[&str]| message("text/plain", text, secrets).expect("there is a text");
        assert_eq!(shown("key K-7 (k-7) of bob", &["k-7", ""]), "key (redacted) ((redacted)) of bob");
        let long = format!("{}hunter2", "x".repeat(295));
        assert!(!shown(&long, &["hunter2"]).contains("hun"), "the secret is removed before the text is cut");
        assert_eq!(shown("ÄÖ-geheim", &["äö-geheim", "Ö-GEHEIM"]), "Ä(redacted)");
    }
}
