//! Paths, Path Item and Operation Objects of 2.0: parameters of the body leave the list of parameters.
//!
//! ```yaml
//! post:
//!   consumes: [application/xml]
//!   parameters: [{ in: body, name: pet, schema: { $ref: '#/definitions/Pet' } }]
//! # requestBody: { content: { application/xml: { schema: … } } }
//! ```

use serde_json::Map;

use super::{Context, parameter, request_body::request_body, response, strings};
use crate::source::{Location, Pointer, Tree};

const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch"];

/// A parameter of the body, with the place that it came from: its own is going to be another one's.
pub(super) struct OfBody {
    pub(super) parameter: Map<String, Tree>,
    pub(super) from: Location,
}

/// Lowers all operations.
pub(super) fn lower(context: &mut Context<'_>, paths: &mut Map<String, Tree>) {
    for (path, path_item) in paths {
        let Tree::Object(path_item) = path_item else { continue };
        if path.starts_with("x-") {
            continue;
        }
        let at = Pointer::root().key("paths").key(path);
        let shared = take_body(context, path_item, &at);
        for method in METHODS {
            if let Some(Tree::Object(operation)) = path_item.get_mut(*method) {
                lower_operation(context, operation, &shared, &at.key(method));
            }
        }
    }
}

fn lower_operation(context: &mut Context<'_>, operation: &mut Map<String, Tree>, shared: &[OfBody], at: &Pointer) {
    let consumes = strings(operation.shift_remove("consumes")).or_else(|| context.consumes.clone()).unwrap_or_default();
    let produces = strings(operation.shift_remove("produces"));
    if let Some(schemes) = strings(operation.shift_remove("schemes"))
        && let Some(servers) = context.host.servers(Some(&schemes))
    {
        operation.insert("servers".to_owned(), servers);
    }
    let own = take_body(context, operation, at);
    let is_own = |shared: &OfBody| {
        own.iter().any(|own| ["name", "in"].iter().all(|key| own.parameter.get(*key) == shared.parameter.get(*key)))
    };
    let of_body: Vec<&OfBody> = own.iter().chain(shared.iter().filter(|shared| !is_own(shared))).collect();
    if !of_body.is_empty() {
        let body = request_body(context, &of_body, &consumes, at);
        operation.insert("requestBody".to_owned(), body);
    }
    if let Some(responses) = operation.get_mut("responses") {
        response::lower_all(context, responses, produces.as_deref(), &at.key("responses"));
    }
}

/// Takes what is of the body out of the parameters of a path item or an operation, and lowers the others.
fn take_body(context: &mut Context<'_>, object: &mut Map<String, Tree>, at: &Pointer) -> Vec<OfBody> {
    let Some(Tree::Array(parameters)) = object.get_mut("parameters") else { return Vec::new() };
    let home = at.key("parameters");
    let (mut of_body, mut others, mut moves) = (Vec::new(), Vec::new(), Vec::new());
    for (index, mut parameter) in std::mem::take(parameters).into_iter().enumerate() {
        let mut from = home.index(index);
        if let Some((shared, place)) = shared_of_body(context, &parameter) {
            (parameter, from) = (shared, place);
        }
        match parameter {
            Tree::Object(parameter) if parameter::is_of_body(&parameter) => {
                of_body.push(OfBody { parameter, from: context.origins.location(&from) });
            }
            parameter => {
                moves.push((home.index(others.len()), from));
                others.push(parameter);
            }
        }
    }
    if !of_body.is_empty() {
        context.moved(&moves);
    }
    for (index, parameter) in others.iter_mut().enumerate() {
        parameter::lower(context, parameter, &home.index(index));
    }
    if others.is_empty() {
        object.shift_remove("parameters");
    } else {
        object.insert("parameters".to_owned(), Tree::Array(others));
    }
    of_body
}

/// The shared parameter that a reference names, if it is of the body.
fn shared_of_body(context: &Context<'_>, parameter: &Tree) -> Option<(Tree, Pointer)> {
    let name = parameter.get("$ref")?.as_str()?.strip_prefix("#/parameters/")?;
    let pointer = Pointer::from_escaped(format!("/parameters/{name}"));
    let shared = context.parameters.get(&pointer.last()?)?;
    parameter::is_of_body(shared.as_object()?).then(|| (shared.clone(), pointer))
}
