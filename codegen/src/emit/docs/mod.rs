//! `summary`, `description` and every other text of the document that becomes documentation.
//!
//! ```yaml
//! description: "See [the guide](https://example.com). Returns a `Vec<u8>`, <b>not</b> an array[0]."
//! ```
//! Such text is CommonMark for OpenAPI and hostile for us: a code block would be run as a test, `[0]` looks like a link
//! to an item, `<b>` like a tag that nobody closes, and some characters reorder the source on screen. What [`clean`]
//! returns makes rustdoc and clippy say nothing, whatever the text was; lists, tables, emphasis, code spans and links
//! to the web survive.

mod block;
mod inline;

use std::borrow::Cow;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The text as Markdown that rustdoc takes without a warning.
pub(super) fn clean(text: &str) -> String {
    block::clean(&printable(text))
}

/// The text as one line of such Markdown, for lists and sentences.
pub(super) fn line(text: &str) -> String {
    let words: Vec<String> = printable(text).split_whitespace().map(str::to_owned).collect();
    inline::clean(&words.join(" "))
}

/// A lead such as `404:` with clean Markdown behind it: in the same line, or in paragraphs of their own where it has
/// several lines, which only there mean what they mean.
pub(super) fn led(lead: &str, markdown: &str) -> String {
    let separator = if markdown.contains('\n') { "\n\n" } else { " " };
    format!("{lead}{separator}{markdown}").trim_end().to_owned()
}

/// The text as a code span.
pub(super) fn code(text: &str) -> String {
    let text = printable(text).replace('\n', " ");
    let ticks = "`".repeat(longest_run(&text) + 1);
    let is_padded = text.trim().is_empty() || text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']);
    if is_padded { format!("{ticks} {text} {ticks}") } else { format!("{ticks}{text}{ticks}") }
}

/// The most backticks in a row.
fn longest_run(text: &str) -> usize {
    if text.contains('`') { text.split(|c| c != '`').map(str::len).max().unwrap_or(0) } else { 0 }
}

/// The text as a string literal whose source the runtime's macros put between backticks: those in it are escaped.
pub(super) fn documented(text: &str) -> Literal {
    if !text.contains('`') {
        return Literal::string(text);
    }
    let escape = |c: char| if c == '`' { r"\u{60}".to_owned() } else { c.escape_debug().to_string() };
    let source: String = text.chars().map(escape).collect();
    format!("\"{source}\"").parse().expect("a literal with other escapes is a literal")
}

/// The attributes of clean Markdown, one a line, as `///` would make them.
pub(super) fn attribute(markdown: &str) -> TokenStream {
    let lines = markdown.lines().map(|line| {
        let line = if line.is_empty() { Literal::string("") } else { literal(&format!(" {line}")) };
        quote!(#[doc = #line])
    });
    lines.collect()
}

/// The literal of a text. Plain text is read as one, as `Literal::string` takes eight times as long to escape nothing.
fn literal(text: &str) -> Literal {
    if is_plain(text.as_bytes()) && !text.contains('"') && !text.contains('\\') && !text.contains('\n') {
        return format!("\"{text}\"").parse().expect("plain text is a literal between quotation marks");
    }
    Literal::string(text)
}

/// The text with `\n` as its only line break, blanks for tabs, and without characters that are invisible or change the
/// direction of what surrounds them.
fn printable(text: &str) -> Cow<'_, str> {
    // Most texts are as they should be, and every text of the document passes here.
    if is_plain(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let breaks = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{b}', '\u{c}'], "\n");
    let visible = breaks.replace('\t', "    ");
    visible.chars().filter(|c| *c == '\n' || !(c.is_control() || is_format(*c))).collect()
}

/// Returns true if the text consists of letters, digits and signs of ASCII, blanks and `\n`. Uses an index and not an
/// iterator, because build scripts are not optimised.
fn is_plain(text: &[u8]) -> bool {
    let mut at = 0;
    while at < text.len() && matches!(text[at], b'\n' | b' '..=b'~') {
        at += 1;
    }
    at == text.len()
}

/// Bidirectional controls and other characters without a shape.
fn is_format(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests;
