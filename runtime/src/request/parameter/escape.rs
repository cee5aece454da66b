//! Percent-encoding (RFC 3986), and `allowReserved`.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::error::Reason;

/// The set of characters that are percent-encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Escape {
    /// None: for headers.
    Nothing,
    /// None, and what a cookie cannot hold (RFC 6265) is refused: it would be read as something else.
    Cookie,
    /// All but the unreserved ones.
    All,
    /// `allowReserved` in a query: reserved ones stay, and so does what is encoded already. Only those that would
    /// end the value (`&`, `#`), be read as another (`+`), or that a query cannot hold (`[`, `]`) are encoded.
    ReservedInQuery,
    /// `allowReserved` in a path: as before, and `/` and `?`, which would end the segment, are encoded too.
    ReservedInPath,
}

/// Everything but RFC 3986's unreserved characters.
const ALL: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
const SHARED: &AsciiSet = &ALL
    .remove(b':')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');
const RESERVED_IN_QUERY: &AsciiSet = &SHARED.remove(b'/').remove(b'?');
const RESERVED_IN_PATH: &AsciiSet = &SHARED.remove(b'&').remove(b'+');

impl Escape {
    /// Refuses a value that can be written in no way.
    pub(crate) fn check(self, text: &str) -> Result<(), Reason> {
        let is_octet = |byte: u8| byte.is_ascii_graphic() && !b"\",;\\".contains(&byte);
        let is_fine = self != Self::Cookie || text.bytes().all(is_octet);
        is_fine.then_some(()).ok_or(Reason::NotCookieText)
    }

    /// As [`check`](Self::check), for a name.
    pub(crate) fn check_name(self, name: &str) -> Result<(), Reason> {
        if self == Self::Cookie && (name.is_empty() || name.contains('=')) {
            return Err(Reason::NotCookieText);
        }
        self.check(name)
    }

    /// Appends `text`.
    pub(crate) fn push(self, out: &mut String, text: &str) {
        match self {
            Self::Nothing | Self::Cookie => out.push_str(text),
            Self::All => out.extend(utf8_percent_encode(text, ALL)),
            Self::ReservedInQuery => push_keeping_encoded(out, text, RESERVED_IN_QUERY),
            Self::ReservedInPath => push_keeping_encoded(out, text, RESERVED_IN_PATH),
        }
    }
}

/// `%2F` stays as it is, while a `%` that begins no such triple is encoded.
fn push_keeping_encoded(out: &mut String, text: &str, set: &'static AsciiSet) {
    let mut parts = text.split('%');
    out.extend(parts.next().into_iter().flat_map(|part| utf8_percent_encode(part, set)));
    for part in parts {
        let is_triple = part.len() >= 2 && part.as_bytes()[..2].iter().all(u8::is_ascii_hexdigit);
        out.push_str(if is_triple { "%" } else { "%25" });
        out.extend(utf8_percent_encode(part, set));
    }
}
