//! Security schemes and requirements: credential types, slots, roles, scopes, and the traits in `requires`.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::Ident;

use super::SchemeNames;
use super::operation::CLIENT_METHODS;
use super::scope::{Scope, Wanted, claim_all};
use super::words::{compound, ident, item, item_ident, plain, value_ident};
use crate::model::{Api, Guard, Requirement, Role, SchemeUse, SecurityScheme};

/// What module `credential` and the client define beside the schemes.
const TYPES: &[&str] = &["Absent", "AllScopes", "Call", "Client", "ClientBuilder", "Credentials", "DynamicCredentials"];
/// What modules `role` and `scope` define beside the document's own.
const MARKERS: &[&str] = &["AllScopes", "Role", "Scope"];
/// A trait's name gets no longer than this; scopes are then counted instead of named.
const LONGEST: usize = 60;

/// The positions of the scopes that a scheme has identifiers in.
const TYPE: usize = 0;
const METHOD: usize = 1;

/// The schemes, and the traits, one for each distinct requirement.
pub(super) fn assign(api: &Api) -> (Vec<SchemeNames>, Vec<Ident>) {
    let mut schemes = schemes(api);
    let guards = guards(api, &schemes);
    type_parameters(&mut schemes, &guards);
    (schemes, guards)
}

fn schemes(api: &Api) -> Vec<SchemeNames> {
    let schemes = &api.security_schemes;
    let (types, methods) = (TYPES.iter().copied(), CLIENT_METHODS.iter().copied());
    let mut scopes = [Scope::reserving(types), Scope::reserving(methods)];
    let wanted = schemes.iter().map(|scheme| {
        let slot = value_ident(&scheme.name);
        let without = compound("without", "_", &plain(&slot));
        Wanted { name: &scheme.name, idents: [(TYPE, item_ident(&scheme.name)), (METHOD, slot), (METHOD, without)] }
    });
    let idents = claim_all(&mut scopes, wanted);
    let roles = markers(schemes, |scheme| &scheme.roles);
    let scopes = markers(schemes, |scheme| &scheme.scopes);
    let names = idents.into_iter().zip(roles).zip(scopes).map(|(([ty, slot, without], roles), scopes)| SchemeNames {
        generic: ident(&plain(&ty)[..1]),
        ty,
        slot,
        without,
        roles,
        scopes,
    });
    names.collect()
}

/// The markers of each scheme's roles or scopes. Schemes that name the same one share its marker.
fn markers<'a>(schemes: &'a [SecurityScheme], of: fn(&'a SecurityScheme) -> &'a Vec<Role>) -> Vec<Vec<Ident>> {
    let names: BTreeSet<&str> = schemes.iter().flat_map(of).map(|marker| marker.name.as_str()).collect();
    let mut scope = Scope::reserving(MARKERS.iter().copied());
    let idents = scope.claim_all(names.iter().map(|name| (*name, item_ident(name))));
    let idents: BTreeMap<&str, Ident> = names.into_iter().zip(idents).collect();
    schemes
        .iter()
        .map(|scheme| of(scheme).iter().map(|marker| idents[marker.name.as_str()].clone()).collect())
        .collect()
}

fn guards(api: &Api, schemes: &[SchemeNames]) -> Vec<Ident> {
    let names: Vec<String> = api.guards.iter().map(|guard| guard_name(guard, schemes)).collect();
    let wanted = names.iter().zip(&api.guards).map(|(name, guard)| (guard.origin.as_str(), item(ident(name))));
    Scope::default().claim_all(wanted)
}

/// The slots' type parameters: called by the first letters of the types, but never like anything of the document, nor are
/// the parameters for roles and scopes that are called after them.
fn type_parameters(schemes: &mut [SchemeNames], guards: &[Ident]) {
    let of_schemes =
        schemes.iter().flat_map(|scheme| [&scheme.ty].into_iter().chain(&scheme.roles).chain(&scheme.scopes));
    let names: BTreeSet<String> = of_schemes.chain(guards).map(plain).collect();
    let derived = ["Role", "Scopes"].iter();
    let reserved = names.iter().flat_map(|name| derived.clone().filter_map(|end| name.strip_suffix(end)));
    let reserved = reserved.chain(names.iter().map(String::as_str)).chain(["C"]);
    let mut scope = Scope::reserving(reserved);
    for scheme in schemes {
        scheme.generic = scope.claim(scheme.generic.clone());
    }
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
