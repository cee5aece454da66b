//! Documentation of an operation: the document's description, its method and path, its requirement, and its
//! responses.

use proc_macro2::TokenStream;

use crate::emit::{docs, response, security};
use crate::model::{Api, Operation, OperationId};
use crate::name::Names;

/// The docs of the method that takes the body in its media type number `body`.
pub(super) fn method(api: &Api, names: &Names, id: OperationId, body: usize) -> TokenStream {
    let operation = &api[id];
    let description = operation.description.as_deref().map(docs::clean);
    // Many documents say the same in both.
    let summary = operation.summary.as_deref().map(docs::clean).filter(|summary| Some(summary) != description.as_ref());
    let sections = [
        summary.unwrap_or_default(),
        description.unwrap_or_default(),
        request(api, names, id, operation),
        arguments(names, id, operation, body),
        errors(operation),
    ];
    let sections: Vec<String> = sections.into_iter().filter(|section| !section.is_empty()).collect();
    docs::attribute(&sections.join("\n\n"))
}

/// The method and path, the requirement, and the options that can be set before the call is sent.
fn request(api: &Api, names: &Names, id: OperationId, operation: &Operation) -> String {
    let (method, path) = (operation.method.as_str(), docs::code(&operation.path));
    let place = format!("`{method}` {path} {}.", security::security_in_words(api, operation));
    let streamed = operation.streamed.then(|| {
        "Requests the response as a stream. If the body has a property that enables streaming, it must be set as well.".to_owned()
    });
    let lines = [Some(place), streamed, setters(names, id, operation)];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// The descriptions of the arguments.
fn arguments(names: &Names, id: OperationId, operation: &Operation, body: usize) -> String {
    let idents = &names.operations[id.index()].parameters;
    let parameters = operation.parameters.iter().zip(idents).filter(|(parameter, _)| parameter.required);
    let mut lines: Vec<String> = parameters
        .filter_map(|(parameter, ident)| Some((ident, parameter.description.as_deref()?)))
        .map(|(ident, description)| format!("- {}: {}", docs::code(&ident.to_string()), docs::line(description)))
        .collect();
    if let Some(request_body) = &operation.request_body
        && (request_body.required || body > 0)
        && let Some(description) = &request_body.description
    {
        lines.push(format!("- `body`: {}", docs::line(description)));
    }
    lines.join("\n")
}

fn setters(names: &Names, id: OperationId, operation: &Operation) -> Option<String> {
    let idents = &names.operations[id.index()].parameters;
    let optional = operation.parameters.iter().zip(idents).filter(|(parameter, _)| !parameter.required);
    let mut setters: Vec<String> = optional.map(|(_, ident)| docs::code(&ident.to_string())).collect();
    if operation.request_body.as_ref().is_some_and(|body| !body.required) {
        setters.push(docs::code("body"));
    }
    (!setters.is_empty()).then(|| format!("Optional, set on the call: {}.", setters.join(", ")))
}

/// The documented errors and what the document says of them.
fn errors(operation: &Operation) -> String {
    let errors = operation.responses.iter().filter(|response| !operation.succeeds_with(response.status));
    let lines: Vec<String> = errors
        .map(|response| {
            let description = response.description.as_deref().map(docs::line).unwrap_or_default();
            let colon = if description.is_empty() { "" } else { ": " };
            format!("- {}{colon}{description}", response::status(response.status))
        })
        .collect();
    if lines.is_empty() { String::new() } else { format!("# Errors\n{}", lines.join("\n")) }
}
