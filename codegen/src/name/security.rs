//! Security schemes and requirements: credential types, slots, roles, scopes, and the traits in `requires`.

use proc_macro2::Ident;

use super::SchemeNames;
use super::operation::CLIENT_METHODS;
use super::scope::{PRELUDE, Scope};
use super::words::{compound, ident, plain, type_ident, value_ident};
use crate::model::{Api, Guard, Requirement, Role, SchemeUse, SecurityScheme};

/// What module `credential` and the client define beside the schemes.
const TYPES: &[&str] = &[
    "Absent",
    "AllScopes",
    "Call",
    "Client",
    "ClientBuilder",
    "Credentials",
    "DynamicCredentials",
    "Option",
    "String",
];
/// A trait's name gets no longer than this; scopes are then counted instead of named.
const LONGEST: usize = 60;

pub(super) fn schemes(api: &Api) -> Vec<SchemeNames> {
    let schemes = &api.security_schemes;
    let types = Scope::reserving(TYPES.iter().copied()).claim_all(named(schemes, type_ident));
    let mut methods = Scope::reserving(CLIENT_METHODS.iter().copied());
    let slots = methods.claim_all(named(schemes, value_ident));
    let mut generics = Scope::reserving(["C"]);
    types
        .into_iter()
        .zip(slots)
        .zip(schemes)
        .map(|((ty, slot), scheme)| SchemeNames {
            without: methods.claim(compound("without", "_", &plain(&slot))),
            generic: generics.claim(ident(&plain(&ty)[..1])),
            roles: members(&scheme.roles),
            scopes: members(&scheme.scopes),
            ty,
            slot,
        })
        .collect()
}

/// The traits, one for each distinct requirement.
pub(super) fn guards(api: &Api, schemes: &[SchemeNames]) -> Vec<Ident> {
    let names: Vec<String> = api.guards.iter().map(|guard| guard_name(guard, schemes)).collect();
    Scope::default().claim_all(names.iter().zip(&api.guards).map(|(name, guard)| (guard.origin.as_str(), ident(name))))
}

fn named(schemes: &[SecurityScheme], to_ident: fn(&str) -> Ident) -> impl Iterator<Item = (&str, Ident)> {
    schemes.iter().map(move |scheme| (scheme.name.as_str(), to_ident(&scheme.name)))
}

fn members(roles: &[Role]) -> Vec<Ident> {
    let mut scope = Scope::reserving(PRELUDE.into_iter().chain(["AllScopes", "Role", "Scope"]));
    scope.claim_all(roles.iter().map(|role| (role.name.as_str(), type_ident(&role.name))))
}

fn guard_name(guard: &Guard, schemes: &[SchemeNames]) -> String {
    let full = joined(guard, |scheme| scheme_use(scheme, schemes, true));
    if full.len() <= LONGEST { full } else { joined(guard, |scheme| scheme_use(scheme, schemes, false)) }
}

/// `OptionalJwtOrTrackerKeyAndBasic`
fn joined(guard: &Guard, part: impl Fn(&SchemeUse) -> String) -> String {
    let alternative = |requirement: &Requirement| requirement.schemes.iter().map(&part).collect::<Vec<_>>().join("And");
    let (empty, needed): (Vec<_>, Vec<_>) = guard.alternatives.iter().partition(|one| one.schemes.is_empty());
    let optional = if empty.is_empty() { "" } else { "Optional" };
    format!("{optional}{}", needed.into_iter().map(alternative).collect::<Vec<_>>().join("Or"))
}

/// `Jwt`, `JwtAsClient`, `OauthWithReadPetsWritePets`, or only the number of scopes where they are too many to name.
fn scheme_use(scheme: &SchemeUse, schemes: &[SchemeNames], in_full: bool) -> String {
    let names = &schemes[scheme.scheme.index()];
    let mut text = word(&names.ty);
    if !scheme.roles.is_empty() {
        let roles: Vec<String> = scheme.roles.iter().map(|role| word(&names.roles[role.0 as usize])).collect();
        text = format!("{text}As{}", roles.join("Or"));
    }
    match scheme.scopes.len() {
        0 => text,
        count if !in_full && count > 1 => format!("{text}With{count}Scopes"),
        _ => scheme.scopes.iter().fold(format!("{text}With"), |text, at| text + &word(&names.scopes[*at])),
    }
}

/// As part of a name, in the middle of which the compiler's lints want no `_`.
fn word(ident: &Ident) -> String {
    plain(ident).trim_matches('_').to_owned()
}
