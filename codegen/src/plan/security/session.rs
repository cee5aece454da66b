//! `x-warded.issues` and `renews`: the sessions that the calls which log in begin.

use crate::model::{Issuance, Operation, OperationId};
use crate::plan::Planner;

/// A session that begins with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// The position in [`Client::operations`](crate::plan::Client::operations) of the one that renews its credential.
    pub renewal: Option<usize>,
}

impl Planner<'_, '_> {
    /// The session of an operation that issues a credential. One that renews needs a credential that lives, so that no
    /// session can begin with it.
    pub(in crate::plan) fn session(&self, id: OperationId) -> Option<Session> {
        let operation = &self.api[id];
        let issuance = operation.issues.as_ref().filter(|_| operation.renews.is_none())?;
        // One that needs nothing but what was issued, preferably not a deprecated one.
        let renewals = self.selection.operations(self.api).enumerate().filter(|(_, one)| renews(one, issuance));
        let renewal = renewals.min_by_key(|(_, operation)| operation.deprecated);
        Some(Session { renewal: renewal.map(|(at, _)| at) })
    }
}

fn renews(operation: &Operation, issuance: &Issuance) -> bool {
    let (Some(scheme), Some(renewed)) = (operation.renews, &operation.issues) else { return false };
    let is_enough = operation.security.alternatives.iter().any(|alternative| match alternative.schemes.as_slice() {
        [only] => only.scheme == scheme && only.accepts(&issuance.roles),
        [] | [_, _, ..] => false,
    });
    let keeps_roles = renewed.roles.is_empty() || renewed.roles == issuance.roles;
    scheme == issuance.scheme && renewed.scheme == scheme && keeps_roles && is_enough
}
