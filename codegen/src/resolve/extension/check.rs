//! Checks `x-warded.issues` against the operation's successes; tokens, and the properties that belong to them, become
//! secrets.
//!
//! ```yaml
//! issues: { scheme: JWT, token: /token }      # `token` must be a string of the JSON body of a success
//! ```

use serde_json::Value;

use super::super::secret::{IssuedIn, hide_issued};
use super::super::sink::Sink;
use super::part::{Expected, Parts, is_text, is_time, is_time_span};
use super::{circle, prefix, refresh};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{
    Api, Expiry, Issuance, Operation, PathStep, ReplyPart, SchemaKind, SchemeKind, SecurityScheme, StringFormat,
};
use crate::source::Pointer;

/// Checks every operation that issues a credential, and makes the type of its token a secret.
pub(in crate::resolve) fn finish(api: &mut Api, sink: &mut Sink<'_>) {
    circle::check(api, sink);
    let mut tokens = Vec::new();
    for (at, operation) in api.operations.iter().enumerate() {
        if let Some(issuance) = &operation.issues {
            for one in issuance.all() {
                check_kind(api, one, sink);
                check_role(api, operation, one, sink);
                if let Some(doubt) = prefix::doubt(&api[one.scheme], one) {
                    sink.report(doubt);
                }
            }
            tokens.extend(self::tokens(api, operation, issuance, sink).into_iter().map(|token| (at, token)));
        }
        if let Some(refresh) = &operation.refreshes {
            tokens.extend(refresh::check(api, operation, refresh, sink).map(|token| (at, token)));
        }
    }
    for (operation, token) in tokens {
        hide_issued(&mut api.schemas, &mut api.operations[operation], &token);
    }
}

/// A token is all that the credential is made of, but for a word before a key that is sent in `Authorization`.
fn check_kind(api: &Api, issuance: &Issuance, sink: &mut Sink<'_>) {
    let scheme = &api[issuance.scheme];
    let unmade = made_of_no_token(scheme).map(|message| (issuance.origin.key("scheme"), message));
    let Some((at, message)) = unmade.or_else(|| misprefixed(scheme, issuance)) else { return };
    sink.report(Diagnostic::error(Code::InvalidExtension, &at, message).label(&scheme.origin, "this is the scheme"));
}

/// The problem with a scheme whose credentials are more than a token.
pub(super) fn made_of_no_token(scheme: &SecurityScheme) -> Option<String> {
    let is_more = matches!(scheme.kind, SchemeKind::Basic | SchemeKind::MutualTls | SchemeKind::Undeclared);
    is_more.then(|| format!("a credential of `{}` can't be made of a token", scheme.name))
}

/// The problem with a word before the token, if there is one, and its place.
fn misprefixed(scheme: &SecurityScheme, issuance: &Issuance) -> Option<(Pointer, String)> {
    issuance.prefix.as_ref()?;
    let message = match scheme.kind {
        SchemeKind::Bearer | SchemeKind::Http { .. } => "has the word of its scheme before it already",
        SchemeKind::Query { .. } | SchemeKind::Cookie { .. } => "is not in a header, and has no word before it",
        SchemeKind::Header { .. } | SchemeKind::Basic | SchemeKind::MutualTls | SchemeKind::Undeclared => return None,
    };
    Some((issuance.origin.key("prefix"), format!("a credential of `{}` {message}", scheme.name)))
}

/// A credential of a scheme that knows roles has one: its own, or that of the credential that it renews.
fn check_role(api: &Api, operation: &Operation, issuance: &Issuance, sink: &mut Sink<'_>) {
    let scheme = &api[issuance.scheme];
    if issuance.roles.is_empty() && !scheme.roles.is_empty() && operation.renews != Some(issuance.scheme) {
        let roles: Vec<&str> = scheme.roles.iter().map(|role| role.name.as_str()).collect();
        let message = format!("`issues` must declare the role of the credential of `{}`", scheme.name);
        let help = format!("say `role` with one of `{}`, or with another", roles.join("`, `"));
        sink.report(Diagnostic::error(Code::InvalidExtension, &issuance.origin, message).help(help));
    }
}

