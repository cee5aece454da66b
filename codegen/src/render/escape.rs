//! Text of the document in messages: it must not be able to steer a terminal or to hide what it says.

use std::borrow::Cow;

/// Writes control characters, line breaks and bidirectional controls as `\u{…}`.
pub(super) fn line(text: &str) -> Cow<'_, str> {
    if text.contains(is_unsafe) {
        Cow::Owned(text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
            push(&mut out, c);
            out
        }))
    } else {
        Cow::Borrowed(text)
    }
}

/// Same as [`line`], for JSON, which has an escape of its own for each character that may occur in it.
pub(super) fn json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_unsafe(c) {
            let mut units = [0; 2];
            c.encode_utf16(&mut units).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}")));
        } else {
            out.push(c);
        }
    }
    out
}

/// Appends one character, escaped where needed.
pub(super) fn push(out: &mut String, c: char) {
    if is_unsafe(c) {
        out.extend(c.escape_default());
    } else {
        out.push(c);
    }
}

fn is_unsafe(c: char) -> bool {
    c.is_control() || is_bidirectional_control(c) || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

fn is_bidirectional_control(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
