//! Text of XML as a value of JSON, and the parts of JSON that it is put into.

use super::table::Holds;

/// Puts a comma behind the last item or member, if there is one since `open`.
pub(super) fn comma(out: &mut String, open: char) {
    if !out.ends_with(open) {
        out.push(',');
    }
}

/// The name of the next member.
pub(super) fn key(out: &mut String, name: &str) {
    comma(out, '{');
    string(name, out);
    out.push(':');
}

/// A string.
pub(super) fn string(text: &str, out: &mut String) {
    if text.bytes().all(|byte| byte >= 0x20 && byte != b'"' && byte != b'\\') {
        out.extend(["\"", text, "\""]);
    } else {
        out.push_str(&serde_json::Value::from(text).to_string());
    }
}

/// The value that a text is. One that is not what it should be is a string, which the reader of JSON then refuses at its
/// place.
pub(super) fn scalar(holds: &Holds, text: &str, out: &mut String) {
    let word = text.trim();
    match (holds, word) {
        (Holds::Text | Holds::Any, _) => string(text, out),
        (Holds::Word | Holds::Number | Holds::Boolean | Holds::Scalar, "") => out.push_str("null"),
        (Holds::Boolean, "1") => out.push_str("true"),
        (Holds::Boolean, "0") => out.push_str("false"),
        (Holds::Boolean | Holds::Scalar, "true" | "false") => out.push_str(word),
        (Holds::Number, _) => match number(word) {
            Some(number) => out.push_str(&number),
            None => string(word, out),
        },
        // `007` may be a number or a string, and stays what it is.
        (Holds::Scalar, _) if number(word).is_some_and(|number| number == word) => out.push_str(word),
        (Holds::Scalar, _) => string(text, out),
        (Holds::Word | Holds::Boolean | Holds::Object(_) | Holds::List(..) | Holds::Map(_), _) => string(word, out),
    }
}

/// The number that a word is, as JSON writes it: `+1`, `007` and `.5` are numbers of XML Schema too.
fn number(word: &str) -> Option<String> {
    let (minus, digits) = match word.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", word.strip_prefix('+').unwrap_or(word)),
    };
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let short = digits.trim_start_matches('0');
    let zero = if short.starts_with(|c: char| c.is_ascii_digit()) { "" } else { "0" };
    let number = format!("{minus}{zero}{short}");
    serde_json::from_str::<serde_json::Number>(&number).is_ok().then_some(number)
}
