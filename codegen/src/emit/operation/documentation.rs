//! Documentation of an operation: the document's description, its method and path, its requirement, and its
//! responses.

use proc_macro2::TokenStream;

use crate::emit::{docs, response, security};
use crate::model::{self, Form, StatusPattern};
use crate::plan::{Client, Label, Method, Operation};

const JSON: &str = "application/json";

/// The docs of a method.
pub(super) fn method(client: &Client<'_>, operation: &Operation<'_>, method: &Method<'_>) -> TokenStream {
    let of = operation.of;
    let description = of.description.as_deref().map(docs::clean);
    // Many documents say the same in both.
    let summary = of.summary.as_deref().map(docs::clean).filter(|summary| Some(summary) != description.as_ref());
    let sections = [
        summary.unwrap_or_default(),
        description.unwrap_or_default(),
        request(client, operation, method),
        arguments(operation, method),
        errors(of),
    ];
    let sections: Vec<String> = sections.into_iter().filter(|section| !section.is_empty()).collect();
    docs::attribute(&sections.join("\n\n"))
}

/// The method and path, the requirement, and the options that can be set before the call is sent.
fn request(client: &Client<'_>, operation: &Operation<'_>, of: &Method<'_>) -> String {
    let (method, path) = (operation.of.method.as_str(), docs::code(&operation.of.path));
    let place = format!("`{method}` {path} {}.", security::security_in_words(client, operation));
    let streamed = (operation.of.form == Form::Stream).then(|| {
        "Requests the response as a stream. If the body has a property that enables streaming, it must be set as well.".to_owned()
    });
    let lines = [Some(place), media_types(operation, of), streamed, setters(operation)];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// The media types that are sent and accepted, where they are not plain JSON.
fn media_types(operation: &Operation<'_>, method: &Method<'_>) -> Option<String> {
    let body = method.body.as_ref().or(operation.optional_body.as_ref());
    let sent = body.and_then(|body| match &body.label {
        Label::Fixed(name) => (*name != JSON).then(|| format!("Sends {}.", docs::code(name))),
        Label::Listed(ty, _) => Some(format!("Sends one of the media types in [`{ty}`](op::{ty}).")),
        Label::Within(range) => {
            Some(format!("Sends a media type within {}, which `media_type` names.", docs::code(range)))
        }
    });
    let accepted = operation.responses.accepted();
    let is_plain = accepted.first().is_none_or(|name| *name == JSON);
    let accepted = (!is_plain).then(|| {
        let names: Vec<String> = accepted.iter().map(|name| docs::code(name)).collect();
        format!("Accepts {}.", names.join(", "))
    });
    let lines: Vec<String> = sent.into_iter().chain(accepted).collect();
    (!lines.is_empty()).then(|| lines.join(" "))
}

/// The descriptions of the arguments.
fn arguments(operation: &Operation<'_>, method: &Method<'_>) -> String {
    let parameters = operation.arguments();
    let mut lines: Vec<String> = parameters
        .filter_map(|parameter| Some((parameter.ident, parameter.of.description.as_deref()?)))
        .map(|(ident, description)| format!("- {}: {}", docs::code(&ident.to_string()), docs::line(description)))
        .collect();
    if method.body.is_some()
        && let Some(description) = operation.of.request_body.as_ref().and_then(|body| body.description.as_ref())
    {
        lines.push(format!("- `body`: {}", docs::line(description)));
    }
    lines.join("\n")
}

fn setters(operation: &Operation<'_>) -> Option<String> {
    let mut setters: Vec<String> =
        operation.setters().map(|parameter| docs::code(&parameter.ident.to_string())).collect();
    if operation.optional_body.is_some() {
        setters.push(docs::code("body"));
    }
    (!setters.is_empty()).then(|| format!("Optional, set on the call: {}.", setters.join(", ")))
}

/// The documented errors and what the document says of them.
fn errors(operation: &model::Operation) -> String {
    let errors = operation
        .responses
        .iter()
        .filter(|response| response.status != StatusPattern::NOT_MODIFIED && !operation.succeeds_with(response.status));
    let lines: Vec<String> = errors
        .map(|response| {
            let description = response.description.as_deref().map(docs::line).unwrap_or_default();
            let colon = if description.is_empty() { "" } else { ": " };
            format!("- {}{colon}{description}", response::status(response.status))
        })
        .collect();
    if lines.is_empty() { String::new() } else { format!("# Errors\n{}", lines.join("\n")) }
}
