//! What `openapiv3` has no place for, in values of its own: taken out of the tree before it is parsed, and kept by place.
//! So are all schemas, which are JSON Schema and read as such.
//!
//! ```yaml
//! securitySchemes: { cert: { type: mutualTLS } }              # the kind of a scheme
//! schema: { type: string }                                    # all schemas, `itemSchema` too
//! paths: { /pets: { query: … } }                              # an operation
//! flows: { deviceAuthorization: { scopes: { read: … } } }     # the scopes of a flow
//! encoding: { tags: { explode: false } }                      # false, and not absent; in headers too
//! { name: ids, in: query, collectionFormat: tsv }             # a style
//! webhooks: { changed: { post: { security: [{ JWT: [] }] } } }  # the schemes that they name; so of `callbacks`
//! ```
//! Nothing is said in the tree in words of ours: an input could say the same words, and would be believed. A place is that
//! of the object in the lowered tree, components at home, so that who follows a reference finds what its target says.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use openapiv3::{OpenAPI, Operation};
use serde_json::{Map, json};

use super::walk::{Descend, Kind, Slot, Trail, walk};
use crate::source::{Pointer, Tree};

/// A document in its typed form, its schemas, and what else the typed form has no place for.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// What OpenAPI 3.0 has outside of schemas. Where it demands a schema there is an empty one, which says nothing.
    pub openapi: OpenAPI,
    /// The Schema Objects of the components, by name, in the order of their names.
    pub component_schemas: Map<String, Tree>,
    /// All others, by place; those inside of them stand in them.
    pub inline_schemas: BTreeMap<Pointer, Tree>,
    /// What else there is.
    pub additions: Additions,
}

/// What `openapiv3` has no place for, by the place of the object that says it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Additions {
    /// `explode` of Header Objects, which `openapiv3` does not have, and of Encoding Objects, where it does not tell
    /// `false` from absent.
    pub explode: BTreeMap<Pointer, bool>,
    /// `style` of Parameter Objects and Encoding Objects, if 3.0 has no such style.
    pub styles: BTreeMap<Pointer, Style>,
    /// `query` and `additionalOperations` of Path Item Objects, with their methods as they are sent.
    pub operations: BTreeMap<Pointer, Vec<(String, Operation)>>,
    /// Security Scheme Objects of the type `mutualTLS`, by name, in the document's order.
    pub mutual_tls: IndexMap<String, MutualTls>,
    /// The scopes of the flow `deviceAuthorization`, by Security Scheme Object.
    pub device_scopes: BTreeMap<Pointer, IndexMap<String, String>>,
    /// The security schemes that webhooks and callbacks name: the server is their client.
    pub callback_schemes: BTreeSet<String>,
}

/// A Security Scheme Object of the type `mutualTLS`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MutualTls {
    /// The number of schemes before it.
    pub position: usize,
    /// `description`
    pub description: Option<String>,
}

/// A style that 3.0 does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `collectionFormat: tsv` of 2.0.
    TabDelimited,
    /// `style: cookie` of 3.2.
    Cookie,
}

/// The method of `query`.
pub(crate) const QUERY: &str = "QUERY";

/// The word for [`Style::TabDelimited`], which no version has: a document that says it does not come this far.
pub(super) const TAB_DELIMITED: &str = "tabDelimited";

/// What was taken out of a document.
#[derive(Debug, Default)]
pub(super) struct Taken {
    pub(super) additions: Additions,
    /// [`Typed::component_schemas`].
    pub(super) component_schemas: Map<String, Tree>,
    /// [`Typed::inline_schemas`].
    pub(super) inline_schemas: BTreeMap<Pointer, Tree>,
    /// What is going to be [`Additions::operations`].
    pub(super) operations: Vec<(Pointer, String, Tree)>,
}

/// Takes out of a lowered document its schemas, and what `openapiv3` has no place for.
pub(super) fn take(tree: &mut Tree) -> Taken {
    let mut taken = Taken::default();
    if let Some(mut webhooks) = tree.as_object_mut().and_then(|document| document.shift_remove("webhooks")) {
        taken.additions.name(&mut webhooks, Slot::Map(Kind::PathItem));
    }
    if let Some(components) = tree.get_mut("components").and_then(Tree::as_object_mut) {
        components.shift_remove("callbacks");
        if let Some(Tree::Object(schemas)) = components.shift_remove("schemas") {
            taken.component_schemas = schemas;
        }
    }
    walk(tree, Slot::One(Kind::Document), &Pointer::root(), &mut |slot, at, value| match slot {
        Slot::One(Kind::Schema) => {
            // A parameter without schema is none for `openapiv3`.
            taken.inline_schemas.insert(at.pointer(), std::mem::replace(value, json!({})));
            Descend::No
        }
        Slot::One(kind) => value.as_object_mut().map_or(Descend::Yes, |object| taken.take(kind, object, at)),
        Slot::Map(Kind::SecurityScheme) => {
            taken.additions.take_certificates(value);
            Descend::Yes
        }
        Slot::Map(Kind::Example | Kind::Link | Kind::Callback) => Descend::No,
        Slot::Map(_) | Slot::List(_) => Descend::Yes,
    });
    // Only now: until here the walk went into them.
    let paths = Pointer::root().key("paths");
    for (path, item) in tree.get_mut("paths").and_then(Tree::as_object_mut).into_iter().flatten() {
        let Tree::Object(item) = item else { continue };
        let query = item.shift_remove("query").map(|query| (QUERY.to_owned(), query));
        let others = match item.shift_remove("additionalOperations") {
            Some(Tree::Object(others)) => others,
            Some(_) | None => Map::new(),
        };
        // An extension is no operation.
        let added = query.into_iter().chain(others).filter(|(_, operation)| operation.is_object());
        taken.operations.extend(added.map(|(method, operation)| (paths.key(path), method, operation)));
    }
    taken
}

