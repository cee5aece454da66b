//! Operations that issue the very credential without which they cannot be called.
//!
//! ```yaml
//! security: [{ JWT: [] }]                # the default of every operation, of the login too: `security: []` was forgotten
//! paths: { /login: { post: { x-warded: { issues: { scheme: JWT, token: /token } } } } }
//! ```
//! One that renews a credential needs a live one, which another operation issued. So may a second step of a login: it is
//! called with what the first one issued.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::super::overlay;
use super::super::sink::Sink;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Api, Issuance, Operation, RoleId, SchemeId, SchemeUse};

/// Reports the operations whose credential nothing else issues.
pub(in crate::resolve) fn check(api: &Api, sink: &mut Sink<'_>) {
    let issuing = |one: &&Operation| one.issues.as_ref().is_some_and(|issued| one.renews != Some(issued.scheme));
    let mut stuck: Vec<&Operation> = api.operations.iter().filter(issuing).collect();
    let mut supplied: BTreeSet<(SchemeId, &[RoleId])> = BTreeSet::new();
    loop {
        let (free, rest): (Vec<&Operation>, Vec<&Operation>) =
            stuck.iter().partition(|one| can_be_called(one, &supplied));
        if free.is_empty() {
            break;
        }
        supplied.extend(free.iter().filter_map(|one| one.issues.as_ref()).flat_map(Issuance::schemes));
        stuck = rest;
    }
    for operation in stuck {
        if let Some(issued) = &operation.issues {
            report(api, operation, issued, sink);
        }
    }
}

/// Returns true if some alternative needs no credential of the scheme that is issued, or one that another operation
/// supplies.
fn can_be_called(operation: &Operation, supplied: &BTreeSet<(SchemeId, &[RoleId])>) -> bool {
    let Some(issued) = &operation.issues else { return true };
    let is_supplied =
        |one: &SchemeUse| supplied.iter().any(|(scheme, roles)| *scheme == one.scheme && one.accepts(roles));
    let alternatives = &operation.security.alternatives;
    let is_issued = |one: &&SchemeUse| issued.schemes().any(|(scheme, _)| scheme == one.scheme);
    let mut needed = alternatives.iter().map(|one| one.schemes.iter().filter(is_issued));
    alternatives.is_empty() || needed.any(|mut uses| uses.all(is_supplied))
}

fn report(api: &Api, operation: &Operation, issued: &Issuance, sink: &mut Sink<'_>) {
    let name = &api[issued.scheme].name;
    let message = format!("the operation issues a credential of `{name}`, and cannot be called without one");
    let rest: Vec<Value> = operation
        .security
        .alternatives
        .iter()
        .map(|one| {
            let others =
                one.schemes.iter().filter(|one| issued.schemes().all(|(scheme, _)| scheme != one.scheme)).map(|one| {
                    let scheme = &api[one.scheme];
                    let scopes = one.scopes.iter().map(|at| Value::from(scheme.scopes[*at].name.as_str())).collect();
                    (scheme.name.clone(), scopes)
                });
            Value::Object(others.collect::<Map<_, _>>())
        })
        .collect();
    let is_open = rest.iter().all(|one| one.as_object().is_some_and(Map::is_empty));
    let security = if is_open { Value::Array(Vec::new()) } else { Value::Array(rest) };
    let has_own = operation.security.origin.as_ref() == Some(&operation.origin.key("security"));
    let actions = overlay::for_operations([(&operation.origin, has_own, &security)]);
    let help = format!(
        "a login needs `security: {security}`, as in this overlay; an operation that exchanges a live credential for a new one needs \
         `renews: {name}`:"
    );
    let error = Diagnostic::error(Code::InvalidExtension, &issued.origin.key("scheme"), message);
    let error = match &operation.security.origin {
        Some(origin) => error.label(origin, "this is what the operation needs"),
        None => error,
    };
    sink.report(error.help(help).overlay(overlay::overlay(&actions)));
}