/// The places of the tokens, after everything that the mark names was checked.
fn tokens(api: &Api, operation: &Operation, issuance: &Issuance, sink: &mut Sink<'_>) -> Vec<IssuedIn> {
    let Some(parts) = Parts::of(api, operation, issuance, sink) else { return Vec::new() };
    for (path, value) in &issuance.when {
        let (at, expected) = (issuance.origin.key("when"), format!("a type that `{value}` is a value of"));
        let part = ReplyPart::Body(path.clone());
        let is_expected = |kind: &SchemaKind| has_value(kind, value);
        parts.check(&part, &Expected { at: &at, words: &expected, is_expected: &is_expected }, sink);
    }
    let mut tokens = Vec::new();
    for one in issuance.all() {
        check_expiries(&parts, &one.expires, &one.origin.key("expires"), sink);
        tokens.extend(token(&parts, &one.token, &one.origin.key("token"), sink));
    }
    if let Some(refresh) = &issuance.refresh {
        check_expiries(&parts, &refresh.expires, &issuance.origin.key("refresh-expires"), sink);
        tokens.extend(token(&parts, &refresh.token, &issuance.origin.key("refresh"), sink));
    }
    tokens
}

fn token(parts: &Parts<'_>, part: &ReplyPart, at: &Pointer, sink: &mut Sink<'_>) -> Option<IssuedIn> {
    let expected = Expected { at, words: "a string", is_expected: &is_text(parts.api) };
    let steps = parts.check(part, &expected, sink)?;
    match part {
        ReplyPart::Body(_) => {
            let properties = steps.iter().rev().filter_map(|step| match step {
                PathStep::Property { object, property, .. } => Some((*object, *property)),
                PathStep::Item { .. } | PathStep::Variant { .. } => None,
            });
            let property = properties.map(|(object, property)| IssuedIn::Property { object, property }).next();
            property.or(parts.body.map(|(response, _)| IssuedIn::Body(response)))
        }
        ReplyPart::Header(name) => Some(IssuedIn::Header(name.clone())),
        ReplyPart::Cookie(_) => Some(IssuedIn::Header("Set-Cookie".to_owned())),
    }
}

fn check_expiries(parts: &Parts<'_>, expires: &[Expiry], at: &Pointer, sink: &mut Sink<'_>) {
    for (index, expiry) in expires.iter().enumerate() {
        // A single one may stand without the list.
        let at = if expires.len() == 1 { at.clone() } else { at.index(index) };
        check_expiry(parts, expiry, &at, sink);
    }
}

fn check_expiry(parts: &Parts<'_>, expiry: &Expiry, at: &Pointer, sink: &mut Sink<'_>) {
    let api = parts.api;
    match expiry {
        Expiry::In(part, _) => {
            let at = &at.key("in");
            let words = "a number of seconds";
            parts.check(part, &Expected { at, words, is_expected: &is_time_span(api) }, sink);
        }
        Expiry::At(part, _) => {
            let at = &at.key("at");
            let words = "a number of seconds, nor a date and a time";
            parts.check(part, &Expected { at, words, is_expected: &is_time(api) }, sink);
        }
        Expiry::Jwt | Expiry::After(_) => {}
    }
}

fn has_value(kind: &SchemaKind, value: &Value) -> bool {
    match kind {
        SchemaKind::Boolean => value.is_boolean(),
        SchemaKind::Integer(_) => value.is_i64() || value.is_u64(),
        SchemaKind::Number(_) => value.is_number(),
        SchemaKind::String(format) => *format == StringFormat::Plain && value.is_string(),
        SchemaKind::Enumeration(enumeration) => enumeration.values.iter().any(|one| one.value == *value),
        SchemaKind::Any | SchemaKind::Null | SchemaKind::Array(_) | SchemaKind::Tuple(_) | SchemaKind::Map(_) => false,
        SchemaKind::Object(_) | SchemaKind::Union(_) | SchemaKind::Alias(_) | SchemaKind::Secret(_) => false,
    }
}
