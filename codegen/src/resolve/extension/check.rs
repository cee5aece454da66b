//! Checks `x-warded.issues` against the schemas of the operation's success; tokens, and the properties that belong to
//! them, become secrets.
//!
//! ```yaml
//! issues: { scheme: JWT, token: /token }      # `token` must be a string of the one success's JSON body
//! ```

use serde_json::Value;

use super::super::secret::hide_issued;
use super::super::sink::Sink;
use super::circle;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{
    Api, Expiry, Issuance, MediaKind, NumberFormat, Operation, PropertyStep, Response, SchemaKind, SchemeKind,
    StatusPattern, StringFormat, TypeUse,
};
use crate::source::Pointer;

/// Checks every operation that issues a credential, and makes the type of its token a secret.
pub(in crate::resolve) fn finish(api: &mut Api, sink: &mut Sink<'_>) {
    circle::check(api, sink);
    let mut tokens = Vec::new();
    for operation in &api.operations {
        if let Some(issuance) = &operation.issues {
            check_kind(api, issuance, sink);
            check_role(api, operation, issuance, sink);
            tokens.extend(token(api, operation, issuance, sink).map(|token| (operation, token)));
        }
    }
    for (operation, token) in tokens {
        hide_issued(&mut api.schemas, operation, token);
    }
}

/// A token is all that the credential is made of.
fn check_kind(api: &Api, issuance: &Issuance, sink: &mut Sink<'_>) {
    let scheme = &api[issuance.scheme];
    if matches!(scheme.kind, SchemeKind::Basic | SchemeKind::MutualTls | SchemeKind::Undeclared) {
        let message = format!("a credential of `{}` can't be made of a token", scheme.name);
        let error = Diagnostic::error(Code::InvalidExtension, &issuance.origin.key("scheme"), message);
        sink.report(error.label(&scheme.origin, "this is the scheme"));
    }
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

/// The property that holds the token, after everything that the mark names was checked.
fn token(api: &Api, operation: &Operation, issuance: &Issuance, sink: &mut Sink<'_>) -> Option<PropertyStep> {
    let body = body(operation, issuance, sink)?;
    for (index, expiry) in issuance.expires.iter().enumerate() {
        let (path, key) = match expiry {
            Expiry::In(path) => (path, "in"),
            Expiry::At(path) => (path, "at"),
            Expiry::Jwt | Expiry::After(_) => continue,
        };
        // A single one may stand without the list.
        let at = issuance.origin.key("expires");
        let at = if issuance.expires.len() == 1 { at } else { at.index(index).key(key) };
        if let Some(step) = last_step(api, body, path, &at, sink) {
            expect(api, step, (&at, "a number of seconds"), is_seconds, sink);
        }
    }
    for (path, value) in &issuance.when {
        let at = issuance.origin.key("when");
        if let Some(step) = last_step(api, body, path, &at, sink) {
            expect(
                api,
                step,
                (&at, &format!("a type that `{value}` is a value of")),
                |kind| has_value(kind, value),
                sink,
            );
        }
    }
    let at = issuance.origin.key("token");
    let step = last_step(api, body, &issuance.token, &at, sink)?;
    expect(api, step, (&at, "a string"), |kind| is_text(api, kind), sink).then_some(step)
}

/// The type of the one success's JSON body.
fn body(operation: &Operation, issuance: &Issuance, sink: &mut Sink<'_>) -> Option<TypeUse> {
    let successes: Vec<&Response> = successes(operation);
    let body = match successes.as_slice() {
        [success] => success.content.first().filter(|media| media.kind == MediaKind::Json).and_then(|media| media.ty),
        [] | [_, ..] => None,
    };
    if body.is_none() {
        let message = "`issues` needs an operation with exactly one success (2XX), which has a JSON body with a schema";
        let responses = operation.origin.key("responses");
        let error = Diagnostic::error(Code::InvalidExtension, &issuance.origin, message);
        sink.report(error.label(&responses, "the operation's responses are these"));
    }
    body
}

/// `default` is the success where no other is documented.
fn successes(operation: &Operation) -> Vec<&Response> {
    let is_success = |status| match status {
        StatusPattern::Code(code) => code / 100 == 2,
        StatusPattern::Range(digit) => digit == 2,
        StatusPattern::Default => false,
    };
    let successes: Vec<&Response> = operation.responses.iter().filter(|response| is_success(response.status)).collect();
    if !successes.is_empty() {
        return successes;
    }
    operation.responses.iter().filter(|response| response.status == StatusPattern::Default).collect()
}

fn last_step(api: &Api, body: TypeUse, path: &[String], at: &Pointer, sink: &mut Sink<'_>) -> Option<PropertyStep> {
    match api.steps(body, path) {
        Ok(steps) => steps.last().copied(),
        Err(step) => {
            let message = format!("the success's body has no property `/{}`", path[..=step].join("/"));
            let error = Diagnostic::error(Code::InvalidExtension, at, message);
            sink.report(error.label(&api[body.schema].origin, "this is the body's schema"));
            None
        }
    }
}

/// Checks that the property's type is the expected one; an error if not.
fn expect(
    api: &Api,
    step: PropertyStep,
    (at, expected): (&Pointer, &str),
    is_expected: impl Fn(&SchemaKind) -> bool,
    sink: &mut Sink<'_>,
) -> bool {
    let is_expected = is_expected(&api[api.unaliased(step.ty.schema)].kind);
    if let (false, SchemaKind::Object(object)) = (is_expected, &api[step.object].kind) {
        let property = &object.properties[step.property];
        let error = Diagnostic::error(Code::InvalidExtension, at, format!("`{}` is not {expected}", property.name));
        sink.report(error.label(&property.origin, "this is the property"));
    }
    is_expected
}

fn is_text(api: &Api, kind: &SchemaKind) -> bool {
    let kind = if let SchemaKind::Secret(ty) = kind { &api[ty.schema].kind } else { kind };
    *kind == SchemaKind::String(StringFormat::Plain)
}

const fn is_seconds(kind: &SchemaKind) -> bool {
    match kind {
        SchemaKind::Integer(_) | SchemaKind::Number(NumberFormat::Float | NumberFormat::Double) => true,
        SchemaKind::String(format) => matches!(format, StringFormat::Plain),
        SchemaKind::Number(NumberFormat::Decimal) | SchemaKind::Any | SchemaKind::Null | SchemaKind::Boolean => false,
        SchemaKind::Enumeration(_) | SchemaKind::Array(_) | SchemaKind::Tuple(_) | SchemaKind::Map(_) => false,
        SchemaKind::Object(_) | SchemaKind::Union(_) | SchemaKind::Alias(_) | SchemaKind::Secret(_) => false,
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
