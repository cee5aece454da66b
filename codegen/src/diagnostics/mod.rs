//! Diagnostics of a document: errors and warnings, collected, each with its place.

mod code;
mod spelling;

pub use code::Code;
pub use spelling::did_you_mean;
pub(crate) use spelling::nearest;

use serde_json::Value;

use crate::pointer::Pointer;

/// The severity of a diagnostic: an error stops the generator, a warning does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The generator stops at the end of the stage, and nothing is written.
    Error,
    /// The generator continues; the message tells the effect on the output.
    Warning,
}

/// The place of a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A place of the document as the stages see it; `source::Origins` knows the file it came from.
    Pointer(Pointer),
    /// The key at a pointer, rather than its value: for misspelt or unknown keys.
    Key(Pointer),
    /// A place in the text of a file that could not be parsed: lines and columns count from 1.
    Position {
        /// The index of the file among those that were read.
        file: usize,
        /// The line.
        line: usize,
        /// The column, in characters.
        column: usize,
    },
}

impl From<&Pointer> for Place {
    fn from(pointer: &Pointer) -> Self {
        Self::Pointer(pointer.clone())
    }
}

/// One error or warning.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// The stable code.
    pub code: Code,
    /// The problem, in one line, without a final full stop.
    pub message: String,
    /// The place of the problem.
    pub primary: Place,
    /// Other places that belong to it, each with a text.
    pub labels: Vec<(Place, String)>,
    /// A way to correct it.
    pub help: Option<String>,
    /// An OpenAPI Overlay that corrects it, to be copied.
    pub overlay: Option<Box<Value>>,
}

impl Diagnostic {
    /// An error at a place.
    #[must_use]
    pub fn error(code: Code, at: impl Into<Place>, message: impl Into<String>) -> Self {
        let (message, primary) = (message.into(), at.into());
        Self { severity: Severity::Error, code, message, primary, labels: Vec::new(), help: None, overlay: None }
    }

    /// A warning at a place.
    #[must_use]
    pub fn warning(code: Code, at: impl Into<Place>, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, at, message) }
    }

    /// Adds another place that belongs to it.
    #[must_use]
    pub fn label(mut self, at: impl Into<Place>, text: impl Into<String>) -> Self {
        self.labels.push((at.into(), text.into()));
        self
    }

    /// Adds a help text.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Adds an OpenAPI Overlay that `help` describes.
    #[must_use]
    pub fn overlay(mut self, overlay: Value) -> Self {
        self.overlay = Some(Box::new(overlay));
        self
    }
}

/// All diagnostics so far, in the order in which they were found.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds an error that has neither labels nor help.
    pub fn error(&mut self, code: Code, at: &Pointer, message: impl Into<String>) {
        self.push(Diagnostic::error(code, at, message));
    }

    /// Adds a warning that has neither labels nor help.
    pub fn warning(&mut self, code: Code, at: &Pointer, message: impl Into<String>) {
        self.push(Diagnostic::warning(code, at, message));
    }

    /// Returns true if the generator must stop.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Drops those that do not concern the client.
    pub(crate) fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.list.retain(keep);
    }

    /// All of them, in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }
}
