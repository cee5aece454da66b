//! Checks `x-warded.renews` with `with`: the refresh token must have its place in the request, and come from a login.

use super::super::secret::IssuedIn;
use super::super::sink::Sink;
use super::check::made_of_no_token;
use super::part::is_text;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Api, MediaKind, Object, Operation, ParameterLocation, Refresh, RequestPart, Requirement, SchemaId};

/// Checks a renewal by a refresh token, and returns its place in the request.
pub(super) fn check(api: &Api, operation: &Operation, refresh: &Refresh, sink: &mut Sink<'_>) -> Option<IssuedIn> {
    check_login(api, operation, refresh, sink);
    if let Some(error) = misplaced(api, operation, refresh) {
        sink.report(error);
    }
    let parameter = |name: &str, location| {
        let at = operation.parameters.iter().position(|one| one.is_called(name, location));
        at.map(IssuedIn::Parameter)
    };
    match &refresh.with {
        RequestPart::Property(name) => {
            let (object, members) = body(api, operation)?;
            let property = members.properties.iter().position(|property| property.name == *name)?;
            Some(IssuedIn::Property { object, property })
        }
        RequestPart::Header(name) => parameter(name, ParameterLocation::Header),
        RequestPart::Cookie(name) => parameter(name, ParameterLocation::Cookie),
        RequestPart::Credential(_) => None,
    }
}

/// A login must issue the refresh token, and the renewal a credential, for which it needs no live one.
fn check_login(api: &Api, operation: &Operation, refresh: &Refresh, sink: &mut Sink<'_>) {
    let scheme = &api[refresh.scheme].name;
    let error = |message: String| Diagnostic::error(Code::InvalidExtension, &refresh.origin, message);
    let issues = |one: &Operation| one.issues.as_ref().is_some_and(|issued| issued.scheme == refresh.scheme);
    if !issues(operation) {
        let message = format!("the operation renews a credential of `{scheme}`, and issues none");
        sink.report(error(message).help("say `issues` as well"));
        return;
    }
    let has_refresh = |one: &Operation| one.issues.as_ref().is_some_and(|issued| issued.refresh.is_some());
    let login = api.operations.iter().find(|one| issues(one) && one.refreshes.is_none());
    if let Some(login) = login
        && !api.operations.iter().any(|one| issues(one) && has_refresh(one))
    {
        let message = format!("no operation issues a refresh token with its credential of `{scheme}`");
        let error = error(message).label(&login.origin, "this one issues a credential");
        sink.report(error.help("say where it is in the reply: `refresh: /refresh_token` in `issues`"));
    }
    let needs = |scheme| {
        let alternatives = &operation.security.alternatives;
        !alternatives.is_empty() && alternatives.iter().all(|one| one.schemes.iter().any(|one| one.scheme == scheme))
    };
    if needs(refresh.scheme) {
        let message =
            format!("the operation renews a credential of `{scheme}` by a refresh token, and needs a live one");
        let error = error(message).help("an operation that needs none has `security: []`");
        sink.report(match &operation.security.origin {
            Some(origin) => error.label(origin, "this is what the operation needs"),
            None => error,
        });
    }
}

/// The error, if the request has no such place.
fn misplaced(api: &Api, operation: &Operation, refresh: &Refresh) -> Option<Diagnostic> {
    let error = |message: String| Some(Diagnostic::error(Code::InvalidExtension, &refresh.origin, message));
    match &refresh.with {
        RequestPart::Property(name) => {
            let texts = body_texts(api, operation);
            if texts.contains(&name.as_str()) {
                return None;
            }
            let error = error(format!("the request's body has no property `{name}` that is text"))?;
            let listed: Vec<String> = texts.iter().map(|name| format!("`/{name}`")).collect();
            Some(if texts.is_empty() { error } else { error.help(format!("{} would do", listed.join(", "))) })
        }
        RequestPart::Header(name) => missing(api, operation, name, ParameterLocation::Header, refresh),
        RequestPart::Cookie(name) => missing(api, operation, name, ParameterLocation::Cookie, refresh),
        RequestPart::Credential(scheme) => {
            let declared = &api[*scheme];
            let is_taken =
                |one: &Requirement| one.schemes.iter().any(|one| one.scheme == *scheme) && one.schemes.len() == 1;
            if let Some(message) = made_of_no_token(declared) {
                return error(message);
            }
            if operation.security.alternatives.iter().any(is_taken) {
                return None;
            }
            let error = error(format!("the operation does not take a credential of `{}` alone", declared.name))?;
            Some(error.help(format!("its `security` would be `[{{ {}: [] }}]`", declared.name)))
        }
    }
}

fn missing(
    api: &Api,
    operation: &Operation,
    name: &str,
    location: ParameterLocation,
    refresh: &Refresh,
) -> Option<Diagnostic> {
    let of_location =
        || operation.parameters.iter().filter(|one| one.location == location && is_text_type(api, one.ty.schema));
    if of_location().any(|one| one.is_called(name, location)) {
        return None;
    }
    let message = format!("the operation has no {} parameter `{name}` that is text", location_in_words(location));
    let error = Diagnostic::error(Code::InvalidExtension, &refresh.origin, message);
    let others: Vec<String> = of_location().map(|one| format!("`{}`", one.name)).collect();
    Some(if others.is_empty() {
        error.help("declare it among its `parameters`")
    } else {
        error.help(format!("{} would do", others.join(", ")))
    })
}

const fn location_in_words(location: ParameterLocation) -> &'static str {
    match location {
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
        ParameterLocation::Path | ParameterLocation::Query | ParameterLocation::QueryString => "other",
    }
}

fn is_text_type(api: &Api, schema: SchemaId) -> bool {
    is_text(api)(&api[api.unaliased(schema)].kind)
}

/// The properties of the request's body that are text.
fn body_texts<'a>(api: &'a Api, operation: &Operation) -> Vec<&'a str> {
    let properties = body(api, operation).into_iter().flat_map(|(_, object)| &object.properties);
    let texts = properties.filter(|property| is_text_type(api, property.ty.schema));
    texts.map(|property| property.name.as_str()).collect()
}

/// The object that is the request's body: of the first form of it, which must be JSON or a form.
fn body<'a>(api: &'a Api, operation: &Operation) -> Option<(SchemaId, &'a Object)> {
    let media = operation.request_body.as_ref().and_then(|body| body.content.first());
    let ty = media.filter(|media| matches!(media.kind, MediaKind::Json | MediaKind::Form))?.ty?;
    Some((api.unaliased(ty.schema), api.object(ty.schema)?))
}