impl Taken {
    /// Takes what stands in one object, and tells whether there is more below it.
    fn take(&mut self, kind: Kind, object: &mut Map<String, Tree>, at: &Trail) -> Descend {
        match kind {
            Kind::Parameter => self.additions.take_style(object, at),
            Kind::Header => self.additions.take_explode(object, at),
            Kind::MediaType => {
                for key in ["schema", "itemSchema"] {
                    let schema = object.shift_remove(key);
                    self.inline_schemas.extend(schema.map(|schema| (at.pointer().key(key), schema)));
                }
            }
            Kind::Encoding => {
                self.additions.take_explode(object, at);
                self.additions.take_style(object, at);
                // They are not sent, and could have contents with encodings with headers.
                for header in
                    object.get_mut("headers").and_then(Tree::as_object_mut).into_iter().flat_map(Map::values_mut)
                {
                    *header = json!({ "schema": {} });
                }
                return Descend::No;
            }
            Kind::SecurityScheme => {
                self.additions.take_device(object, at);
                return Descend::No;
            }
            // What the server calls is nothing that a client does.
            Kind::Operation => {
                if let Some(mut callbacks) = object.shift_remove("callbacks") {
                    self.additions.name(&mut callbacks, Slot::Map(Kind::Callback));
                }
            }
            Kind::Schema | Kind::Example | Kind::Link | Kind::Callback => return Descend::No,
            Kind::Document
            | Kind::Components
            | Kind::Paths
            | Kind::PathItem
            | Kind::RequestBody
            | Kind::Responses
            | Kind::Response
            | Kind::Plain => {}
        }
        Descend::Yes
    }
}

impl Additions {
    fn take_explode(&mut self, object: &mut Map<String, Tree>, at: &Trail) {
        if let Some(Tree::Bool(explode)) = object.shift_remove("explode") {
            self.explode.insert(at.pointer(), explode);
        }
    }

    fn take_style(&mut self, object: &mut Map<String, Tree>, at: &Trail) {
        let style = match object.get("style").and_then(Tree::as_str) {
            Some(TAB_DELIMITED) => Style::TabDelimited,
            Some("cookie") => Style::Cookie,
            Some(_) | None => return,
        };
        object.shift_remove("style");
        self.styles.insert(at.pointer(), style);
    }

    fn take_certificates(&mut self, schemes: &mut Tree) {
        let Tree::Object(schemes) = schemes else { return };
        let mut position = 0;
        schemes.retain(|name, scheme| {
            let is_certificate = scheme.get("type").is_some_and(|kind| *kind == "mutualTLS");
            if is_certificate {
                let description = scheme.get("description").and_then(Tree::as_str).map(str::to_owned);
                self.mutual_tls.insert(name.clone(), MutualTls { position, description });
            }
            position += 1;
            !is_certificate
        });
    }

    fn take_device(&mut self, scheme: &mut Map<String, Tree>, at: &Trail) {
        let Some(Tree::Object(flows)) = scheme.get_mut("flows") else { return };
        let Some(Tree::Object(flow)) = flows.shift_remove("deviceAuthorization") else { return };
        let Some(Tree::Object(scopes)) = flow.get("scopes") else { return };
        let described = |text: &Tree| text.as_str().unwrap_or_default().to_owned();
        let scopes = scopes.iter().map(|(name, text)| (name.clone(), described(text))).collect();
        self.device_scopes.insert(at.pointer(), scopes);
    }

    /// Notes the schemes that operations of the server's name.
    fn name(&mut self, called: &mut Tree, slot: Slot) {
        walk(called, slot, &Pointer::root(), &mut |slot, _, value| match slot {
            Slot::One(Kind::Operation) => {
                let list = value.get("security").and_then(Tree::as_array);
                let requirements = list.into_iter().flatten().filter_map(Tree::as_object);
                self.callback_schemes.extend(requirements.flat_map(|schemes| schemes.keys().cloned()));
                Descend::No
            }
            Slot::One(_) | Slot::Map(_) | Slot::List(_) => Descend::Yes,
        });
    }
}
