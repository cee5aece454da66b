//! Alternatives that send the same credentials.
//!
//! ```yaml
//! security: [{ OAuth: [read] }, { OAuth: [write, read] }]
//! ```
//! Scopes are bounds on one credential's type, and a type can't say "these or those". Where alternatives need the same
//! schemes and roles, the credential that is sent is the same: they become one, with the scopes that all of them need,
//! and the server decides about the others.

use crate::model::{Requirement, RoleId, SchemeId};

/// The alternatives in their order, each combination of credentials once. Schemes stand in the order of their
/// declaration.
pub(super) fn merged(alternatives: &[Requirement]) -> Vec<Requirement> {
    let mut merged: Vec<Requirement> = Vec::new();
    for alternative in alternatives {
        let mut alternative = alternative.clone();
        alternative.schemes.sort_by_key(|one| one.scheme);
        match merged.iter_mut().find(|one| credentials(one).eq(credentials(&alternative))) {
            Some(same) => keep_common_scopes(same, &alternative),
            None => merged.push(alternative),
        }
    }
    merged
}

/// What decides which credentials are sent: all but the scopes.
fn credentials(requirement: &Requirement) -> impl Iterator<Item = (SchemeId, &[RoleId])> {
    requirement.schemes.iter().map(|one| (one.scheme, one.roles.as_slice()))
}

fn keep_common_scopes(kept: &mut Requirement, other: &Requirement) {
    for (kept, other) in kept.schemes.iter_mut().zip(&other.schemes) {
        kept.scopes.retain(|scope| other.scopes.contains(scope));
    }
}
