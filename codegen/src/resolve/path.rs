//! Paths Object: the templates that are its keys.
//!
//! ```yaml
//! paths: { "/files/{id}.{format}": { … } }
//! ```
//! A template is text and names of path parameters, also several in one segment. Text is percent-encoded where a URL
//! needs it. A fragment is never sent, so documents use it to tell operations on one path apart; it is cut off.

use super::sink::Sink;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::source::Pointer;

/// A part of a template.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum TemplatePart {
    /// Text, ready to be sent.
    Text(String),
    /// The name of a parameter.
    Name(String),
}

/// The path without query and fragment.
pub(super) fn sent(template: &str) -> &str {
    let end = template.find(['?', '#']).unwrap_or(template.len());
    &template[..end]
}

/// The parts of a template.
pub(super) fn parts(template: &str) -> Vec<TemplatePart> {
    let mut parts = Vec::new();
    let mut text = sent(template);
    while let Some((before, name, after)) = first_name(text) {
        push_text(&mut parts, before);
        parts.push(TemplatePart::Name(name.to_owned()));
        text = after;
    }
    push_text(&mut parts, text);
    parts
}

/// Reports the fragments of paths, once for all of them: there are documents that have one in every path.
pub(super) fn fragments<'a>(templates: impl IntoIterator<Item = &'a String>, sink: &mut Sink<'_>) {
    let mut found = templates.into_iter().filter_map(|template| Some((template, template.find('#')?)));
    let Some((first, hash)) = found.next() else { return };
    let message = format!("the fragment `{}` of a path is never sent; it is left out", &first[hash..]);
    let at = Place::Key(Pointer::root().key("paths").key(first));
    let warning = Diagnostic::warning(Code::InvalidValue, at, message);
    sink.report(match found.count() {
        0 => warning,
        1 => warning.help("one other path has a fragment"),
        more => warning.help(format!("{more} other paths have a fragment")),
    });
}

/// The value that a query in a path gives to one name.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum QueryValue {
    /// A text that is always the same.
    Fixed(String),
    /// The value of the parameter of this name.
    Name(String),
}

/// The query of a path, which OpenAPI does not allow but some documents have to tell operations apart
/// (`/?Action=ListUsers`), or as the only place that tells of parameters (`/search?q={text}`).
pub(super) fn query(template: &str, at: &Pointer, sink: &mut Sink<'_>) -> Vec<(String, QueryValue)> {
    let end = template.find('#').unwrap_or(template.len());
    let Some((_, query)) = template[..end].split_once('?') else { return Vec::new() };
    let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(pair).collect::<Option<Vec<_>>>();
    let message = match &pairs {
        None => {
            let message = format!("a path has no query; declare `?{query}` as parameters");
            sink.error(Code::Unsupported, at, message);
            return Vec::new();
        }
        Some(_) if query.contains('{') => format!("a path has no query; `?{query}` is taken as parameters"),
        Some(_) => format!("a path has no query; `?{query}` is sent with every call"),
    };
    sink.warning(Code::InvalidValue, at, message);
    pairs.unwrap_or_default()
}

/// `name=text` or `name={parameter}`; `None` for text that is mixed with parameters.
fn pair(pair: &str) -> Option<(String, QueryValue)> {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    let value = match first_name(value) {
        Some(("", parameter, "")) => QueryValue::Name(parameter.to_owned()),
        Some(_) => return None,
        None => QueryValue::Fixed(value.to_owned()),
    };
    (!name.contains('{')).then(|| (name.to_owned(), value))
}

/// The first `{name}` with what stands before and after it.
fn first_name(text: &str) -> Option<(&str, &str, &str)> {
    text.match_indices('{').find_map(|(open, _)| {
        let rest = &text[open + 1..];
        let close = rest.find(['{', '}']).filter(|close| rest[*close..].starts_with('}'))?;
        Some((&text[..open], &rest[..close], &rest[close + 1..]))
    })
}

