//! What `openapiv3` has no place for, in values of its own: taken out of the tree before it is parsed, and kept by place.
//! So are all schemas, which are JSON Schema and read as such.
//!
//! ```yaml
//! securitySchemes: { cert: { type: mutualTLS } }              # the kind of a scheme
//! schema: { type: string }                                    # all schemas, `itemSchema` too
//! content: { a/b: { $ref: "#/components/mediaTypes/Pets" } }  # the name of what was copied there
//! paths: { /pets: { query: … } }                              # an operation
//! { type: oauth2, flows: { deviceAuthorization: { … } } }     # a flow
//! { type: oauth2, oauth2MetadataUrl: …, deprecated: true }    # what a scheme says of itself
//! content: { multipart/mixed: { itemEncoding: … } }           # the encoding of one of many parts
//! tags: [{ name: cats, summary: Cats, parent: pets }]         # what a tag is called, and what it is one of
//! servers: [{ url: …, name: staging }]                        # a name
//! $self: https://api.example.com/openapi.yaml                 # what relative URLs are relative to
//! encoding: { tags: { explode: false } }                      # false, and not absent; in headers too
//! { name: ids, in: query, collectionFormat: tsv }             # a style
//! { name: id, in: path, allowReserved: true }                 # as in the query
//! { name: q, in: querystring, content: { … } }                # a location
//! webhooks: { changed: { post: { security: [{ JWT: [] }] } } }  # the schemes that they name; so of `callbacks`
//! ```
//! Nothing is said in the tree in words of ours: an input could say the same words, and would be believed. A place is that
//! of the object in the lowered tree, components at home, so that who follows a reference finds what its target says.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use openapiv3::{OpenAPI, Operation};
use serde_json::{Map, json};

use super::homes::{homes, moved};
use super::walk::{Descend, Kind, Slot, Trail, walk};
use crate::source::{Origins, Pointer, Tree};

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
    /// The places of schemas that are components only because a reference names them, by their names there.
    pub homes: BTreeMap<String, Pointer>,
    /// The other components that are some only because a reference names their places.
    pub moved: BTreeSet<Pointer>,
    /// `explode` of Header Objects, which `openapiv3` does not have, and of Encoding Objects, where it does not tell
    /// `false` from absent.
    pub explode: BTreeMap<Pointer, bool>,
    /// `style` of Parameter Objects and Encoding Objects, if 3.0 has no such style.
    pub styles: BTreeMap<Pointer, String>,
    /// `$self`
    pub self_uri: Option<String>,
    /// `summary` of Tag Objects.
    pub tag_summaries: BTreeMap<Pointer, String>,
    /// `parent` of Tag Objects.
    pub tag_parents: BTreeMap<Pointer, String>,
    /// `name` of Server Objects.
    pub server_names: BTreeMap<Pointer, String>,
    /// Parameter Objects in the path with `allowReserved: true`.
    pub allow_reserved: BTreeSet<Pointer>,
    /// Parameter Objects in `querystring`.
    pub query_strings: BTreeSet<Pointer>,
    /// The names of the components that Media Type Objects are copies of.
    pub media_types: BTreeMap<Pointer, String>,
    /// `prefixEncoding` and `itemEncoding` of Media Type Objects.
    pub item_encodings: BTreeMap<Pointer, ItemEncodings>,
    /// `query` and `additionalOperations` of Path Item Objects, with their methods as they are sent.
    pub operations: BTreeMap<Pointer, Vec<(String, Operation)>>,
    /// Security Scheme Objects of the type `mutualTLS`, by name, in the document's order.
    pub mutual_tls: IndexMap<String, MutualTls>,
    /// The flow `deviceAuthorization`, by Security Scheme Object.
    pub device_flows: BTreeMap<Pointer, DeviceFlow>,
    /// `oauth2MetadataUrl` of Security Scheme Objects.
    pub metadata_urls: BTreeMap<Pointer, String>,
    /// Security Scheme Objects with `deprecated: true`.
    pub deprecated_schemes: BTreeSet<Pointer>,
    /// The security schemes that webhooks and callbacks name: the server is their client. Nothing else of them is read.
    pub callback_schemes: BTreeSet<String>,
}

