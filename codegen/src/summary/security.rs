//! Security Scheme Object and Security Requirement Object.

use serde_json::{Value, json};

use crate::model::{ReplyPart, Requirement, RoleId};
use crate::plan::{Client, Guard, Issuance, Scheme};

pub(super) fn scheme(scheme: &Scheme<'_>) -> Value {
    let idents = |names: &[crate::name::GrantName]| names.iter().map(|name| name.ident.to_string()).collect::<Vec<_>>();
    json!({
        "name": scheme.of.name,
        "ident": scheme.ty.to_string(),
        "slot": scheme.slot.to_string(),
        "roles": idents(scheme.roles),
        "scopes": idents(scheme.scopes),
    })
}

pub(super) fn guard(client: &Client<'_>, guard: &Guard<'_>) -> Value {
    json!({
        "ident": guard.ident.to_string(),
        "alternatives": guard.of.alternatives.iter().map(|one| requirement(client, one)).collect::<Vec<_>>(),
    })
}

/// The credentials, of which most operations issue one.
pub(super) fn issuances(client: &Client<'_>, issuance: &Issuance<'_>) -> Value {
    if issuance.beside.is_empty() {
        return self::issuance(client, issuance);
    }
    std::iter::once(issuance).chain(&issuance.beside).map(|one| self::issuance(client, one)).collect()
}

fn issuance(client: &Client<'_>, issuance: &Issuance<'_>) -> Value {
    let scheme = client.scheme(issuance.of.scheme);
    json!({
        "scheme": scheme.of.name,
        "roles": issuance.of.roles.iter().map(|role| scheme.role(*role).ident.to_string()).collect::<Vec<_>>(),
        "token": match &issuance.of.token {
            ReplyPart::Body(path) => json!(path),
            ReplyPart::Header(name) => json!({ "header": name }),
            ReplyPart::Cookie(name) => json!({ "cookie": name }),
        },
    })
}

pub(super) fn requirement(client: &Client<'_>, requirement: &Requirement) -> Value {
    let schemes = requirement.schemes.iter().map(|one| {
        let scheme = client.scheme(one.scheme).of;
        let roles = |roles: &[RoleId]| -> Vec<&str> {
            roles.iter().map(|RoleId(role)| scheme.roles[*role as usize].name.as_str()).collect()
        };
        json!({
            "scheme": scheme.name,
            "scopes": one.scopes.iter().map(|at| scheme.scopes[*at].name.as_str()).collect::<Vec<_>>(),
            "roles": roles(&one.roles),
            "anyRole": roles(&one.any_role),
        })
    });
    schemes.collect()
}
