//! JSON Pointers (RFC 6901), the addresses that every part of the pipeline uses for places in a document.

use std::fmt;

/// A JSON Pointer from the root of the document that is being generated.
///
/// The root is the empty pointer. Members are appended escaped, so that any key round-trips.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// A pointer that is already written in RFC 6901's notation, as in a `$ref`'s fragment.
    #[must_use]
    pub fn from_escaped(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The member `key` of the object at this place.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + key.len() + 1);
        text.push_str(&self.0);
        push_key(&mut text, key);
        Self(text)
    }

    /// The element `index` of the array at this place.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// The place that `rest`, in RFC 6901's notation (empty, or beginning with `/`), names from here.
    #[must_use]
    pub fn join(&self, rest: &str) -> Self {
        Self(format!("{}{rest}", self.0))
    }

    /// The object or array that holds this place; `None` for the root.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.0.rfind('/').map(|at| Self(self.0[..at].to_owned()))
    }

    /// The unescaped keys from the root to this place.
    pub fn segments(&self) -> impl Iterator<Item = String> + '_ {
        self.0.split('/').skip(1).map(unescaped)
    }

    /// The last key of this place, unescaped; `None` for the root.
    #[must_use]
    pub fn last(&self) -> Option<String> {
        let at = self.0.rfind('/')?;
        Some(unescaped(&self.0[at + 1..]))
    }

    /// The pointer in RFC 6901's notation.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The rest of this pointer after `prefix`, if `prefix` is this place or an ancestor of it.
    #[must_use]
    pub fn strip_prefix(&self, prefix: &Self) -> Option<&str> {
        let rest = self.0.strip_prefix(&prefix.0)?;
        (rest.is_empty() || rest.starts_with('/')).then_some(rest)
    }
}

/// Appends the member `key` to the text of a pointer.
pub(crate) fn push_key(pointer: &mut String, key: &str) {
    pointer.push('/');
    // Keys are appended at every step of every walk, and few of them have anything to escape.
    if key.as_bytes().contains(&b'~') || key.as_bytes().contains(&b'/') {
        pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
    } else {
        pointer.push_str(key);
    }
}

/// Decodes `%20` and the like, as in a reference. Text that cannot be decoded is returned unchanged.
pub(crate) fn percent_decoded(text: &str) -> String {
    if !text.as_bytes().contains(&b'%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let digit = |at: usize| tail.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(u8::try_from(high * 16 + low).expect("two hexadecimal digits are a byte"));
                rest = &tail[2..];
            }
            (byte, _, _) => {
                bytes.push(*byte);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// A key between two `/` of a pointer, unescaped.
pub(crate) fn unescaped(segment: &str) -> String {
    if segment.as_bytes().contains(&b'~') { segment.replace("~1", "/").replace("~0", "~") } else { segment.to_owned() }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "/" } else { &self.0 })
    }
}
