//! The length of the underlined text of a place.

use crate::source::Format;

/// The maximum number of bytes that are examined: a document may be one line of many megabytes, with thousands of
/// places.
const REACH: usize = 4096;

/// The end of the word, number or quoted text that begins at `start`, on the same line.
pub(super) fn end(text: &str, start: usize, format: Format) -> usize {
    let reach = text.floor_char_boundary(start + REACH);
    let rest = text[start..reach].split(['\n', '\r']).next().unwrap_or_default();
    let length = match rest.chars().next() {
        None => return (start + 1).min(text.len()),
        Some(quote @ ('"' | '\'')) => quoted(rest, quote),
        Some('{' | '[' | '}' | ']' | ',') => 1,
        Some(_) => plain(rest, format == Format::Json || in_flow(&text[..start])),
    };
    start + length.max(rest.chars().next().map_or(1, char::len_utf8))
}

fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        if c == quote && !escaped {
            // Inside single quotes a quote is written twice.
            if quote == '"' || !rest[at + 1..].starts_with(quote) {
                return at + 1;
            }
            escaped = true;
        } else {
            escaped = c == '\\' && quote == '"' && !escaped;
        }
    }
    rest.trim_end().len()
}

/// A plain word ends before a colon or a comment; inside brackets at punctuation, too.
fn plain(rest: &str, flow: bool) -> usize {
    let colon = rest.find(": ").or_else(|| rest.ends_with(':').then(|| rest.len() - 1));
    let comment = rest.find(" #");
    let punctuation = if flow { rest.find([',', ']', '}']) } else { None };
    let end = [colon, comment, punctuation].into_iter().flatten().min().unwrap_or(rest.len());
    rest[..end].trim_end().len()
}

/// Returns true if a bracket is open on the line that ends `before`. A bracket opened beyond the examined text is not
/// found.
fn in_flow(before: &str) -> bool {
    let from = before.floor_char_boundary(before.len().saturating_sub(REACH));
    let Some(line) = before[from..].rsplit_once('\n').map(|(_, line)| line).or((from == 0).then_some(before)) else {
        return true;
    };
    line.matches(['{', '[']).count() > line.matches(['}', ']']).count()
}
