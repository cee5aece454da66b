//! The files that were read: their text for diagnostics, their paths for `rerun-if-changed`.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::{Limits, Span, Tree, parse, position};
use crate::diagnostics::Diagnostics;

/// Identifies a file of [`Sources`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub usize);

/// The syntax of a file, determined by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Format {
    Yaml,
    Json,
}

/// A file that was read.
#[derive(Clone, Debug)]
pub struct File {
    /// The path as it was requested.
    pub path: PathBuf,
    /// Without a byte order mark; bytes that are not UTF-8 are replaced, and were reported.
    pub text: String,
    /// Its syntax.
    pub format: Format,
}

impl File {
    /// The word at a line and a column, which count from 1.
    #[must_use]
    pub fn word(&self, line: usize, column: usize) -> Span {
        position::word(self, line, column)
    }
}

/// Every file that was read, whether or not it could be parsed.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<File>,
}

impl Sources {
    /// Reads a file. `None` if it is not YAML or JSON within the limits, which is then reported.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn read(
        &mut self,
        path: &Path,
        limits: &Limits,
        diagnostics: &mut Diagnostics,
    ) -> io::Result<Option<(FileId, Tree)>> {
        let mut bytes = Vec::new();
        // One byte more than allowed tells a file that is too large from one that just fits.
        fs::File::open(path)?.take(limits.max_bytes as u64 + 1).read_to_end(&mut bytes)?;
        Ok(self.parse(path, &bytes, limits, diagnostics))
    }

    /// Parses a document that is already in memory, as if it had been read from `path`.
    pub fn parse(
        &mut self,
        path: &Path,
        bytes: &[u8],
        limits: &Limits,
        diagnostics: &mut Diagnostics,
    ) -> Option<(FileId, Tree)> {
        let id = FileId(self.files.len());
        let (text, decoded) = decode(bytes);
        self.files.push(File { path: path.to_owned(), text, format: Format::Yaml });
        let file = &mut self.files[id.0];
        let tree = decoded
            .map_err(|failure| diagnostics.push(failure.diagnostic(id)))
            .is_ok()
            .then(|| parse::parse(id, file, limits, diagnostics))??;
        Some((id, tree))
    }

    /// The files, in the order in which they were read.
    #[must_use]
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// One file.
    #[must_use]
    pub fn file(&self, id: FileId) -> &File {
        &self.files[id.0]
    }
}

/// The text of a file, with the reason if it was changed.
fn decode(bytes: &[u8]) -> (String, Result<(), parse::Failure>) {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), Ok(())),
        Err(error) => {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let utf16 = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
            let message = if utf16 { "the file is encoded as UTF-16" } else { "the file is not encoded as UTF-8" };
            let failure = parse::Failure::at(&text, error.valid_up_to(), message);
            (text, Err(failure))
        }
    }
}
