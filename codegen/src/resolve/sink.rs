//! Where `resolve` reports to: every finding once, and what the user allowed as a warning.

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, Severity};
use crate::source::Pointer;

/// Collects findings. A schema is looked at from several places, its findings are reported once.
pub(super) struct Sink<'d> {
    diagnostics: &'d mut Diagnostics,
    allowed: &'d [(Code, Pointer)],
    seen: BTreeSet<(Code, Pointer, String)>,
    allowance_used: bool,
}

impl<'d> Sink<'d> {
    /// A sink that passes on to `diagnostics`; errors that are `allowed` become warnings.
    pub(super) fn new(diagnostics: &'d mut Diagnostics, allowed: &'d [(Code, Pointer)]) -> Self {
        Self { diagnostics, allowed, seen: BTreeSet::new(), allowance_used: false }
    }

    /// Reports, unless the same was reported before.
    pub(super) fn report(&mut self, mut diagnostic: Diagnostic) {
        let (Place::Pointer(at) | Place::Key(at)) = &diagnostic.primary else {
            return self.diagnostics.push(diagnostic);
        };
        let is_error = diagnostic.severity == Severity::Error;
        let is_allowed = is_error && self.allowed.iter().any(|(code, place)| *code == diagnostic.code && place == at);
        self.allowance_used |= is_allowed;
        if !self.seen.insert((diagnostic.code, at.clone(), diagnostic.message.clone())) {
            return;
        }
        if is_allowed {
            diagnostic.severity = Severity::Warning;
            diagnostic.help = Some("allowed: every operation that needs it is left out".to_owned());
        }
        self.diagnostics.push(diagnostic);
    }

    /// Reports an error that has neither labels nor help.
    pub(super) fn error(&mut self, code: Code, at: &Pointer, message: impl Into<String>) {
        self.report(Diagnostic::error(code, at, message));
    }

    /// Reports a warning that has neither labels nor help.
    pub(super) fn warning(&mut self, code: Code, at: &Pointer, message: impl Into<String>) {
        self.report(Diagnostic::warning(code, at, message));
    }

    /// Whether the document has errors.
    pub(super) fn has_errors(&self) -> bool {
        self.diagnostics.has_errors()
    }

    /// Whether an allowance was used since the last call, so that what was just resolved has to be left out.
    pub(super) fn take_allowance(&mut self) -> bool {
        std::mem::take(&mut self.allowance_used)
    }
}
