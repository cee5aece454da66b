//! The end of the stage: schemes that no operation uses are left out, and the distinct requirements become guards.

use super::super::sink::Sink;
use super::super::{Context, extension};
use super::scheme::Schemes;
use super::{doubt, guard};
use crate::diagnostics::Code;
use crate::model::uses::{self, scheme_ids};
use crate::model::{Api, Guard, GuardId, Operation, SchemeId, Security, SecurityScheme};

/// A client has a slot for each scheme that is used, and its type names all of them.
const SCHEME_LIMIT: usize = 128;
/// Scopes and roles are told apart by at most four hexadecimal digits, of which enough stay free.
const GRANT_LIMIT: usize = 0x4000;

/// Gives `api` its schemes and guards, and checks what `x-warded` says of its operations, which must be complete.
pub(in crate::resolve) fn finish(api: &mut Api, mut schemes: Schemes, context: Context<'_>, sink: &mut Sink<'_>) {
    let doubts = std::mem::take(&mut schemes.doubts);
    let declared = doubt::declared(&schemes);
    api.security_schemes = keep_used(&mut api.operations, schemes.all);
    if let Some(scheme) = api.security_schemes.get(SCHEME_LIMIT) {
        let message = format!("the operations use more than {SCHEME_LIMIT} security schemes");
        sink.error(Code::Limit, &scheme.origin, message);
        return;
    }
    let mut grants = 0;
    for scheme in &api.security_schemes {
        grants += scheme.roles.len() + scheme.scopes.len();
        if grants > GRANT_LIMIT {
            sink.error(Code::Limit, &scheme.origin, format!("there are more than {GRANT_LIMIT} scopes and roles"));
            return;
        }
    }
    for operation in &mut api.operations {
        operation.guard = guard_of(&operation.security, &mut api.guards);
    }
    extension::finish(api, sink);
    doubts.report(api, &declared, context, sink);
}

/// The schemes that some operation needs, issues, renews or revokes; the operations get their new ids.
fn keep_used(operations: &mut [Operation], declared: Vec<SecurityScheme>) -> Vec<SecurityScheme> {
    let mut is_used = vec![false; declared.len()];
    for id in operations.iter().flat_map(uses::schemes) {
        is_used[id.index()] = true;
    }
    let new_ids: Vec<SchemeId> = is_used
        .iter()
        .scan(0, |next, is_used| {
            let id = SchemeId(*next);
            *next += u32::from(*is_used);
            Some(id)
        })
        .collect();
    for operation in operations {
        scheme_ids(operation, |id| *id = new_ids[id.index()]);
    }
    declared.into_iter().zip(is_used).filter_map(|(scheme, is_used)| is_used.then_some(scheme)).collect()
}

fn guard_of(security: &Security, guards: &mut Vec<Guard>) -> Option<GuardId> {
    if security.alternatives.iter().all(|requirement| requirement.schemes.is_empty()) {
        return None;
    }
    let origin = security.origin.clone()?;
    let alternatives = guard::reachable(&security.alternatives);
    let at = guards.iter().position(|guard| guard.alternatives == alternatives).unwrap_or_else(|| {
        guards.push(Guard { origin, alternatives });
        guards.len() - 1
    });
    Some(GuardId(u32::try_from(at).expect("there are no more guards than operations")))
}
