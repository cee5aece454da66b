//! Swagger Object: OpenAPI 2.0 in the words of 3.0.
//!
//! ```yaml
//! swagger: "2.0"
//! host: api.example.com           # servers: [{ url: https://api.example.com/v1 }]
//! basePath: /v1
//! consumes: [application/json]    # the keys of `content` of request bodies
//! definitions: { … }              # components.schemas
//! ```

mod operation;
mod parameter;
mod request_body;
mod response;
mod schema;
mod security_scheme;
mod server;

use serde_json::{Map, json};

use super::walk::{Descend, Kind, Slot, walk};
use crate::diagnostics::{Code, Diagnostics};
use crate::source::{Origins, Pointer, Tree};

/// Brings a document of version 2.0, with its references in the one form, to OpenAPI 3.0.3.
pub(super) fn lower(tree: &mut Tree, origins: &mut Origins, diagnostics: &mut Diagnostics) {
    let Tree::Object(document) = tree else { return };
    document.shift_remove("swagger");
    let mut context = Context {
        consumes: strings(document.shift_remove("consumes")),
        produces: strings(document.shift_remove("produces")),
        parameters: object(document.shift_remove("parameters")),
        responses: object(document.shift_remove("responses")),
        host: server::Host::of(document),
        origins,
        diagnostics,
    };
    let servers = context.host.servers(None);
    if let Some(Tree::Object(paths)) = document.get_mut("paths") {
        operation::lower(&mut context, paths);
    }
    let components = components(&mut context, document);
    let mut lowered = Map::from_iter([("openapi".to_owned(), "3.0.3".into())]);
    lowered.extend(document.shift_remove("info").map(|info| ("info".to_owned(), info)));
    lowered.extend(servers.map(|servers| ("servers".to_owned(), servers)));
    lowered.append(document);
    lowered.insert("components".to_owned(), components);
    *document = lowered;
    walk(tree, Slot::One(Kind::Document), &Pointer::root(), &mut |slot, _, value| {
        if slot == Slot::One(Kind::Schema) {
            schema::lower(value);
        }
        rename_reference(value);
        Descend::Yes
    });
}

/// The properties of a document that its objects need.
struct Context<'a> {
    consumes: Option<Vec<String>>,
    produces: Option<Vec<String>>,
    parameters: Map<String, Tree>,
    responses: Map<String, Tree>,
    host: server::Host,
    origins: &'a mut Origins,
    diagnostics: &'a mut Diagnostics,
}

impl Context<'_> {
    /// Records that what stands at each first place came from the second, while the whole of it is being written.
    fn moved(&mut self, moves: &[(Pointer, Pointer)]) {
        let located: Vec<_> = moves.iter().map(|(new, old)| (new.clone(), self.origins.location(old))).collect();
        for (new, location) in located {
            self.origins.moved(new, location);
        }
    }

    fn unsupported(&mut self, at: &Pointer, message: &str) {
        self.diagnostics.error(Code::Unsupported, at, message);
    }
}

/// `components`, from what stood at the root.
fn components(context: &mut Context<'_>, document: &mut Map<String, Tree>) -> Tree {
    let mut components = Map::new();
    let mut add = |name: &str, from: &str, members: Map<String, Tree>, context: &mut Context<'_>| {
        let new = Pointer::root().key("components").key(name);
        context.origins.renamed(&new, &Pointer::root().key(from));
        if !members.is_empty() {
            components.insert(name.to_owned(), Tree::Object(members));
        }
    };
    add("schemas", "definitions", object(document.shift_remove("definitions")), context);
    let parameters = parameter::components(context);
    add("parameters", "parameters", parameters, context);
    let responses = response::components(context);
    add("responses", "responses", responses, context);
    let mut schemes = object(document.shift_remove("securityDefinitions"));
    schemes.values_mut().for_each(security_scheme::lower);
    add("securitySchemes", "securityDefinitions", schemes, context);
    Tree::Object(components)
}

fn rename_reference(value: &mut Tree) {
    let Some(Tree::String(text)) = value.get_mut("$ref") else { return };
    for (old, new) in [
        ("#/definitions/", "#/components/schemas/"),
        ("#/parameters/", "#/components/parameters/"),
        ("#/responses/", "#/components/responses/"),
        ("#/securityDefinitions/", "#/components/securitySchemes/"),
    ] {
        if let Some(name) = text.strip_prefix(old) {
            *text = format!("{new}{name}");
            return;
        }
    }
}

fn object(value: Option<Tree>) -> Map<String, Tree> {
    match value {
        Some(Tree::Object(object)) => object,
        Some(_) | None => Map::new(),
    }
}

/// A list of media types or schemes; `None` if there is none or nothing in it.
fn strings(value: Option<Tree>) -> Option<Vec<String>> {
    let Some(Tree::Array(values)) = value else { return None };
    let strings: Vec<String> = values.iter().filter_map(Tree::as_str).map(str::to_owned).collect();
    (!strings.is_empty()).then_some(strings)
}

/// `content` with one schema for all media types.
fn content(media_types: &[String], schema: &Tree) -> Map<String, Tree> {
    media_types.iter().map(|media_type| (media_type.clone(), json!({ "schema": schema }))).collect()
}
