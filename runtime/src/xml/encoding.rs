//! The text of a body: by its byte order mark, the response's `charset`, or the `encoding` that it declares, in this order.

use std::borrow::Cow;

/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// The maximum length of a declaration that is looked at.
const DECLARATION: usize = 256;

/// The text of a body. The error describes the problem.
pub(super) fn decode<'b>(body: &'b [u8], charset: Option<&str>) -> Result<Cow<'b, str>, &'static str> {
    if let Some(rest) = body.strip_prefix(MARK) {
        return utf8(rest);
    }
    let declared = declared(body).map(str::to_ascii_lowercase);
    match charset.or(declared.as_deref()) {
        None | Some("utf-8" | "utf8" | "us-ascii" | "ascii") => utf8(body),
        // The first 256 characters of Unicode.
        Some("iso-8859-1" | "latin1") => Ok(body.iter().map(|byte| char::from(*byte)).collect()),
        Some(_) => Err("the character set is not supported"),
    }
}

fn utf8(text: &[u8]) -> Result<Cow<'_, str>, &'static str> {
    std::str::from_utf8(text).map(Cow::Borrowed).map_err(|_| "the text is not UTF-8")
}

/// `encoding` of the declaration, which is ASCII in all supported character sets.
fn declared(body: &[u8]) -> Option<&str> {
    let rest = body.strip_prefix(b"<?xml")?;
    let rest = &rest[..rest.len().min(DECLARATION)];
    let end = memchr::memmem::find(rest, b"?>")?;
    let declaration = std::str::from_utf8(&rest[..end]).ok()?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next()
}
