//! The extension `x-warded`, for what OpenAPI has no words: of an Operation Object, what the operation does to
//! credentials; of a security scheme, which answers refuse its credentials (`refused`); of a schema, whether its values are
//! secrets (`secret`).
//!
//! ```yaml
//! x-warded:
//!   issues: { scheme: JWT, role: client, token: /token, expires: jwt }     # a success has a credential in its body
//!   renews: JWT                                                            # it takes a live one for it
//!   renews: { scheme: JWT, with: /refresh_token }                          # it takes a refresh token for it
//!   revokes: JWT                                                           # after a success the one sent is void
//!   requires-role: { JWT: [client, anonymous-client] }                     # one of these
//! ```

mod check;
mod circle;
mod issues;
mod json;
mod part;
mod prefix;
#[cfg(test)]
mod reference;
mod refresh;
mod refused;
mod renews;
mod secret;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value};

pub(super) use check::finish;
pub(super) use refused::refused;
pub(super) use secret::secrecy;

use self::json::Reader;
use super::security::Schemes;
use super::sink::Sink;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Issuance, Refresh, RoleId, SchemeId, Security};
use crate::source::Pointer;

/// The key of the extension.
pub(super) const KEY: &str = "x-warded";
const KEYS: &[&str] = &["issues", "renews", "revokes", "requires-role"];

/// The content of the extension, as far as it was understood.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) issues: Option<Issuance>,
    pub(super) renews: Option<SchemeId>,
    pub(super) refreshes: Option<Refresh>,
    pub(super) revokes: Option<SchemeId>,
    required_roles: Vec<(SchemeId, Vec<RoleId>)>,
}

/// Reads the extension at `at`.
pub(super) fn read(value: &Value, at: &Pointer, schemes: &mut Schemes, sink: &mut Sink<'_>) -> Marks {
    let mut reader = Reader { schemes, sink };
    let Some(members) = reader.object(value, at, KEYS) else { return Marks::default() };
    let (renews, refreshes) =
        members.get("renews").map(|value| renews::read(value, &at.key("renews"), &mut reader)).unwrap_or_default();
    Marks {
        renews,
        refreshes,
        revokes: members.get("revokes").and_then(|value| reader.scheme(value, &at.key("revokes"))),
        required_roles: required_roles(members, at, &mut reader),
        issues: members.get("issues").and_then(|value| issues::read(value, &at.key("issues"), renews, &mut reader)),
    }
}

/// Applies the required roles to `security`, and checks that it takes what the operation renews and revokes.
pub(super) fn apply(marks: &Marks, security: &mut Security, at: &Pointer, schemes: &Schemes, sink: &mut Sink<'_>) {
    for (scheme, roles) in &marks.required_roles {
        let at = at.key("requires-role").key(&schemes.all[scheme.index()].name);
        if !security.alternatives.iter().any(|one| takes(one, *scheme)) {
            report_untaken("requires a role of", *scheme, &at, (security, schemes), sink);
        }
        let uses = security.alternatives.iter_mut().flat_map(|one| &mut one.schemes);
        for one in uses.filter(|one| one.scheme == *scheme) {
            one.any_role.clone_from(roles);
        }
    }
    let needed = security.alternatives.as_slice();
    if let Some(scheme) = marks.renews
        && (needed.is_empty() || !needed.iter().all(|one| takes(one, scheme)))
    {
        report_untaken("renews", scheme, &at.key("renews"), (security, schemes), sink);
    }
    if let Some(scheme) = marks.revokes
        && !needed.iter().any(|one| takes(one, scheme))
    {
        report_untaken("revokes", scheme, &at.key("revokes"), (security, schemes), sink);
    }
}

fn takes(requirement: &crate::model::Requirement, scheme: SchemeId) -> bool {
    requirement.schemes.iter().any(|one| one.scheme == scheme)
}

fn report_untaken(
    does: &str,
    scheme: SchemeId,
    at: &Pointer,
    (security, schemes): (&Security, &Schemes),
    sink: &mut Sink<'_>,
) {
    let name = &schemes.all[scheme.index()].name;
    let message = format!("the operation {does} a credential of `{name}`, which it can be called without");
    let mut help = format!("add `{name}` to the alternatives of the operation's `security`");
    if does == "renews" {
        let with = match security.alternatives.as_slice() {
            [one] if one.schemes.len() == 1 => {
                format!("{{ scheme: {} }}", schemes.all[one.schemes[0].scheme.index()].name)
            }
            [..] => "/refresh_token".to_owned(),
        };
        help = format!(
            "{help}; if it takes a refresh token in place of it, say so: `renews: {{ scheme: {name}, with: {with} }}`"
        );
    }
    let error = Diagnostic::error(Code::InvalidExtension, at, message).help(help);
    sink.report(match &security.origin {
        Some(origin) => error.label(origin, "this is what the operation needs"),
        None => error,
    });
}

fn required_roles(
    members: &Map<String, Value>,
    at: &Pointer,
    reader: &mut Reader<'_, '_>,
) -> Vec<(SchemeId, Vec<RoleId>)> {
    let Some(value) = members.get("requires-role") else { return Vec::new() };
    let at = at.key("requires-role");
    let Some(by_scheme) = value.as_object() else {
        reader.error(&at, "this must be an object with the names of schemes and their roles");
        return Vec::new();
    };
    let mut required = Vec::new();
    for (name, value) in by_scheme {
        let at = at.key(name);
        let scheme = reader.scheme_named(name, crate::diagnostics::Place::Key(at.clone()));
        let names = reader.texts(value, &at);
        if let Some(scheme) = scheme.filter(|_| !names.is_empty()) {
            let mut roles: Vec<RoleId> = names.iter().map(|name| reader.schemes.role(scheme, name)).collect();
            roles.sort_unstable();
            roles.dedup();
            required.push((scheme, roles));
        }
    }
    required
}