/// A Security Scheme Object of the type `mutualTLS`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MutualTls {
    /// The number of schemes before it.
    pub position: usize,
    /// `description`
    pub description: Option<String>,
    /// `deprecated`
    pub is_deprecated: bool,
}

/// `contentType` of the items of a multipart list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemEncodings {
    /// `prefixEncoding`: of the first items.
    pub prefix: Vec<Option<String>>,
    /// `itemEncoding`: of all others.
    pub rest: Option<String>,
}

/// The flow `deviceAuthorization`: RFC 8628.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeviceFlow {
    /// `deviceAuthorizationUrl`
    pub device_authorization_url: String,
    /// `tokenUrl`
    pub token_url: String,
    /// `refreshUrl`
    pub refresh_url: Option<String>,
    /// `scopes`
    pub scopes: IndexMap<String, String>,
}

/// The method of `query`.
pub(crate) const QUERY: &str = "QUERY";

/// The word for `collectionFormat: tsv`, which no version has: a document that says it does not come this far.
pub(super) const TAB_DELIMITED: &str = "tabDelimited";

/// The styles that `openapiv3` has, the delimited ones in the query only.
const STYLES: [&str; 7] = ["matrix", "label", "simple", "form", "spaceDelimited", "pipeDelimited", "deepObject"];

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
pub(super) fn take(tree: &mut Tree, origins: &Origins) -> Taken {
    let mut taken = Taken::default();
    taken.additions.homes = homes(tree, origins);
    taken.additions.moved = moved(tree, origins);
    if let Some(Tree::String(uri)) = tree.as_object_mut().and_then(|document| document.shift_remove("$self")) {
        taken.additions.self_uri = Some(uri);
    }
    let tags = tree.get_mut("tags").and_then(Tree::as_array_mut);
    for (index, tag) in tags.into_iter().flatten().enumerate() {
        taken.additions.take_tag(tag, &Pointer::root().key("tags").index(index));
    }
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
        Slot::One(kind) => value.as_object_mut().map_or(Descend::Yes, |object| taken.take(kind, object, at, origins)),
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
    fn take(&mut self, kind: Kind, object: &mut Map<String, Tree>, at: &Trail, origins: &Origins) -> Descend {
        match kind {
            Kind::Parameter => {
                self.additions.take_style(object, at);
                self.additions.take_location(object, at);
                self.additions.take_reserved(object, at);
            }
            Kind::Header => self.additions.take_explode(object, at),
            Kind::MediaType => {
                let origin = origins.location(&at.pointer()).pointer;
                let is_component =
                    origin.parent().and_then(|folder| folder.last()).is_some_and(|it| it == "mediaTypes");
                let name = origin.last().filter(|_| is_component);
                self.additions.media_types.extend(name.map(|name| (at.pointer(), name)));
                for key in ["schema", "itemSchema"] {
                    let schema = object.shift_remove(key);
                    self.inline_schemas.extend(schema.map(|schema| (at.pointer().key(key), schema)));
                }
                self.additions.take_item_encodings(object, at);
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
                self.additions.take_flow(object, at);
                return Descend::No;
            }
            Kind::Document | Kind::PathItem => self.additions.take_names(object, at),
            // What the server calls is nothing that a client does.
            Kind::Operation => {
                self.additions.take_names(object, at);
                if let Some(mut callbacks) = object.shift_remove("callbacks") {
                    self.additions.name(&mut callbacks, Slot::Map(Kind::Callback));
                }
            }
            Kind::Schema | Kind::Example | Kind::Link | Kind::Callback => return Descend::No,
            Kind::Components | Kind::Paths | Kind::RequestBody | Kind::Responses | Kind::Response | Kind::Plain => {}
        }
        Descend::Yes
    }
}

impl DeviceFlow {
    fn of(flow: &Tree) -> Self {
        let text = |value: &Tree| value.as_str().unwrap_or_default().to_owned();
        let at = |key: &str| flow.get(key).map(text);
        let scopes = flow.get("scopes").and_then(Tree::as_object).into_iter().flatten();
        Self {
            device_authorization_url: at("deviceAuthorizationUrl").unwrap_or_default(),
            token_url: at("tokenUrl").unwrap_or_default(),
            refresh_url: at("refreshUrl"),
            scopes: scopes.map(|(name, description)| (name.clone(), text(description))).collect(),
        }
    }
}

