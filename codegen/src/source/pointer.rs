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
        text.push('/');
        for c in key.chars() {
            match c {
                '~' => text.push_str("~0"),
                '/' => text.push_str("~1"),
                c => text.push(c),
            }
        }
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
        self.0.split('/').skip(1).map(|segment| segment.replace("~1", "/").replace("~0", "~"))
    }

    /// The last key of this place, unescaped; `None` for the root.
    #[must_use]
    pub fn last(&self) -> Option<String> {
        let at = self.0.rfind('/')?;
        Some(self.0[at + 1..].replace("~1", "/").replace("~0", "~"))
    }

    /// The pointer in RFC 6901's notation.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What follows `prefix` in this pointer, where `prefix` is this place or one above it.
    #[must_use]
    pub fn strip_prefix(&self, prefix: &Self) -> Option<&str> {
        let rest = self.0.strip_prefix(&prefix.0)?;
        (rest.is_empty() || rest.starts_with('/')).then_some(rest)
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "/" } else { &self.0 })
    }
}
