//! Tokens to files: formats them, lays them out as a crate or as a module, and writes or compares them.
//!
//! **Invariant.** The same input gives the same bytes, and a file is touched only if its content changes.

mod digest;
mod disk;
mod docs;
mod format;
mod header;
mod layout;
mod manifest;
mod stage;
mod table;

use std::path::PathBuf;

pub use disk::{Obstacle, Plan, plan, write};
pub use layout::{CrateLayout, Layout, files};

/// A file of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneratedFile {
    /// Relative to the output folder.
    pub path: PathBuf,
    /// All of it; a file of Rust gets one line more, its header, when it is written.
    pub content: String,
}
