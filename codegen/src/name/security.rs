//! Security schemes and requirements: credential types, slots, roles, scopes, and the traits in `requires`.

use proc_macro2::Ident;

use super::grant::Grants;
use super::operation::CLIENT_METHODS;
use super::scope::{Scope, Wanted, claim_all};
use super::words::{LONGEST, compound, ident, item, item_ident, plain, shortened, value_ident};
use super::{GrantName, SchemeNames};
use crate::model::{Api, Guard, Requirement, SchemeUse};

/// The names that module `credential` and the client define beside the schemes.
const TYPES: &[&str] = &["Absent", "Call", "Client", "ClientBuilder", "Credentials", "DynamicCredentials"];
/// The type parameter in module `requires`.
const IN_REQUIRES: &str = "Carrying";

/// The positions of the scopes that a scheme has identifiers in.
const TYPE: usize = 0;
const METHOD: usize = 1;

pub(super) fn schemes(api: &Api) -> Vec<SchemeNames> {
    let (types, methods) = (TYPES.iter().copied(), CLIENT_METHODS.iter().copied());
    let mut scopes = [Scope::reserving(types), Scope::reserving(methods)];
    let wanted = api.security_schemes.iter().map(|scheme| {
        let slot = value_ident(&scheme.name);
        let without = compound("without", "_", &plain(&slot));
        Wanted { name: &scheme.name, idents: [(TYPE, item_ident(&scheme.name)), (METHOD, slot), (METHOD, without)] }
    });
    let idents = claim_all(&mut scopes, wanted);
    // A type parameter is called by the first letter of the type, and is no type of the document.
    let types: Vec<String> = idents.iter().map(|[ty, ..]| plain(ty)).collect();
    let mut generics = Scope::reserving(types.iter().map(String::as_str).chain(["C"]));
    let grants = Grants::of(api);
    idents
        .into_iter()
        .zip(&api.security_schemes)
        .map(|([ty, slot, without], scheme)| SchemeNames {
            generic: generics.claim(ident(&plain(&ty)[..1])),
            roles: grants.roles(scheme),
            scopes: grants.scopes(scheme),
            ty,
            slot,
            without,
        })
        .collect()
}

/// The traits, one for each distinct requirement.
pub(super) fn guards(api: &Api, schemes: &[SchemeNames]) -> Vec<Ident> {
    let names: Vec<String> = api.guards.iter().map(|guard| guard_name(guard, schemes)).collect();
    let wanted = names.iter().zip(&api.guards).map(|(name, guard)| (guard.origin.as_str(), item(ident(name))));
    Scope::reserving([IN_REQUIRES]).claim_all(wanted)
}

fn guard_name(guard: &Guard, schemes: &[SchemeNames]) -> String {
    let full = alternatives(guard, |scheme| scheme_use(scheme, schemes, true)).join("Or");
    // Scopes are counted instead of named then, and at last the alternatives are.
    if full.len() <= LONGEST {
        return full;
    }
    shortened(&alternatives(guard, |scheme| scheme_use(scheme, schemes, false)), "Or")
}

/// `OptionalJwt`, `TrackerKeyAndBasic`
fn alternatives(guard: &Guard, part: impl Fn(&SchemeUse) -> String) -> Vec<String> {
    let alternative = |requirement: &Requirement| requirement.schemes.iter().map(&part).collect::<Vec<_>>().join("And");
    let (empty, needed): (Vec<_>, Vec<_>) = guard.alternatives.iter().partition(|one| one.schemes.is_empty());
    let mut alternatives: Vec<String> = needed.into_iter().map(alternative).collect();
    if let (false, Some(first)) = (empty.is_empty(), alternatives.first_mut()) {
        first.insert_str(0, "Optional");
    }
    alternatives
}

/// `Jwt`, `JwtAsClient`, `JwtAsClientOrUser`, `OauthWithReadPetsWritePets`, or only the number of scopes and roles where
/// they are too many to name.
fn scheme_use(scheme: &SchemeUse, schemes: &[SchemeNames], in_full: bool) -> String {
    let names = &schemes[scheme.scheme.index()];
    let role = |role: &crate::model::RoleId| &names.roles[role.0 as usize];
    let scope = |scope: &usize| &names.scopes[*scope];
    let part = |members: Vec<&GrantName>, before: &str, between: &str, counted: &str| match members.len() {
        0 => String::new(),
        count if !in_full && count > 1 => format!("{before}{count}{counted}"),
        _ => before.to_owned() + &members.iter().map(|one| word(&one.ident)).collect::<Vec<_>>().join(between),
    };
    [
        word(&names.ty),
        part(scheme.any_role.iter().map(role).collect(), "As", "Or", "Roles"),
        part(scheme.roles.iter().map(role).collect(), "As", "And", "Roles"),
        part(scheme.scopes.iter().map(scope).collect(), "With", "", "Scopes"),
    ]
    .concat()
}

/// The identifier as a part of a name; the compiler's lints reject `_` within one.
fn word(ident: &Ident) -> String {
    plain(ident).trim_matches('_').to_owned()
}
