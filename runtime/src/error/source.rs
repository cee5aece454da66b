//! Errors of reading a credential from the environment, a file or a program. None of them can hold a credential.

use std::fmt;
use std::path::PathBuf;

/// The source that gave no credential, and the reason. What it gave is in no text, nor are the arguments of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SourceError {
    /// An environment variable.
    Variable {
        /// Its name.
        name: String,
        /// The problem, as in "the environment variable …".
        reason: &'static str,
    },
    /// A file.
    File {
        /// Its path.
        path: PathBuf,
        /// The problem, as in "the file …".
        reason: String,
    },
    /// A program.
    Program {
        /// Its name or path.
        program: String,
        /// The problem, as in "the program …".
        reason: String,
    },
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Variable { name, reason } => write!(f, "the environment variable `{name}` {reason}"),
            Self::File { path, reason } => write!(f, "the file `{}` {reason}", path.display()),
            Self::Program { program, reason } => write!(f, "the program `{program}` {reason}"),
        }
    }
}

impl std::error::Error for SourceError {}
