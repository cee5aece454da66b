//! Destination of the findings of `resolve`: reports each one once.

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::source::Pointer;

/// Collects findings. A schema is looked at from several places, its findings are reported once.
pub(super) struct Sink<'d> {
    diagnostics: &'d mut Diagnostics,
    seen: BTreeSet<(Code, Pointer, String)>,
}

impl<'d> Sink<'d> {
    /// A sink that passes on to `diagnostics`.
    pub(super) fn new(diagnostics: &'d mut Diagnostics) -> Self {
        Self { diagnostics, seen: BTreeSet::new() }
    }

    /// Reports, unless the same was reported before.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        let (Place::Pointer(at) | Place::Key(at)) = &diagnostic.primary else {
            return self.diagnostics.push(diagnostic);
        };
        if self.seen.insert((diagnostic.code, at.clone(), diagnostic.message.clone())) {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Reports an error that has neither labels nor help.
    pub(super) fn error(&mut self, code: Code, at: &Pointer, message: impl Into<String>) {
        self.report(Diagnostic::error(code, at, message));
    }

    /// Reports a warning that has neither labels nor help.
    pub(super) fn warning(&mut self, code: Code, at: &Pointer, message: impl Into<String>) {
        self.report(Diagnostic::warning(code, at, message));
    }

    /// Returns true if the document has errors.
    pub(super) fn has_errors(&self) -> bool {
        self.diagnostics.has_errors()
    }
}
