//! Destination of the findings of `resolve`: reports each one once.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::source::Pointer;

/// Collects findings. A schema is looked at from several places, its findings are reported once.
pub(super) struct Sink<'d> {
    diagnostics: &'d mut Diagnostics,
    seen: BTreeSet<(Code, Pointer, String)>,
    /// Warnings that documents give cause for at every operation: the first place of each, and the number of the others.
    often: BTreeMap<(Code, String), (Pointer, BTreeSet<Pointer>)>,
}

impl<'d> Sink<'d> {
    /// A sink that passes on to `diagnostics`.
    pub(super) fn new(diagnostics: &'d mut Diagnostics) -> Self {
        Self { diagnostics, seen: BTreeSet::new(), often: BTreeMap::new() }
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

    /// Notes a warning that is reported once for all places that have it, by [`Self::report_often`].
    pub(super) fn often(&mut self, code: Code, at: &Pointer, message: String) {
        let (first, others) = self.often.entry((code, message)).or_insert_with(|| (at.clone(), BTreeSet::new()));
        if first != at {
            others.insert(at.clone());
        }
    }

    /// Reports the warnings that were noted.
    pub(super) fn report_often(&mut self) {
        for ((code, message), (at, others)) in std::mem::take(&mut self.often) {
            let places = match others.len() {
                0 => String::new(),
                1 => ", here and at 1 other place".to_owned(),
                others => format!(", here and at {others} other places"),
            };
            self.warning(code, &at, format!("{message}{places}"));
        }
    }

    /// Returns true if the document has errors.
    pub(super) fn has_errors(&self) -> bool {
        self.diagnostics.has_errors()
    }
}
