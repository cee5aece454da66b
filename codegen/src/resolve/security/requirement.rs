//! Security Requirement Object: one list of alternatives, read and checked.
//!
//! ```yaml
//! security:
//!   - { ApiKey: [], OAuth: [read] }      # both of them
//!   - {}                                 # or nothing
//! ```
//! [`Security::alternatives`] keeps each alternative once, in the document's order, but for the empty one, which goes
//! last: it would hide what follows it.

use openapiv3::SecurityRequirement;

use super::super::reference::component_name;
use super::super::sink::Sink;
use super::conflict;
use super::scheme::{self, Schemes};
use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean};
use crate::model::{Requirement, SchemeId, SchemeUse, Security};
use crate::source::Pointer;

/// The list at `at`.
pub(super) fn security(
    list: &[SecurityRequirement],
    at: &Pointer,
    schemes: &mut Schemes,
    sink: &mut Sink<'_>,
) -> Security {
    let mut alternatives: Vec<Requirement> = Vec::new();
    let mut is_optional = false;
    for (index, declared) in list.iter().enumerate() {
        let at = at.index(index);
        let requirement = requirement(declared, &at, schemes, sink);
        // A requirement that names only misspelt schemes has none left. It is an error by now, and must not come to
        // mean that nothing is needed.
        if declared.is_empty() {
            is_optional = true;
            continue;
        }
        for requirement in conflict::split(requirement, &at, schemes, sink) {
            if !alternatives.contains(&requirement) {
                alternatives.push(requirement);
            }
        }
    }
    if is_optional {
        alternatives.push(Requirement::default());
    }
    Security { origin: Some(at.clone()), alternatives }
}

fn requirement(
    declared: &SecurityRequirement,
    at: &Pointer,
    schemes: &mut Schemes,
    sink: &mut Sink<'_>,
) -> Requirement {
    let mut requirement = Requirement::default();
    for (name, list) in declared {
        let at = at.key(name);
        let Some(scheme) = schemes.find(name).or_else(|| by_uri(name, &at, schemes, sink)) else { continue };
        let one = scheme_use(scheme, list, &at, schemes, sink);
        match requirement.schemes.iter_mut().find(|other| other.scheme == scheme) {
            Some(same) => add(same, one),
            None => requirement.schemes.push(one),
        }
    }
    requirement
}

/// The scheme of a name that is not the key of a declared one: since OpenAPI 3.2 it may be the URI of one, as in
/// `#/components/securitySchemes/ApiKey`.
fn by_uri(name: &str, at: &Pointer, schemes: &mut Schemes, sink: &mut Sink<'_>) -> Option<SchemeId> {
    let Some(key) = component_name(name, "securitySchemes") else { return undeclared(name, at, schemes, sink) };
    let scheme = schemes.find(&key);
    if scheme.is_none() {
        sink.error(Code::DanglingReference, at, format!("`{name}` points to nothing"));
    }
    scheme
}

/// The needs of a scheme that an alternative names twice, by its key and by its URI.
fn add(same: &mut SchemeUse, other: SchemeUse) {
    same.scopes = ascending([same.scopes.as_slice(), &other.scopes].concat());
    same.roles = ascending([same.roles.as_slice(), &other.roles].concat());
}

/// Each member once.
fn ascending<T: Ord>(mut members: Vec<T>) -> Vec<T> {
    members.sort_unstable();
    members.dedup();
    members
}

fn scheme_use(
    scheme: SchemeId,
    list: &[String],
    at: &Pointer,
    schemes: &mut Schemes,
    sink: &mut Sink<'_>,
) -> SchemeUse {
    scheme::check(&schemes.all[scheme.index()], sink);
    let (mut scopes, mut roles) = (Vec::new(), Vec::new());
    for (index, member) in list.iter().enumerate() {
        if !schemes.has_scopes(scheme) {
            roles.push(schemes.role(scheme, member));
            continue;
        }
        let (scope, is_declared) = schemes.scope(scheme, member);
        scopes.push(scope);
        if !is_declared {
            let declared = &schemes.all[scheme.index()];
            let name = &declared.name;
            let message = format!("no flow of `{name}` declares the scope `{member}`; it is required nevertheless");
            let declared_at = declared.origin.key("flows");
            let warning = Diagnostic::warning(Code::UnknownScope, &at.index(index), message);
            sink.report(warning.label(&declared_at, "the scopes are declared here"));
        }
    }
    if !roles.is_empty() {
        schemes.doubts.role_lists.insert(at.clone(), schemes.all[scheme.index()].name.clone());
    }
    SchemeUse { scheme, scopes: ascending(scopes), roles: ascending(roles), any_role: Vec::new() }
}

/// The scheme of a name that the document does not declare: none for a misspelling, which is an error; otherwise a
/// scheme of its own. Operations require it like any other; only its location is for the caller to give.
fn undeclared(name: &str, at: &Pointer, schemes: &mut Schemes, sink: &mut Sink<'_>) -> Option<SchemeId> {
    let message = format!("the security scheme `{name}` is not declared");
    let (code, place) = (Code::UnknownSecurityScheme, Place::Key(at.clone()));
    let declared = Pointer::root().key("components").key("securitySchemes");
    if let Some(similar) = did_you_mean(name, schemes.declared_names()) {
        let error = Diagnostic::error(code, place, message).help(format!("did you mean `{similar}`?"));
        sink.report(error.label(Place::Key(declared.key(similar)), format!("`{similar}` is declared here")));
        return None;
    }
    let message = format!("{message}: its credentials determine how they are sent");
    let warning = Diagnostic::warning(code, place, message);
    let help = "declare it under `components.securitySchemes`, in the document or by an overlay";
    sink.report(match related(name, schemes.declared_names()) {
        Some(other) => warning
            .label(Place::Key(declared.key(other)), format!("`{other}` is declared here"))
            .help(format!("{help}; or name `{other}` here if that is meant")),
        None => warning.help(help),
    });
    Some(schemes.add_undeclared(name, at.clone()))
}

/// A declared name that contains this one, or is contained in it: `bearerAuth` for `Bearer`.
fn related<'s>(name: &str, declared: impl Iterator<Item = &'s str>) -> Option<&'s str> {
    const FEWEST: usize = 4;
    let folded = |name: &str| name.to_lowercase().replace(['-', '_', ' '], "");
    let name = folded(name);
    let is_part = |part: &str, whole: &str| part.chars().count() >= FEWEST && whole.contains(part);
    declared
        .map(|other| (other, folded(other)))
        .find(|(_, other)| is_part(&name, other) || is_part(other, &name))
        .map(|(other, _)| other)
}
