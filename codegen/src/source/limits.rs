//! Limits of reading a document.

/// Bounds that keep a hostile file from taking unbounded time, memory or stack. The defaults are several times what the
/// largest published documents need.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The size of one file.
    pub max_bytes: usize,
    /// The maximum depth of nested objects and arrays.
    pub max_depth: usize,
    /// The maximum ratio of a file's expanded size to its text when its aliases are expanded. Files without aliases
    /// never reach it.
    pub max_expansion: usize,
    /// The maximum number of files of one document.
    pub max_files: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_bytes: 64 << 20, max_depth: 96, max_expansion: 32, max_files: 10_000 }
    }
}
