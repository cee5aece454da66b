//! Reads files: text to a tree with unique keys in document order, and places in the tree back to lines and columns.

mod pointer;

pub use pointer::Pointer;
