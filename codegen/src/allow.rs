//! Allowed errors: operations and components with such an error are left out instead of stopping the generator.
//!
//! ```text
//! --allow unsupported=/paths/~1pets/get                                               # this operation may be left out
//! --allow unsupported=/paths/~1pets/get/responses/200/content/application~1xml        # the same, for one error
//! --allow dangling-reference=/components/schemas/Pet/properties/owner/$ref            # whatever needs this schema
//! ```
//! An operation that is left out is removed from the document, and the stages run again without it, so that none of
//! them has to know of it.

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostic, Place, Severity};
use crate::document::{Dependents, Needs};
use crate::report::Report;
use crate::source::{Location, Origins, Pointer};

/// The maximum number of operations that a message names.
const MOST_NAMED: usize = 3;

/// The allowances of a run, and the operations that they left out so far.
pub(crate) struct Allowances<'o> {
    wanted: Vec<Allowance<'o>>,
    without: BTreeSet<Pointer>,
    /// With the place that each came from, as lowering does not tell it of what was taken out.
    accepted: Vec<(Diagnostic, Location)>,
}

struct Allowance<'o> {
    code: Code,
    place: &'o Pointer,
    is_used: bool,
    /// An operation that needs the same and is not allowed to be left out.
    missing: Option<Pointer>,
}

impl<'o> Allowances<'o> {
    pub(crate) fn new(allowed: &'o [(Code, Pointer)]) -> Self {
        let wanted =
            allowed.iter().map(|(code, place)| Allowance { code: *code, place, is_used: false, missing: None });
        Self { wanted: wanted.collect(), without: BTreeSet::new(), accepted: Vec::new() }
    }

    /// The places to do without.
    pub(crate) fn without(&self) -> &BTreeSet<Pointer> {
        &self.without
    }

    /// Accepts the errors that are allowed. Returns true if more is to be left out than before.
    pub(crate) fn accept(&mut self, report: &Report, needs: &Needs) -> bool {
        let before = self.without.len();
        for diagnostic in report.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error) {
            let (Place::Pointer(at) | Place::Key(at)) = &diagnostic.primary else { continue };
            let Some(dependents) = needs.dependents(at) else { continue };
            if self.covers(diagnostic.code, at, &dependents, &report.origins) {
                let help = format!("allowed: {}", left_out(&dependents.operations));
                let severity = Severity::Warning;
                let warning = Diagnostic { severity, help: Some(help), ..diagnostic.clone() };
                self.accepted.push((warning, report.origins.location(at)));
                self.without.extend(dependents.places);
            }
        }
        self.without.len() > before
    }

    /// Returns true if the error itself is allowed, or each of the operations to leave out.
    fn covers(&mut self, code: Code, at: &Pointer, dependents: &Dependents, origins: &Origins) -> bool {
        let is_at = |place: &Pointer, at: &Pointer| place == at || origins.in_document(at).as_ref() == Some(place);
        let mut covers = false;
        for allowance in self.wanted.iter_mut().filter(|it| it.code == code && is_at(it.place, at)) {
            (allowance.is_used, covers) = (true, true);
        }
        if covers {
            return true;
        }
        let of_code = || self.wanted.iter().filter(|allowance| allowance.code == code);
        let is_missing = |at: &&Pointer| !self.without.contains(*at) && !of_code().any(|it| is_at(it.place, at));
        let missing = dependents.operations.iter().find(is_missing).cloned();
        let is_of_operation = |it: &Allowance<'_>| dependents.operations.iter().any(|at| is_at(it.place, at));
        for allowance in self.wanted.iter_mut().filter(|it| it.code == code).filter(|it| is_of_operation(it)) {
            allowance.is_used |= missing.is_none();
            allowance.missing.clone_from(&missing);
        }
        missing.is_none() && !dependents.operations.is_empty()
    }

    /// Reports the operations that were left out, and the allowances without effect.
    pub(crate) fn finish(self, report: &mut Report) {
        for (mut diagnostic, location) in self.accepted {
            if let Place::Pointer(at) | Place::Key(at) = &mut diagnostic.primary
                && report.origins.location(at) != location
            {
                *at = location.pointer;
            }
            report.diagnostics.push(diagnostic);
        }
        for allowance in self.wanted.into_iter().filter(|allowance| !allowance.is_used) {
            let (code, place) = (allowance.code.name(), allowance.place);
            let message = format!("allowing `{code}` at `{place}` has no effect");
            let help = match allowance.missing {
                Some(other) => {
                    format!("`{other}` needs the component with the error: allow it there, or at its own place")
                }
                None => "no operation has such an error here, or needs a component that has one".to_owned(),
            };
            report.diagnostics.push(Diagnostic::warning(Code::UnusedAllowance, place, message).help(help));
        }
    }
}

fn left_out(operations: &BTreeSet<Pointer>) -> String {
    let mut names: Vec<String> = operations.iter().take(MOST_NAMED).map(|at| format!("`{at}`")).collect();
    match operations.len() {
        0 => return "it is left out; no operation needs it".to_owned(),
        number if number > MOST_NAMED => names.push(format!("{} others", number - MOST_NAMED)),
        _ => {}
    }
    let last = names.pop().unwrap_or_default();
    if names.is_empty() {
        format!("{last} is left out")
    } else {
        format!("{} and {last} are left out", names.join(", "))
    }
}
