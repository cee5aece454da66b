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

use super::super::sink::Sink;
use super::conflict;
use super::scheme::{self, Schemes};
use crate::diagnostics::{Code, Diagnostic, Place, did_you_mean};
use crate::model::{Requirement, SchemeUse, Security};
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
        conflict::report(&requirement, &at, schemes, sink);
        // A requirement that names only unknown schemes has none left. It is an error by now, and must not come to
        // mean that nothing is needed.
        if declared.is_empty() {
            is_optional = true;
        } else if !alternatives.contains(&requirement) {
            alternatives.push(requirement);
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
        match scheme_use(name, list, &at.key(name), schemes, sink) {
            Some(scheme) => requirement.schemes.push(scheme),
            None => unknown(name, at, schemes, sink),
        }
    }
    requirement
}

fn scheme_use(
    name: &str,
    list: &[String],
    at: &Pointer,
    schemes: &mut Schemes,
    sink: &mut Sink<'_>,
) -> Option<SchemeUse> {
    let scheme = schemes.find(name)?;
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
            let message = format!("no flow of `{name}` declares the scope `{member}`; it is needed all the same");
            let declared_at = schemes.all[scheme.index()].origin.key("flows");
            let warning = Diagnostic::warning(Code::UnknownScope, &at.index(index), message);
            sink.report(warning.label(&declared_at, "the scopes are declared here"));
        }
    }
    scopes.sort_unstable();
    scopes.dedup();
    roles.sort_unstable();
    roles.dedup();
    Some(SchemeUse { scheme, scopes, roles })
}

fn unknown(name: &str, at: &Pointer, schemes: &Schemes, sink: &mut Sink<'_>) {
    let message = format!("the security scheme `{name}` is not defined");
    let error = Diagnostic::error(Code::UnknownSecurityScheme, Place::Key(at.key(name)), message);
    let components = Pointer::root().key("components");
    let error = if schemes.all.is_empty() {
        error.help("define it under `components.securitySchemes`")
    } else {
        error.label(&components.key("securitySchemes"), "the schemes are defined here")
    };
    sink.report(match did_you_mean(name, schemes.names()) {
        Some(similar) => error.help(format!("did you mean `{similar}`?")),
        None => error,
    });
}
