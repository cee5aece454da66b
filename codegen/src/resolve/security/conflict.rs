//! Credentials of one alternative that would be sent in the same place.
//!
//! ```yaml
//! security: [{ Basic: [], JWT: [] }]     # both want the header Authorization
//! ```
//! A request has one such place, and one credential would overwrite the other. Documents that say so mean that the
//! server takes either: the alternative becomes one for each of them, with a warning.

use super::super::sink::Sink;
use super::scheme::Schemes;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::{Requirement, SchemeKind, SchemeUse, SecurityScheme};
use crate::source::Pointer;

/// A requirement that becomes more alternatives than this is refused.
const LIMIT: usize = 128;

/// The requirement at `at` as alternatives that can be sent: itself, if no two of its schemes share a place.
pub(super) fn split(
    requirement: Requirement,
    at: &Pointer,
    schemes: &Schemes,
    sink: &mut Sink<'_>,
) -> Vec<Requirement> {
    let mut places: Vec<(Option<String>, Vec<SchemeUse>)> = Vec::new();
    for one in requirement.schemes {
        let place = place(&schemes.all[one.scheme.index()].kind);
        match places.iter_mut().find(|(other, _)| other.is_some() && *other == place) {
            Some((_, sharing)) => sharing.push(one),
            None => places.push((place, vec![one])),
        }
    }
    let mut alternatives = vec![Requirement::default()];
    for (place, sharing) in places {
        if let (Some(place), [_, _, ..]) = (place, sharing.as_slice()) {
            report(&place, &sharing, at, schemes, sink);
        }
        if alternatives.len() * sharing.len() > LIMIT {
            sink.error(Code::ConflictingCredentials, at, "these credentials can be combined in too many ways");
            break;
        }
        let with = |begun: &Requirement, one| Requirement { schemes: [begun.schemes.as_slice(), &[one]].concat() };
        let extended = |begun| sharing.iter().map(move |one: &SchemeUse| with(begun, one.clone()));
        alternatives = alternatives.iter().flat_map(extended).collect();
    }
    alternatives
}

fn report(place: &str, sharing: &[SchemeUse], at: &Pointer, schemes: &Schemes, sink: &mut Sink<'_>) {
    let sharing = || sharing.iter().map(|one| &schemes.all[one.scheme.index()]);
    let names: Vec<String> = sharing().map(|scheme| format!("`{}`", scheme.name)).collect();
    let names = names.join(" and ");
    let message = format!("{names} are sent in one place, {place}, so any one of them will do");
    let warning = Diagnostic::warning(Code::ConflictingCredentials, at, message);
    let label = |warning: Diagnostic, scheme: &SecurityScheme| {
        warning.label(Place::Key(scheme.origin.clone()), format!("`{}` is sent in {place}", scheme.name))
    };
    let help = "write them as items of their own in the list, in the order in which they are to be tried";
    sink.report(sharing().fold(warning, label).help(help));
}

/// Where a credential goes, in words; equal for two that would overwrite each other.
fn place(kind: &SchemeKind) -> Option<String> {
    match kind {
        SchemeKind::Bearer | SchemeKind::Basic | SchemeKind::Http { .. } => {
            Some("the header `authorization`".to_owned())
        }
        SchemeKind::Header { name } => Some(format!("the header `{}`", name.to_ascii_lowercase())),
        SchemeKind::Query { name } => Some(format!("the query parameter `{name}`")),
        SchemeKind::Cookie { name } => Some(format!("the cookie `{name}`")),
        SchemeKind::MutualTls | SchemeKind::Undeclared => None,
    }
}
