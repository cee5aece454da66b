//! Operations that look like logins and say nothing of it.
//!
//! ```yaml
//! /login: { post: { security: [], … } }      # takes a password, and its success has `access_token`
//! ```
//! A program copies such a token by hand. One warning proposes the marks of all of them, as an overlay.

use serde_json::{Map, Value, json};

use super::super::overlay;
use super::super::sink::Sink;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{
    Api, MediaKind, Method, Object, Operation, Property, SchemaKind, SchemeKind, SecurityScheme, StringFormat,
};
use crate::source::Pointer;

/// Names of tokens in replies, the most telling first.
const TOKENS: [&str; 4] = ["access_token", "accessToken", "jwt", "token"];
/// Names of refresh tokens.
const REFRESH_TOKENS: [&str; 2] = ["refresh_token", "refreshToken"];
/// Names of lifetimes in seconds.
const LIFETIMES: [&str; 2] = ["expires_in", "expiresIn"];
/// Words in the paths of logins, and in those of what resembles them.
const LOGINS: [&str; 6] = ["login", "log-in", "signin", "sign-in", "token", "auth"];
const OTHERS: [&str; 6] = ["register", "signup", "sign-up", "reset", "password", "verify"];

/// An operation whose success has a token.
struct Login<'a> {
    operation: &'a Operation,
    /// The path of the token.
    token: Pointer,
    /// That of the refresh token.
    refresh: Option<Pointer>,
    /// That of its lifetime.
    lifetime: Option<Pointer>,
    /// The property of the body that takes a refresh token.
    renews_with: Option<Pointer>,
}

/// Reports the operations that look like logins, if nothing of the document issues a credential, and it is clear of which
/// scheme they do.
pub(super) fn report(api: &Api, operations: &[&Operation], sink: &mut Sink<'_>) {
    let says_something = |one: &&Operation| one.issues.is_some() || one.renews.is_some() || one.revokes.is_some();
    let Some(scheme) = scheme(api) else { return };
    if operations.iter().any(says_something) {
        return;
    }
    let found: Vec<Login<'_>> = operations.iter().filter_map(|one| login(api, one)).collect();
    let (renewals, logins): (Vec<_>, Vec<_>) = found.into_iter().partition(|one| one.renews_with.is_some());
    let Some(first) = logins.first() else { return };
    let has_refresh = logins.iter().all(|login| login.refresh.is_some());
    let marked = logins.iter().chain(renewals.iter().filter(|_| has_refresh));
    let actions: Vec<Value> =
        marked.filter_map(|one| overlay::extension(&one.operation.origin, &marks(one, scheme))).collect();
    let name = &scheme.name;
    let others = match logins.len() - 1 {
        0 => String::new(),
        1 => ", and so does one other operation".to_owned(),
        more => format!(", and so do {more} other operations"),
    };
    let message = format!(
        "this operation looks like a login, as its success has `{}`{others}; nothing says that it issues a credential of \
         `{name}`",
        first.token.as_str()
    );
    let help = "if it does, this overlay declares it, and a session logs in by itself:";
    let warning = Diagnostic::warning(Code::UnmarkedLogin, &first.operation.origin, message);
    sink.report(warning.help(help).overlay(overlay::overlay(&actions)));
}

/// The one scheme of which a token can make a credential, and for which no flow is declared, as that would be a login.
fn scheme(api: &Api) -> Option<&SecurityScheme> {
    let is_made_of_token = |scheme: &&SecurityScheme| match scheme.kind {
        SchemeKind::Bearer => scheme.flows.is_empty() && scheme.metadata.is_none() && scheme.roles.is_empty(),
        SchemeKind::Basic | SchemeKind::Http { .. } | SchemeKind::Header { .. } | SchemeKind::Query { .. } => false,
        SchemeKind::Cookie { .. } | SchemeKind::MutualTls | SchemeKind::Undeclared => false,
    };
    let mut schemes = api.security_schemes.iter().filter(is_made_of_token);
    schemes.next().filter(|_| schemes.next().is_none())
}

fn login<'a>(api: &Api, operation: &'a Operation) -> Option<Login<'a>> {
    let path = operation.path.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| path.contains(word));
    let is_open = operation.security.alternatives.iter().all(|one| one.schemes.is_empty());
    let is_told = has(&LOGINS) && !has(&OTHERS);
    if operation.method != Method::Post || !is_open || !is_told {
        return None;
    }
    let sent = operation.request_body.as_ref()?.content.first()?;
    let sent = api.object(sent.ty?.schema)?;
    let secrets: Vec<&Property> = sent.properties.iter().filter(|one| is_secret(api, one)).collect();
    let is_refresh_token = |one: &&&Property| REFRESH_TOKENS.contains(&one.name.as_str());
    let renews_with = secrets.iter().find(is_refresh_token).filter(|_| secrets.len() == 1);
    let mut successes = operation.successes();
    let (Some((_, success)), None) = (successes.next(), successes.next()) else { return None };
    let media = success.content.first().filter(|media| media.kind == MediaKind::Json)?;
    let body = api.object(media.ty?.schema)?;
    if secrets.is_empty() {
        return None;
    }
    let (members, at) = holder(api, body)?;
    let find = |names: &[&str]| names.iter().find(|name| members.property(name).is_some()).map(|name| at.key(name));
    Some(Login {
        operation,
        token: find(&TOKENS)?,
        refresh: find(&REFRESH_TOKENS),
        lifetime: find(&LIFETIMES),
        renews_with: renews_with.map(|one| Pointer::root().key(&one.name)),
    })
}

/// The object with the token: the body, or a property of it.
fn holder<'a>(api: &'a Api, body: &'a Object) -> Option<(&'a Object, Pointer)> {
    let has_token = |object: &Object| {
        TOKENS.iter().filter_map(|name| object.property(name)).any(|one| is_secret(api, one) || is_text(api, one))
    };
    if has_token(body) {
        return Some((body, Pointer::root()));
    }
    let inner = body.properties.iter().filter_map(|one| Some((api.object(one.ty.schema)?, &one.name)));
    let mut inner = inner.filter(|(object, _)| has_token(object));
    inner.next().map(|(object, name)| (object, Pointer::root().key(name)))
}

fn is_secret(api: &Api, property: &Property) -> bool {
    matches!(api[api.unaliased(property.ty.schema)].kind, SchemaKind::Secret(_))
}

fn is_text(api: &Api, property: &Property) -> bool {
    matches!(api[api.unaliased(property.ty.schema)].kind, SchemaKind::String(StringFormat::Plain))
}

fn marks(login: &Login<'_>, scheme: &SecurityScheme) -> Value {
    let mut issues = Map::new();
    issues.insert("scheme".to_owned(), json!(scheme.name));
    issues.insert("token".to_owned(), json!(login.token.as_str()));
    if let Some(lifetime) = &login.lifetime {
        issues.insert("expires".to_owned(), json!({ "in": lifetime.as_str() }));
    }
    if let Some(refresh) = &login.refresh {
        issues.insert("refresh".to_owned(), json!(refresh.as_str()));
    }
    let mut marks = Map::new();
    marks.insert("issues".to_owned(), Value::Object(issues));
    if let Some(with) = &login.renews_with {
        marks.insert("renews".to_owned(), json!({ "scheme": scheme.name, "with": with.as_str() }));
    }
    Value::Object(marks)
}