fn push_text(parts: &mut Vec<TemplatePart>, text: &str) {
    if !text.is_empty() {
        parts.push(TemplatePart::Text(encoded(text)));
    }
}

/// The text with everything percent-encoded that cannot stand in a URL's path (RFC 3986, `pchar` and `/`). What is
/// encoded already stays.
fn encoded(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut encoded = String::with_capacity(text.len());
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let is_triple =
            *byte == b'%' && bytes.get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit));
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/".contains(byte) || is_triple {
            encoded.push(char::from(*byte));
        } else {
            encoded.push('%');
            encoded.push(char::from(HEX[usize::from(byte >> 4)]));
            encoded.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::{QueryValue, TemplatePart, encoded, fragments, parts, query};
    use crate::diagnostics::Diagnostics;
    use crate::resolve::sink::Sink;
    use crate::source::Pointer;

    fn shown(template: &str) -> String {
        let parts = parts(template).into_iter().map(|part| match part {
            TemplatePart::Text(text) => text,
            TemplatePart::Name(name) => format!("<{name}>"),
        });
        parts.collect()
    }

    #[test]
    fn templates_are_text_and_names() {
        assert_eq!(shown("/pets/{petId}/photos"), "/pets/<petId>/photos");
        assert_eq!(shown("/{a}-{b}/{x}.json"), "/<a>-<b>/<x>.json");
        assert_eq!(shown("/a b/ü/%20/{id}:cancel"), "/a%20b/%C3%BC/%20/<id>:cancel");
        assert_eq!(shown("/odd}/{/{id}"), "/odd%7D/%7B/<id>");
    }

    #[test]
    fn literals_are_valid_in_a_path() {
        assert_eq!(encoded("/v1/a b/ü/x?y#z/%2F/50%/{"), "/v1/a%20b/%C3%BC/x%3Fy%23z/%2F/50%25/%7B");
        assert_eq!(encoded("/a:b@c(d)=e;f,g"), "/a:b@c(d)=e;f,g");
    }

    #[test]
    fn only_paths_are_paths() {
        assert_eq!(shown("/#Action=List"), "/");
        assert_eq!(shown("/search?type=user"), "/search");
    }

    #[test]
    fn fragments_are_reported_once() {
        let mut diagnostics = Diagnostics::default();
        let templates = ["/a", "/b#x", "/c#y", "/d#z"].map(str::to_owned);
        fragments(&templates, &mut Sink::new(&mut diagnostics));
        let said: Vec<_> = diagnostics.iter().map(|one| (one.message.as_str(), one.help.as_deref())).collect();
        let message = "the fragment `#x` of a path is never sent; it is left out";
        assert_eq!(said, [(message, Some("2 other paths have a fragment"))]);
    }

    #[test]
    fn queries_in_paths_are_fixed_texts_and_parameters() {
        let shown = |template| {
            let mut diagnostics = Diagnostics::default();
            let pairs = query(template, &Pointer::root(), &mut Sink::new(&mut diagnostics));
            let findings: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.code.name()).collect();
            let pairs = pairs.iter().map(|(name, value)| match value {
                QueryValue::Fixed(text) => format!("{name}={text}"),
                QueryValue::Name(parameter) => format!("{name}=<{parameter}>"),
            });
            (pairs.collect::<Vec<_>>().join(" "), findings.join(" "))
        };
        assert_eq!(shown("/search"), (String::new(), String::new()));
        assert_eq!(shown("/?type=user&flag#x"), ("type=user flag=".to_owned(), "invalid-value".to_owned()));
        assert_eq!(shown("/?type={kind}&a=b"), ("type=<kind> a=b".to_owned(), "invalid-value".to_owned()));
        assert_eq!(shown("/?type=a{kind}"), (String::new(), "unsupported".to_owned()));
        assert_eq!(shown("/?{name}=1"), (String::new(), "unsupported".to_owned()));
    }
}
