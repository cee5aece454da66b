//! Operation Object: methods with their arguments, setters, and what each response becomes.

use serde_json::{Map, Value, json};

use super::security;
use crate::emit::rust_type;
use crate::model::{Form, ParameterLocation, StatusPattern};
use crate::plan::{
    Argument, Client, Companion, HeaderPresence, Label, Lend, Method, Operation, Parameter, Passed, Representation,
    Role, Row, Shape, Shared, Statuses, Write,
};

pub(super) fn operation(client: &Client<'_>, operation: &Operation<'_>) -> Value {
    let (of, responses) = (operation.of, &operation.responses);
    let bodies = operation.bodies().map(|body| &body.representation);
    json!({
        "pointer": of.origin.as_str(),
        "operationId": of.id,
        "method": of.method.as_str(),
        "path": of.path,
        "ident": of_first(operation),
        "marker": operation.marker.to_string(),
        "form": form(&of.form),
        "features": operation.features,
        "servers": client.servers(of.servers).ident.to_string(),
        "methods": operation.methods.iter().map(method).collect::<Vec<_>>(),
        "parameters": operation.parameters.iter().map(parameter).collect::<Vec<_>>(),
        "requestBodies": bodies.map(representation).collect::<Vec<_>>(),
        "optionalBody": operation.optional_body.as_ref().map(|body| passed(&body.argument)),
        "responses": responses.documented.iter().map(|one| json!({
            "status": status(one.of.status),
            "content": one.content.iter().map(representation).collect::<Vec<_>>(),
            "headers": one.of.headers.iter().map(|header| header.name.as_str()).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "accept": responses.accept,
        "output": rust_type(&responses.output),
        "error": rust_type(&responses.error),
        "types": responses.companions.iter().map(|one| companion(client, one)).collect::<Vec<_>>(),
        "rows": responses.rows.iter().map(row).collect::<Vec<_>>(),
        "security": of.security.alternatives.iter()
            .map(|one| security::requirement(client, one)).collect::<Vec<_>>(),
        "requirement": of.guard.map(|guard| client.guard(guard).ident.to_string()),
        "issues": operation.issues.as_ref().map(|issuance| security::issuances(client, issuance)),
        "renews": of.renews.map(|scheme| client.scheme(scheme).of.name.as_str()),
        "revokes": of.revokes.map(|scheme| client.scheme(scheme).of.name.as_str()),
        "session": operation.session.as_ref().map(|session| json!({
            "renewal": session.renewal.as_ref().map(|one| client.operations[one.operation].marker.to_string()),
            "byRefreshToken": session.renewal.as_ref().is_some_and(|one| one.refresh.is_some()),
            "once": session.once,
        })),
    })
}

/// The form of the successes, if it is not the first.
fn form(form: &Form) -> Option<&str> {
    match form {
        Form::First => None,
        Form::Stream => Some("stream"),
        Form::As(_, names) => names.first().map(String::as_str),
    }
}

fn of_first(operation: &Operation<'_>) -> Option<String> {
    operation.methods.first().map(|method| method.ident.to_string())
}

fn method(method: &Method<'_>) -> Value {
    let body = method.body.as_ref().map(|body| {
        let write = match body.write {
            Write::Json => "json",
            Write::Form(_) => "form",
            Write::Multipart(_) => "multipart",
            Write::MultipartList { .. } => "multipart_list",
            Write::Xml(_) => "xml",
            Write::Text => "text",
            Write::Bytes => "bytes",
        };
        let (media_type, choice) = match &body.label {
            Label::Fixed(name) => (Some(*name), Value::Null),
            Label::Listed(ty, variants) => {
                let variants = variants.iter().map(|(variant, name)| (variant.to_string(), json!(name)));
                (None, json!({ "ident": ty.to_string(), "variants": variants.collect::<Map<_, _>>() }))
            }
            Label::Within(range) => (None, json!({ "within": range })),
        };
        json!({ "mediaType": media_type, "choice": choice, "type": passed(&body.argument), "write": write })
    });
    json!({ "ident": method.ident.to_string(), "body": body })
}

fn parameter(Parameter { of, ident, argument, .. }: &Parameter<'_>) -> Value {
    let location = match of.location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::QueryString => "querystring",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    };
    json!({
        "name": of.name,
        "in": location,
        "required": of.required,
        "ident": ident.to_string(),
        "type": passed(argument),
        "secret": argument.lend == Lend::Exposed,
    })
}

fn representation(Representation { of, ty }: &Representation<'_>) -> Value {
    json!({ "mediaType": of.name(), "mediaTypes": of.names, "type": ty.as_ref().map(rust_type) })
}

/// The type of an argument.
fn passed(argument: &Argument<'_>) -> String {
    let passed = match &argument.passed {
        Passed::Text => "&str".to_owned(),
        Passed::Texts => "&[impl::warded::AsText]".to_owned(),
        Passed::Slice(item) => format!("&[{}]", rust_type(item)),
        Passed::Reference(ty) => format!("&{}", rust_type(ty)),
        Passed::Value(ty) => rust_type(ty),
        Passed::Body => "implInto<::warded::Body>".to_owned(),
    };
    if argument.is_optional { format!("Option<{passed}>") } else { passed }
}

fn companion(client: &Client<'_>, companion: &Companion<'_>) -> Value {
    let shared = companion.shared.map(|shared| client.shared[shared].ident.to_string());
    json!({
        "ident": companion.ident.to_string(),
        "role": role(companion.role),
        "is": shared.map_or_else(|| members(&companion.shape), Value::from),
    })
}

/// A type that several operations have alike.
pub(super) fn shared(Shared { ident, role, shape, features, .. }: &Shared<'_>) -> Value {
    json!({ "ident": ident.to_string(), "role": self::role(*role), "features": features, "is": members(shape) })
}

fn members(shape: &Shape<'_>) -> Value {
    match shape {
        Shape::Outcomes(variants) => variants
            .iter()
            .map(|(ident, status, ty)| {
                json!({ "ident": ident.to_string(), "status": self::status(*status), "type": ty.as_ref().map(rust_type) })
            })
            .collect(),
        Shape::Headers(headers) => headers
            .iter()
            .map(|header| {
                json!({
                    "ident": header.ident.to_string(),
                    "name": header.name,
                    "type": rust_type(&header.ty),
                    "required": header.presence == HeaderPresence::Required,
                })
            })
            .collect(),
    }
}

/// `404: empty Error::NotFound`
fn row(Row { statuses, media_types, target }: &Row<'_>) -> String {
    let statuses: Vec<String> = statuses
        .iter()
        .map(|statuses| match statuses {
            Statuses::Code(code) => code.to_string(),
            Statuses::Range(first, last) => format!("{first}-{last}"),
        })
        .collect();
    let statuses = if statuses.is_empty() { "else".to_owned() } else { statuses.join(", ") };
    let of = if media_types.is_empty() { String::new() } else { format!(" of {}", media_types.join(", ")) };
    let statuses = statuses + &of;
    let Some(target) = target else { return format!("{statuses}: undocumented") };
    let variant = target.variant.map(|(_, variant)| format!("::{variant}")).unwrap_or_default();
    format!("{statuses}: {} {}{variant}", target.reader.method(), role(target.role))
}

const fn role(role: Role) -> &'static str {
    match role {
        Role::Output => "output",
        Role::Error => "error",
        Role::Headers => "headers",
        Role::ErrorHeaders => "errorHeaders",
    }
}

fn status(status: StatusPattern) -> String {
    match status {
        StatusPattern::Code(code) => code.to_string(),
        StatusPattern::Range(class) => format!("{class}XX"),
        StatusPattern::Default => "default".to_owned(),
    }
}
