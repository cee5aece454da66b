//! Path Item Object and Operation Object: one method on one path.
//!
//! ```yaml
//! /pets/{id}:
//!   parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
//!   get: { operationId: getPet, responses: { … } }
//! ```
//! What the path item says for all its methods stands in each operation. Every name in the template must be a
//! parameter; a path parameter that the template does not name cannot be sent and is left out with a warning.

use std::collections::BTreeMap;

use openapiv3::{Components, OpenAPI, PathItem, ReferenceOr};

use super::path::{self, TemplatePart};
use super::request_body::request_body;
use super::schema::Schemas;
use super::security::{OperationSecurity, Schemes};
use super::server::Servers;
use super::{parameter, response, security};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Method, Operation, Parameter, ParameterLocation, PathSegment, Security};
use crate::source::Pointer;

/// The operations of a document, in its order.
pub(super) fn operations<'a>(
    openapi: &'a OpenAPI,
    components: &'a Components,
    (servers, schemes): (&mut Servers, &mut Schemes),
    schemas: &mut Schemas<'a>,
) -> Vec<Operation> {
    let mut operations = Vec::new();
    for (template, item) in &openapi.paths.paths {
        let at = Pointer::root().key("paths").key(template);
        let ReferenceOr::Item(item) = item else {
            schemas.sink.error(Code::DanglingReference, &at, "the reference of this path item leads nowhere");
            continue;
        };
        for (method, declared) in methods(item) {
            let site = Site { template, item, item_at: &at, method, components };
            let mut operation = operation(declared, &site, servers, schemas);
            let security = security::operation(openapi, declared, &operation.origin, schemes, &mut schemas.sink);
            secure(&mut operation, security);
            if !schemas.sink.take_allowance() {
                operations.push(operation);
            }
        }
    }
    report_duplicates(&operations, schemas);
    operations
}

fn secure(operation: &mut Operation, security: OperationSecurity) {
    operation.security = security.security;
    operation.issues = security.issues;
    operation.renews = security.renews;
    operation.revokes = security.revokes;
}

/// Where an operation stands.
struct Site<'a, 's> {
    template: &'a str,
    item: &'a PathItem,
    item_at: &'s Pointer,
    method: Method,
    components: &'a Components,
}

fn operation<'a>(
    declared: &'a openapiv3::Operation,
    site: &Site<'a, '_>,
    servers: &mut Servers,
    schemas: &mut Schemas<'a>,
) -> Operation {
    let (item, item_at, components) = (site.item, site.item_at, site.components);
    let at = item_at.key(site.method.key());
    let words = [declared.operation_id.clone().unwrap_or_else(|| format!("{} {}", site.method.key(), site.template))];
    let inherited = (item.parameters.as_slice(), item_at.key("parameters"));
    let own = (declared.parameters.as_slice(), at.key("parameters"));
    let parameters = parameter::parameters(inherited, own, &words, (components, schemas));
    let (segments, parameters) = segments(site.template, parameters, &at, schemas);
    let fixed_query = path::fixed_query(site.template, &at, &mut schemas.sink);
    let body = declared.request_body.as_ref();
    let request_body = body.and_then(|body| request_body(body, &at.key("requestBody"), &words, (components, schemas)));
    let responses =
        response::responses(&declared.responses, &at.key("responses"), (&words, site.method), (components, schemas));
    let lists = [(declared.servers.as_slice(), at.key("servers")), (item.servers.as_slice(), item_at.key("servers"))];
    Operation {
        id: declared.operation_id.clone(),
        method: site.method,
        path: path::sent(site.template).to_owned(),
        segments,
        fixed_query,
        tags: declared.tags.clone(),
        summary: declared.summary.clone().or_else(|| item.summary.clone()),
        description: declared.description.clone().or_else(|| item.description.clone()),
        deprecated: declared.deprecated,
        parameters,
        request_body,
        responses,
        security: Security::default(),
        guard: None,
        servers: servers.group(lists, &mut schemas.sink),
        issues: None,
        renews: None,
        revokes: None,
        origin: at,
    }
}

/// The template in parts, and the parameters in their order: the path's, the required ones, the optional ones.
fn segments(
    template: &str,
    parameters: Vec<Parameter>,
    at: &Pointer,
    schemas: &mut Schemas<'_>,
) -> (Vec<PathSegment>, Vec<Parameter>) {
    let (mut in_path, mut others): (Vec<_>, Vec<_>) =
        parameters.into_iter().partition(|parameter| parameter.location == ParameterLocation::Path);
    let mut ordered: Vec<Parameter> = Vec::new();
    let mut segments = Vec::new();
    for part in path::parts(template, at, &mut schemas.sink) {
        let name = match part {
            TemplatePart::Text(text) => {
                segments.push(PathSegment::Literal(text));
                continue;
            }
            TemplatePart::Name(name) => name,
        };
        let known = ordered.iter().position(|parameter| is_named(parameter, &name));
        let index = known.or_else(|| {
            let index = in_path.iter().position(|parameter| is_named(parameter, &name))?;
            ordered.push(in_path.remove(index));
            Some(ordered.len() - 1)
        });
        match index {
            Some(index) => segments.push(PathSegment::Parameter(index)),
            None => {
                let message = format!("`{{{name}}}` in the path has no parameter");
                let help = format!("declare it: `{{ name: {name}, in: path, required: true, schema: … }}`");
                schemas.sink.report(Diagnostic::error(Code::PathParameter, at, message).help(help));
            }
        }
    }
    for unused in in_path {
        let message = format!("`{}` has no place in the path `{template}`; it is left out", unused.name);
        schemas.sink.warning(Code::PathParameter, &unused.origin, message);
    }
    others.sort_by_key(|parameter| !parameter.required);
    ordered.extend(others);
    (segments, ordered)
}

/// Whether a template means a parameter, also in the notation of RFC 6570 (`{;name*}`): `style` says the same.
fn is_named(parameter: &Parameter, name: &str) -> bool {
    parameter.name == name || parameter.name == name.trim_start_matches([';', '.']).trim_end_matches('*')
}

fn report_duplicates(operations: &[Operation], schemas: &mut Schemas<'_>) {
    let mut seen: BTreeMap<&str, &Pointer> = BTreeMap::new();
    for operation in operations {
        let Some(id) = &operation.id else { continue };
        match seen.get(id.as_str()) {
            None => {
                seen.insert(id, &operation.origin);
            }
            Some(first) => {
                let at = operation.origin.key("operationId");
                let diagnostic =
                    Diagnostic::error(Code::DuplicateOperationId, &at, format!("`{id}` is another operation's id"));
                schemas.sink.report(diagnostic.label(&first.key("operationId"), "first used here"));
            }
        }
    }
}

/// The operations of a path item.
fn methods(item: &PathItem) -> impl Iterator<Item = (Method, &openapiv3::Operation)> {
    let all = [
        (Method::Get, &item.get),
        (Method::Put, &item.put),
        (Method::Post, &item.post),
        (Method::Delete, &item.delete),
        (Method::Options, &item.options),
        (Method::Head, &item.head),
        (Method::Patch, &item.patch),
        (Method::Trace, &item.trace),
    ];
    all.into_iter().filter_map(|(method, operation)| Some((method, operation.as_ref()?)))
}
