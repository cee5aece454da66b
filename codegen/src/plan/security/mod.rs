//! Security Scheme Object and Security Requirement Object: credential types, slots, and the distinct requirements.

mod issues;
mod session;

pub use issues::{Issuance, Lifetime, Member, Part, Step, Target};
pub use session::{RefreshInput, Renewal, Session};

use super::Planner;
use crate::model::{self, GuardId, OperationId, RoleId, SchemeId, SecurityScheme};
use crate::name::{GrantName, Ident};

/// A security scheme.
#[derive(Clone, Debug)]
pub struct Scheme<'a> {
    pub(super) id: SchemeId,
    /// The scheme.
    pub of: &'a SecurityScheme,
    /// The type of its credentials.
    pub ty: &'a Ident,
    /// The slot of the client and the method that fills it.
    pub slot: &'a Ident,
    /// The method that empties it.
    pub without: &'a Ident,
    /// The slot's type parameter.
    pub generic: &'a Ident,
    /// By `RoleId`: the markers in module `role`.
    pub roles: &'a [GrantName],
    /// By position in `SecurityScheme::scopes`: the markers in module `scope`.
    pub scopes: &'a [GrantName],
    /// True if an operation voids its credential, so that a client can be separated from it.
    pub is_revoked: bool,
}

/// A distinct requirement, which becomes a trait.
#[derive(Clone, Debug)]
pub struct Guard<'a> {
    pub(super) id: GuardId,
    /// The requirement.
    pub of: &'a model::Guard,
    /// The trait in module `requires`.
    pub ident: &'a Ident,
    /// The schemes whose grants the trait tells, as an operation behind it keeps them.
    pub keeps: Vec<SchemeId>,
}

impl Scheme<'_> {
    /// Returns true if the type of its credentials has a parameter for grants.
    #[must_use]
    pub const fn has_grants(&self) -> bool {
        !self.roles.is_empty() || !self.scopes.is_empty()
    }

    /// The marker of a role.
    #[must_use]
    pub fn role(&self, RoleId(role): RoleId) -> &GrantName {
        &self.roles[role as usize]
    }
}

impl Guard<'_> {
    /// Returns true if no credential suffices, too.
    #[must_use]
    pub fn is_optional(&self) -> bool {
        self.of.alternatives.iter().any(|one| one.schemes.is_empty())
    }
}

impl<'a> Planner<'a, '_> {
    pub(super) fn schemes(&self) -> Vec<Scheme<'a>> {
        let is_revoked = |id| self.selection.operations(self.api).any(|operation| operation.revokes == Some(id));
        let schemes = self.selection.schemes.iter().map(|id| {
            let idents = &self.names.schemes[id.index()];
            Scheme {
                id: *id,
                of: &self.api[*id],
                ty: &idents.ty,
                slot: &idents.slot,
                without: &idents.without,
                generic: &idents.generic,
                roles: &idents.roles,
                scopes: &idents.scopes,
                is_revoked: is_revoked(*id),
            }
        });
        schemes.collect()
    }

    pub(super) fn guards(&self) -> Vec<Guard<'a>> {
        let guards = self.selection.guards.iter().map(|id| Guard {
            id: *id,
            of: &self.api[*id],
            ident: &self.names.guards[id.index()],
            keeps: self.kept_behind(*id),
        });
        guards.collect()
    }

    /// The scheme of the credential that an operation issues with the roles of the one that it renews.
    pub(super) fn keeps(&self, id: OperationId) -> Option<SchemeId> {
        let issuance = self.api[id].issues.as_ref()?;
        let is_kept = issuance.roles.is_empty() && !self.api[issuance.scheme].roles.is_empty();
        is_kept.then_some(issuance.scheme)
    }

    fn kept_behind(&self, guard: GuardId) -> Vec<SchemeId> {
        let operations = self.selection.operations.iter().filter(|id| self.api[**id].guard == Some(guard));
        let mut schemes: Vec<SchemeId> = operations.filter_map(|id| self.keeps(*id)).collect();
        schemes.sort_unstable();
        schemes.dedup();
        schemes
    }
}
