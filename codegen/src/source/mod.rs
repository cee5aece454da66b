//! Reads files: text to a tree with unique keys in document order, and places in the tree back to lines and columns.
//!
//! YAML and JSON both become one [`Tree`], distinguished by their content and not by their suffix. The cost of a file
//! is bounded by [`Limits`] before a parser sees it. Neither parser keeps positions, and only the few places of
//! diagnostics need one, so [`positions`] finds them afterwards, in one walk for all places of a file.

mod limits;
mod nesting;
mod origins;
mod parse;
mod position;
mod sources;
mod tabs;
#[cfg(test)]
mod tests;
mod tree;

pub(crate) use crate::pointer;
pub use crate::pointer::Pointer;
pub use limits::Limits;
pub use origins::{Location, Origins};
pub use position::{Span, position, positions};
pub use sources::{File, FileId, Format, Sources};

/// A document before it has types: objects keep the order of their keys.
pub type Tree = serde_json::Value;
