//! The resolved API and its names to tokens.
//!
//! **Invariant.** Nothing is decided here and nothing can fail: `resolve` and `name` did all that. Text of the document
//! becomes a literal or a cleaned doc attribute, never source.

use proc_macro2::TokenStream;

/// A module of the output, one file.
#[derive(Clone, Debug)]
pub struct Module {
    /// The name of the module, and of its file without the suffix. Empty for the root.
    pub name: String,
    /// Its documentation, in Markdown that is already clean.
    pub docs: String,
    /// Its items.
    pub tokens: TokenStream,
}
