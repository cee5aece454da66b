//! Credentials of one alternative that would be sent in the same place.
//!
//! ```yaml
//! security: [{ Basic: [], JWT: [] }]     # both want the header Authorization
//! ```
//! A request has one such place, and one credential would overwrite the other. Documents that say so mean that the
//! server takes either: the alternative becomes one for each of them, with a warning. Places are compared as they are
//! sent: `Authorization` is `authorization`, and a header `Cookie` holds whatever is sent in cookies.

use std::fmt;

use super::super::sink::Sink;
use super::scheme::Schemes;
use crate::diagnostics::{self, Code, Diagnostic};
use crate::model::{Requirement, SchemeKind, SchemeUse, SecurityScheme};
use crate::source::Pointer;

/// The maximum number of alternatives that one may become.
const MOST: usize = 128;

/// The requirement at `at` as alternatives that can be sent: itself, if no two of its schemes share a place.
pub(super) fn split(
    requirement: Requirement,
    at: &Pointer,
    schemes: &Schemes,
    sink: &mut Sink<'_>,
) -> Vec<Requirement> {
    let requirements = cookies(requirement, at, schemes, sink);
    requirements.into_iter().flat_map(|requirement| by_place(requirement, at, schemes, sink)).collect()
}

/// A header `Cookie` is all cookies at once: beside a key in a cookie, it is an alternative to all such keys.
fn cookies(requirement: Requirement, at: &Pointer, schemes: &Schemes, sink: &mut Sink<'_>) -> Vec<Requirement> {
    let place = |one: &SchemeUse| Place::of(&schemes.all[one.scheme.index()].kind);
    let is_header = |one: &SchemeUse| place(one).is_some_and(|place| place.is_cookie_header());
    let is_key = |one: &SchemeUse| matches!(place(one), Some(Place::Cookie(_)));
    let sharing: Vec<SchemeUse> =
        requirement.schemes.iter().filter(|one| is_header(one) || is_key(one)).cloned().collect();
    if !sharing.iter().any(is_header) || !sharing.iter().any(is_key) {
        return vec![requirement];
    }
    report(&Place::Header("cookie".to_owned()), &sharing, at, schemes, sink);
    let without = |left_out: &dyn Fn(&SchemeUse) -> bool| Requirement {
        schemes: requirement.schemes.iter().filter(|one| !left_out(one)).cloned().collect(),
    };
    let mut alternatives = vec![without(&is_key), without(&is_header)];
    if sharing.first().is_some_and(is_key) {
        alternatives.reverse();
    }
    alternatives
}

fn by_place(requirement: Requirement, at: &Pointer, schemes: &Schemes, sink: &mut Sink<'_>) -> Vec<Requirement> {
    let mut places: Vec<(Option<Place>, Vec<SchemeUse>)> = Vec::new();
    for one in requirement.schemes {
        let place = Place::of(&schemes.all[one.scheme.index()].kind);
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
        if alternatives.len() * sharing.len() > MOST {
            sink.error(Code::ConflictingCredentials, at, "these credentials can be combined in too many ways");
            break;
        }
        let with = |begun: &Requirement, one| Requirement { schemes: [begun.schemes.as_slice(), &[one]].concat() };
        let extended = |begun| sharing.iter().map(move |one: &SchemeUse| with(begun, one.clone()));
        alternatives = alternatives.iter().flat_map(extended).collect();
    }
    alternatives
}

fn report(place: &Place, sharing: &[SchemeUse], at: &Pointer, schemes: &Schemes, sink: &mut Sink<'_>) {
    let sharing = || sharing.iter().map(|one| &schemes.all[one.scheme.index()]);
    let names: Vec<String> = sharing().map(|scheme| format!("`{}`", scheme.name)).collect();
    let names = names.join(" and ");
    let message = format!("{names} are sent in one place, {place}, so any one of them is sufficient");
    let warning = Diagnostic::warning(Code::ConflictingCredentials, at, message);
    let label = |warning: Diagnostic, scheme: &SecurityScheme| {
        let sent = Place::of(&scheme.kind).map_or_else(|| place.to_string(), |place| place.to_string());
        warning.label(diagnostics::Place::Key(scheme.origin.clone()), format!("`{}` is sent in {sent}", scheme.name))
    };
    let help = "write them as items of their own in the list, in the order in which they are to be tried";
    sink.report(sharing().fold(warning, label).help(help));
}

/// A location in which a request has room for one credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In lower case.
    Header(String),
    Query(String),
    Cookie(String),
}

impl Place {
    /// The location of a credential; `None` if it is not part of a request, or unknown.
    pub(super) fn of(kind: &SchemeKind) -> Option<Self> {
        match kind {
            SchemeKind::Bearer | SchemeKind::Basic | SchemeKind::Http { .. } => {
                Some(Self::Header("authorization".to_owned()))
            }
            SchemeKind::Header { name } => Some(Self::Header(name.to_ascii_lowercase())),
            SchemeKind::Query { name } => Some(Self::Query(name.clone())),
            SchemeKind::Cookie { name } => Some(Self::Cookie(name.clone())),
            SchemeKind::MutualTls | SchemeKind::Undeclared => None,
        }
    }

    /// Returns true if it is the header that all cookies share.
    pub(super) fn is_cookie_header(&self) -> bool {
        matches!(self, Self::Header(name) if name == "cookie")
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header(name) => write!(f, "the header `{name}`"),
            Self::Query(name) => write!(f, "the query parameter `{name}`"),
            Self::Cookie(name) => write!(f, "the cookie `{name}`"),
        }
    }
}