impl Additions {
    fn take_explode(&mut self, object: &mut Map<String, Tree>, at: &Trail) {
        if let Some(Tree::Bool(explode)) = object.shift_remove("explode") {
            self.explode.insert(at.pointer(), explode);
        }
    }

    fn take_style(&mut self, object: &mut Map<String, Tree>, at: &Trail) {
        let is_query = object.get("in").is_none_or(|location| *location == "query");
        let is_known = |style: &str| STYLES.contains(&style) && (is_query || !style.ends_with("Delimited"));
        let style = object.get("style").and_then(Tree::as_str).filter(|style| !is_known(style));
        if let Some(style) = style.map(str::to_owned) {
            object.shift_remove("style");
            self.styles.insert(at.pointer(), style);
        }
    }

    fn take_item_encodings(&mut self, media_type: &mut Map<String, Tree>, at: &Trail) {
        let (prefix, rest) = (media_type.shift_remove("prefixEncoding"), media_type.shift_remove("itemEncoding"));
        if prefix.is_none() && rest.is_none() {
            return;
        }
        let content_type = |encoding: &Tree| encoding.get("contentType").and_then(Tree::as_str).map(str::to_owned);
        let prefix = prefix.as_ref().and_then(Tree::as_array).into_iter().flatten().map(content_type).collect();
        let rest = rest.as_ref().and_then(content_type);
        self.item_encodings.insert(at.pointer(), ItemEncodings { prefix, rest });
    }

    fn take_location(&mut self, parameter: &mut Map<String, Tree>, at: &Trail) {
        if parameter.get("in").is_some_and(|location| *location == "querystring") {
            parameter.insert("in".to_owned(), "query".into());
            self.query_strings.insert(at.pointer());
        }
    }

    fn take_reserved(&mut self, parameter: &Map<String, Tree>, at: &Trail) {
        let is = |key: &str, value: &Tree| parameter.get(key) == Some(value);
        if is("allowReserved", &true.into()) && is("in", &"path".into()) {
            self.allow_reserved.insert(at.pointer());
        }
    }

    fn take_tag(&mut self, tag: &mut Tree, at: &Pointer) {
        let Tree::Object(tag) = tag else { return };
        if let Some(Tree::String(summary)) = tag.shift_remove("summary") {
            self.tag_summaries.insert(at.clone(), summary);
        }
        if let Some(Tree::String(parent)) = tag.shift_remove("parent") {
            self.tag_parents.insert(at.clone(), parent);
        }
    }

    fn take_names(&mut self, object: &mut Map<String, Tree>, at: &Trail) {
        let servers = object.get_mut("servers").and_then(Tree::as_array_mut);
        for (index, server) in servers.into_iter().flatten().enumerate() {
            if let Some(Tree::String(name)) = server.as_object_mut().and_then(|server| server.shift_remove("name")) {
                self.server_names.insert(at.pointer().key("servers").index(index), name);
            }
        }
    }

    fn take_certificates(&mut self, schemes: &mut Tree) {
        let Tree::Object(schemes) = schemes else { return };
        let mut position = 0;
        schemes.retain(|name, scheme| {
            let is_certificate = scheme.get("type").is_some_and(|kind| *kind == "mutualTLS");
            if is_certificate {
                let description = scheme.get("description").and_then(Tree::as_str).map(str::to_owned);
                let is_deprecated = scheme.get("deprecated").is_some_and(|deprecated| *deprecated == true);
                self.mutual_tls.insert(name.clone(), MutualTls { position, description, is_deprecated });
            }
            position += 1;
            !is_certificate
        });
    }

    fn take_flow(&mut self, scheme: &mut Map<String, Tree>, at: &Trail) {
        if scheme.get("deprecated").is_some_and(|deprecated| *deprecated == true) {
            self.deprecated_schemes.insert(at.pointer());
        }
        if let Some(Tree::String(url)) = scheme.shift_remove("oauth2MetadataUrl") {
            self.metadata_urls.insert(at.pointer(), url);
        }
        let flow = scheme.get_mut("flows").and_then(Tree::as_object_mut);
        let flow = flow.and_then(|flows| flows.shift_remove("deviceAuthorization"));
        self.device_flows.extend(flow.map(|flow| (at.pointer(), DeviceFlow::of(&flow))));
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
