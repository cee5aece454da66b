//! What reading a document may cost at most.

/// Bounds that keep a hostile file from taking unbounded time, memory or stack. The defaults are several times what the
/// largest published documents need.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The size of one file.
    pub max_bytes: usize,
    /// How deep objects and arrays may nest.
    pub max_depth: usize,
    /// How much larger than its text a file may become when its aliases are expanded. Files without aliases never
    /// reach it.
    pub max_expansion: usize,
    /// How many files one document may consist of.
    pub max_files: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_bytes: 64 << 20, max_depth: 96, max_expansion: 32, max_files: 10_000 }
    }
}
