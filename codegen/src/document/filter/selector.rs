//! Selectors, by which a filter names operations.
//!
//! ```text
//! tag=pets    path=/pets/**    operation=listPets
//! ```

use std::fmt;
use std::str::FromStr;

/// Names operations by a tag, by their path, or by their id.
///
/// In each of them `*` stands for any text without a `/`, and `**` for any text. A pattern that ends with `/**` takes
/// what stands before it too: `/repos/**` are `/repos` and all paths below it.
///
/// ```
/// use warded_codegen::Selector;
///
/// let selector: Selector = "path=/repos/**".parse().expect("it is of the form KIND=PATTERN");
/// assert_eq!(selector, Selector::path("/repos/**"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Selector {
    /// Operations that have a tag of this name, or one that descends from it.
    Tag(String),
    /// Operations on this path, as the document writes it: `/pets/{id}`.
    Path(String),
    /// The operation with this `operationId`; one that has none is called by its method and path, `GET /pets`.
    Operation(String),
}

/// The properties of an operation that a selector is compared with.
pub(super) struct Candidate {
    /// Its tags, and their ancestors.
    pub(super) tags: Vec<String>,
    pub(super) path: String,
    pub(super) id: String,
}

impl Selector {
    /// Operations that have a tag of this name, or one that descends from it.
    pub fn tag(pattern: impl Into<String>) -> Self {
        Self::Tag(pattern.into())
    }

    /// Operations on this path, as the document writes it.
    pub fn path(pattern: impl Into<String>) -> Self {
        Self::Path(pattern.into())
    }

    /// The operation with this `operationId`, or with this method and path if it has none.
    pub fn operation(pattern: impl Into<String>) -> Self {
        Self::Operation(pattern.into())
    }

    /// Returns true if it names the operation.
    pub(super) fn selects(&self, operation: &Candidate) -> bool {
        self.names(operation).into_iter().any(|name| matches(self.pattern(), name))
    }

    /// The names of an operation that are of the selector's kind.
    pub(super) fn names<'o>(&self, operation: &'o Candidate) -> Vec<&'o str> {
        match self {
            Self::Tag(_) => operation.tags.iter().map(String::as_str).collect(),
            Self::Path(_) => vec![&operation.path],
            Self::Operation(_) => vec![&operation.id],
        }
    }

    pub(super) fn pattern(&self) -> &str {
        match self {
            Self::Tag(pattern) | Self::Path(pattern) | Self::Operation(pattern) => pattern,
        }
    }

    /// The same kind of selector with another pattern.
    pub(super) fn with_pattern(&self, pattern: String) -> Self {
        match self {
            Self::Tag(_) => Self::Tag(pattern),
            Self::Path(_) => Self::Path(pattern),
            Self::Operation(_) => Self::Operation(pattern),
        }
    }
}

impl FromStr for Selector {
    type Err = String;

    /// From `tag=…`, `path=…` or `operation=…`.
    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some((_, "")) => Err(format!("`{text}` names nothing")),
            Some(("tag", pattern)) => Ok(Self::tag(pattern)),
            Some(("path", pattern)) if !pattern.starts_with(['/', '*']) => Err("a path begins with `/`".to_owned()),
            Some(("path", pattern)) => Ok(Self::path(pattern)),
            Some(("operation", pattern)) => Ok(Self::operation(pattern)),
            Some(_) | None => Err("expected tag=NAME, path=PATH or operation=ID".to_owned()),
        }
    }
}

/// The notation that `FromStr` reads.
impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self {
            Self::Tag(_) => "tag",
            Self::Path(_) => "path",
            Self::Operation(_) => "operation",
        };
        write!(f, "{kind}={}", self.pattern())
    }
}

fn matches(pattern: &str, text: &str) -> bool {
    pattern.strip_suffix("/**").is_some_and(|folder| glob(folder, text)) || glob(pattern, text)
}

fn glob(pattern: &str, text: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(text) = text.strip_prefix(head) else { return false };
    let (rest, reach) = match rest.strip_prefix('*') {
        Some(rest) => (rest, text.len()),
        None => (rest, text.find('/').unwrap_or(text.len())),
    };
    (0..=reach).filter(|at| text.is_char_boundary(*at)).any(|at| glob(rest, &text[at..]))
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn stars_stand_for_text() {
        for (pattern, text, expected) in [
            ("/pets", "/pets", true),
            ("/pets", "/pets/{id}", false),
            ("/pets/*", "/pets/{id}", true),
            ("/pets/*", "/pets/{id}/toys", false),
            ("/pets/*/toys", "/pets/{id}/toys", true),
            ("/pets/**", "/pets", true),
            ("/pets/**", "/pets/{id}/toys", true),
            ("/pets/**", "/petshops", false),
            ("/**/toys", "/pets/{id}/toys", true),
            ("users.*", "users.größe", true),
            ("**", "/anything", true),
            ("*", "a/b", false),
            ("a*", "*", false),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
    }
}
