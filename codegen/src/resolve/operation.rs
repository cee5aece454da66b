//! Path Item Object and Operation Object: one method on one path.
//!
//! ```yaml
//! /pets/{id}:
//!   parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
//!   get: { operationId: getPet, responses: { … } }
//! ```
//! What the path item says for all its methods stands in each operation.

use std::collections::BTreeMap;

use openapiv3::{Components, OpenAPI, PathItem, ReferenceOr};

use super::parameter::Declared;
use super::path;
use super::request_body::request_body;
use super::schema::Schemas;
use super::security::{OperationSecurity, Schemes};
use super::server::Servers;
use super::sink::Sink;
use super::{parameter, placement, query_string, response, security, split, xml};
use crate::diagnostics::{Code, Diagnostic};
use crate::document::QUERY;
use crate::model::{Form, Method, Operation, Security};
use crate::source::Pointer;

/// The operations of a document, in its order.
pub(super) fn operations<'a>(
    openapi: &'a OpenAPI,
    components: &'a Components,
    (servers, schemes): (&mut Servers<'_>, &mut Schemes),
    schemas: &mut Schemas<'a>,
) -> Vec<Operation> {
    let mut operations = Vec::new();
    let mut ids = Ids::new();
    path::fragments(openapi.paths.paths.keys(), &mut schemas.sink);
    for (template, item) in &openapi.paths.paths {
        let at = Pointer::root().key("paths").key(template);
        let ReferenceOr::Item(item) = item else {
            schemas.sink.error(Code::DanglingReference, &at, "the reference of this path item leads nowhere");
            continue;
        };
        let added = schemas.additions.operations.get(&at).into_iter().flatten();
        for (method, declared) in methods(item).chain(added.map(|(method, declared)| (added_method(method), declared)))
        {
            let mut site = Site { template, item, item_at: &at, at: place(&at, &method), method, id: None, components };
            site.id = id(declared, &site, &mut ids, &mut schemas.sink);
            let mut parameters = parameters(declared, &site, schemas);
            let sink = &mut schemas.sink;
            let security = security::operation(openapi, (declared, &mut parameters), &site.at, schemes, sink);
            let mut operation = operation(declared, parameters, &site, servers, schemas);
            secure(&mut operation, security);
            if !schemas.takes_xml {
                xml::leave_out(&mut operation, &mut schemas.sink);
            }
            operations.extend(split::split(operation));
        }
    }
    operations
}

fn secure(operation: &mut Operation, security: OperationSecurity) {
    operation.security = security.security;
    operation.issues = security.issues;
    operation.renews = security.renews;
    operation.refreshes = security.refreshes;
    operation.revokes = security.revokes;
}

/// The place of an operation.
struct Site<'a, 's> {
    template: &'a str,
    item: &'a PathItem,
    item_at: &'s Pointer,
    at: Pointer,
    method: Method,
    id: Option<&'a str>,
    components: &'a Components,
}

/// The place at which each `operationId` was first used.
type Ids<'a> = BTreeMap<&'a str, Pointer>;

fn parameters<'a>(
    declared: &'a openapiv3::Operation,
    site: &Site<'a, '_>,
    schemas: &mut Schemas<'_>,
) -> Vec<Declared<'a>> {
    let inherited = (site.item.parameters.as_slice(), site.item_at.key("parameters"));
    let own = (declared.parameters.as_slice(), site.at.key("parameters"));
    let declared = parameter::declared(inherited, own, site.components, schemas);
    query_string::check(&site.at, site.template, &declared, &mut schemas.sink);
    declared
}

fn operation<'a>(
    declared: &'a openapiv3::Operation,
    parameters: Vec<Declared<'a>>,
    site: &Site<'a, '_>,
    servers: &mut Servers<'_>,
    schemas: &mut Schemas<'a>,
) -> Operation {
    let (item, item_at, components) = (site.item, site.item_at, site.components);
    let at = site.at.clone();
    let words = [site.id.map_or_else(|| format!("{} {}", site.method.key(), site.template), str::to_owned)];
    let parameters = parameter::parameters(parameters, &words, schemas);
    let placed = placement::place(site.template, parameters, &at, schemas);
    let body = declared.request_body.as_ref();
    let request_body = body.and_then(|body| request_body(body, &at.key("requestBody"), &words, (components, schemas)));
    let responses =
        response::responses(&declared.responses, &at.key("responses"), (&words, &site.method), (components, schemas));
    let lists = [(declared.servers.as_slice(), at.key("servers")), (item.servers.as_slice(), item_at.key("servers"))];
    Operation {
        id: site.id.map(str::to_owned),
        method: site.method.clone(),
        path: path::sent(site.template).to_owned(),
        segments: placed.segments,
        query: placed.query,
        tags: declared.tags.clone(),
        summary: declared.summary.clone().or_else(|| item.summary.clone()),
        description: declared.description.clone().or_else(|| item.description.clone()),
        deprecated: declared.deprecated,
        parameters: placed.parameters,
        request_body,
        responses,
        form: Form::First,
        security: Security::default(),
        guard: None,
        servers: servers.group(lists, &mut schemas.sink),
        issues: None,
        renews: None,
        refreshes: None,
        revokes: None,
        needs_xml: false,
        origin: at,
    }
}

/// The operation's id, if no earlier operation has it. It only gives names, so that a second one is done without.
fn id<'a>(
    declared: &'a openapiv3::Operation,
    site: &Site<'a, '_>,
    seen: &mut Ids<'a>,
    sink: &mut Sink<'_>,
) -> Option<&'a str> {
    let id = declared.operation_id.as_deref()?;
    let at = site.at.key("operationId");
    let Some(first) = seen.get(id) else {
        seen.insert(id, at);
        return Some(id);
    };
    let message =
        format!("`{id}` is the id of another operation; the name of this one is derived from its method and path");
    sink.report(Diagnostic::warning(Code::DuplicateOperationId, &at, message).label(first, "first used here"));
    None
}

/// A method that 3.0 does not have.
fn added_method(name: &str) -> Method {
    if name == QUERY { Method::Query } else { Method::Other(name.to_owned()) }
}

/// Where the operation of a path item stands.
fn place(item: &Pointer, method: &Method) -> Pointer {
    match method {
        Method::Other(name) => item.key("additionalOperations").key(name),
        Method::Get
        | Method::Put
        | Method::Post
        | Method::Delete
        | Method::Options
        | Method::Head
        | Method::Patch
        | Method::Trace
        | Method::Query => item.key(method.key()),
    }
}

/// The operations of a path item that 3.0 has.
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
