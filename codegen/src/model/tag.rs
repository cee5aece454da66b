//! Tag Object: a group of operations.

use crate::source::Pointer;

/// A tag that the document declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The place of its definition.
    pub origin: Pointer,
    /// Its name, as operations have it.
    pub name: String,
    /// `summary`
    pub summary: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `parent`: an index into [`Api::tags`](super::Api::tags). There are no circles.
    pub parent: Option<usize>,
}
