//! A requirement's alternatives as its trait has them: each once, and none that is never sent.
//!
//! ```yaml
//! security: [{ JWT: [] }, { JWT: [], ApiKey: [] }]
//! ```
//! is met by a JWT alone. The first alternative that a client meets is sent, so that the second never is: whoever meets it
//! meets the first.

use crate::model::{Requirement, SchemeUse};

/// The alternatives that can come to be sent, in their order; the schemes of each in the order of their declaration.
pub(super) fn reachable(alternatives: &[Requirement]) -> Vec<Requirement> {
    let mut reachable: Vec<Requirement> = Vec::new();
    for alternative in alternatives {
        let mut alternative = alternative.clone();
        alternative.schemes.sort_by_key(|one| one.scheme);
        if !reachable.iter().any(|earlier| implies(&alternative, earlier)) {
            reachable.push(alternative);
        }
    }
    reachable
}

/// Returns true if all credentials that meet `stronger` meet `weaker`.
fn implies(stronger: &Requirement, weaker: &Requirement) -> bool {
    let same_scheme = |one: &SchemeUse| stronger.schemes.iter().find(|other| other.scheme == one.scheme);
    weaker.schemes.iter().all(|one| same_scheme(one).is_some_and(|other| use_implies(other, one)))
}

fn use_implies(stronger: &SchemeUse, weaker: &SchemeUse) -> bool {
    let is_one_of = |roles: &[_]| roles.iter().any(|role| weaker.any_role.contains(role));
    let has_any = weaker.any_role.is_empty()
        || is_one_of(&stronger.roles)
        || (!stronger.any_role.is_empty() && stronger.any_role.iter().all(|role| weaker.any_role.contains(role)));
    has_any
        && weaker.scopes.iter().all(|scope| stronger.scopes.contains(scope))
        && weaker.roles.iter().all(|role| stronger.roles.contains(role))
}
