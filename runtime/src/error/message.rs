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

/// The members that hold a message, by preference, each with one that continues it: in lower case, letters only.
const MEMBERS: [(&str, Option<&str>); 13] = [
    ("message", None),
    ("msg", None),
    ("errormessage", None),
    ("exceptionmessage", None),
    ("error", Some("errordescription")),
    ("title", Some("detail")),
    ("detail", None),
    ("errors", None),
    ("errordescription", None),
    ("description", None),
    ("reason", None),
    ("fault", None),
    ("faultstring", None),
];

/// The maximum number of members in each other that lead to a message.
const MAX_DEPTH: usize = 6;

/// A text of a server as errors show it, without these secrets.
pub(crate) fn shown(text: &str, secrets: &[SecretString]) -> String {
    // Before it is cut, so that no part of a secret is left there.
    one_line(&secrets.iter().fold(text.to_owned(), |text, secret| without(&text, secret)))
}

/// The message in an error's body.
pub(crate) fn of(headers: &HeaderMap, body: &[u8], secrets: &[SecretString]) -> Option<Box<str>> {
    let text = std::str::from_utf8(body).ok().filter(|text| text.len() <= MAX_BODY)?;
    let text = text.trim_start_matches('\u{FEFF}').trim();
    let message = match serde_json::from_str(text) {
        Ok(json) => of_json(&json)?,
        Err(_) => of_text(headers, text)?.to_owned(),
    };
    let message = shown(&message, secrets);
    (!message.is_empty()).then(|| message.into())
}

fn of_json(json: &Value) -> Option<String> {
    match json {
        // A list of texts may be anything.
        Value::Array(list) => list.first().filter(|first| first.is_object()).and_then(|first| said(first, MAX_DEPTH)),
        one => said(one, MAX_DEPTH),
    }
}

/// The message that a value is or holds; of several the first.
fn said(value: &Value, depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Array(list) => said(list.first()?, depth),
        Value::Object(object) => {
            let member = |name: &str| object.iter().find(|(key, _)| is_called(key, name)).map(|(_, value)| value);
            let text = |name: &str| member(name)?.as_str().filter(|text| !text.trim().is_empty());
            let message = |(first, rest): &(&str, Option<&str>)| {
                let first = said(member(first)?, depth)?;
                Some(rest.and_then(text).map_or_else(|| first.clone(), |rest| format!("{first}: {rest}")))
            };
            let message = MEMBERS.iter().find_map(message)?;
            Some(
                object
                    .get("loc")
                    .and_then(place)
                    .map_or_else(|| message.clone(), |place| format!("{place}: {message}")),
            )
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// Returns true for a name in whatever case, with dashes, underscores or without.
fn is_called(key: &str, name: &str) -> bool {
    key.chars().filter(|c| !matches!(c, '_' | '-')).map(|c| c.to_ascii_lowercase()).eq(name.chars())
}

/// The place of a value that was sent, as FastAPI says it: `["body", "name"]`.
fn place(value: &Value) -> Option<String> {
    let step = |step: &Value| step.as_str().map(str::to_owned).or_else(|| step.as_u64().map(|index| index.to_string()));
    let steps: Option<Vec<String>> = value.as_array()?.iter().map(step).collect();
    steps.filter(|steps| !steps.is_empty()).map(|steps| steps.join("."))
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
            (r#"{"exception_message":"Invalid filter."}"#, Some("Invalid filter.")),
            (r#"{"Message":"Rate exceeded","__type":"Throttling"}"#, Some("Rate exceeded")),
            (r#"{"errorMessage":"too many"}"#, Some("too many")),
            (r#"{"code":3,"msg":"no space"}"#, Some("no space")),
            (
                r#"{"detail":[{"loc":["body",0,"name"],"msg":"Field required","input":"hunter2"}]}"#,
                Some("body.0.name: Field required"),
            ),
            (r#"{"detail":{"error":"locked"}}"#, Some("locked")),
            (r#"{"errors":["first","second"]}"#, Some("first")),
            (r#"{"errors":[{"title":"Invalid","detail":"no name"}]}"#, Some("Invalid: no name")),
            (r#"{"error":{"errors":[{"reason":"quota"}]}}"#, Some("quota")),
            (r#"{"error":true,"reason":"no such room"}"#, Some("no such room")),
            (r#"{"ok":false,"description":"Bad Request: chat not found"}"#, Some("Bad Request: chat not found")),
            (r#"{"error_description":"expired"}"#, Some("expired")),
            (r#"{"fault":{"faultstring":"Invalid ApiKey"}}"#, Some("Invalid ApiKey")),
            (r#"[{"message":"Session expired","errorCode":"INVALID_SESSION_ID"}]"#, Some("Session expired")),
            (r#"{"error":{"error":{"error":{"error":{"error":{"error":"deep"}}}}}}"#, None),
            (r#"{"value":"hunter2"}"#, None),
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
