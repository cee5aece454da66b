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
    split(sent(template), encoded)
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

/// `name=value` of a query in a path. The texts are not encoded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) name: Vec<TemplatePart>,
    pub(super) value: Vec<TemplatePart>,
}

/// The query of a path, which OpenAPI does not allow but some documents have to tell operations apart
/// (`/?Action=ListUsers`), or as the only place that tells of parameters (`/search?q={text}`): its text and its pairs.
pub(super) fn query(template: &str) -> Option<(&str, Vec<Pair>)> {
    let end = template.find('#').unwrap_or(template.len());
    let (_, query) = template[..end].split_once('?')?;
    let (mut pairs, mut rest) = (Vec::new(), Some(query));
    while let Some(text) = rest {
        let (pair, after) = cut(text, '&').map_or((text, None), |(pair, after)| (pair, Some(after)));
        let (name, value) = cut(pair, '=').unwrap_or((pair, ""));
        if !pair.is_empty() {
            pairs.push(Pair { name: split(name, str::to_owned), value: split(value, str::to_owned) });
        }
        rest = after;
    }
    Some((query, pairs))
}

/// What stands before and after the first mark that is in no `{name}`.
fn cut(text: &str, mark: char) -> Option<(&str, &str)> {
    let mut start = 0;
    loop {
        let rest = &text[start..];
        let found = rest.find(mark)?;
        match first_name(rest) {
            Some((before, name, _)) if before.len() < found => start += before.len() + name.len() + "{}".len(),
            Some(_) | None => return Some((&text[..start + found], &rest[found + mark.len_utf8()..])),
        }
    }
}

/// The texts, each as `text` makes it, and the names of a template.
fn split(mut template: &str, text: fn(&str) -> String) -> Vec<TemplatePart> {
    let mut parts = Vec::new();
    let push = |parts: &mut Vec<_>, part: &str| {
        if !part.is_empty() {
            parts.push(TemplatePart::Text(text(part)));
        }
    };
    while let Some((before, name, after)) = first_name(template) {
        push(&mut parts, before);
        parts.push(TemplatePart::Name(name.to_owned()));
        template = after;
    }
    push(&mut parts, template);
    parts
}

/// The first `{name}` with what stands before and after it.
fn first_name(text: &str) -> Option<(&str, &str, &str)> {
    text.match_indices('{').find_map(|(open, _)| {
        let rest = &text[open + 1..];
        let close = rest.find(['{', '}']).filter(|close| rest[*close..].starts_with('}'))?;
        Some((&text[..open], &rest[..close], &rest[close + 1..]))
    })
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
    use super::{Pair, TemplatePart, encoded, fragments, parts, query};
    use crate::diagnostics::Diagnostics;
    use crate::resolve::sink::Sink;

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
    fn queries_in_paths_are_pairs_of_templates() {
        let shown = |template| {
            let side = |parts: &[TemplatePart]| {
                let parts = parts.iter().map(|part| match part {
                    TemplatePart::Text(text) => text.clone(),
                    TemplatePart::Name(name) => format!("<{name}>"),
                });
                parts.collect::<String>()
            };
            let pairs = query(template).map(|(_, pairs)| pairs).unwrap_or_default();
            let pairs = pairs.iter().map(|Pair { name, value }| format!("{}={}", side(name), side(value)));
            pairs.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(shown("/search"), "");
        assert_eq!(shown("/?type=user&flag#x"), "type=user flag=");
        assert_eq!(shown("/?type={kind}&a=b c"), "type=<kind> a=b c");
        assert_eq!(shown("/?type=a{kind}&{name}=1"), "type=a<kind> <name>=1");
        assert_eq!(shown("/?{a=b}=1&c={d&e}&&f=g=h"), "<a=b>=1 c=<d&e> f=g=h");
    }
}
