//! What `openapiv3` has no place for, in values of its own: taken out of the tree before it is parsed, and kept by place.
//!
//! ```yaml
//! securitySchemes: { cert: { type: mutualTLS } }              # the kind of a scheme
//! content: { application/jsonl: { itemSchema: … } }           # the schema of one of many values
//! content: { a/b: { $ref: "#/components/mediaTypes/Pets" } }  # the name of what was copied there
//! paths: { /pets: { query: … } }                              # an operation
//! { type: oauth2, flows: { deviceAuthorization: { … } } }     # a flow
//! { type: oauth2, oauth2MetadataUrl: …, deprecated: true }    # what a scheme says of itself
//! content: { multipart/mixed: { itemEncoding: … } }           # the encoding of one of many parts
//! discriminator: { defaultMapping: Other }                    # what other values are
//! tags: [{ name: cats, summary: Cats, parent: pets }]         # what a tag is called, and what it is one of
//! servers: [{ url: …, name: staging }]                        # a name
//! $self: https://api.example.com/openapi.yaml                 # what relative URLs are relative to
//! encoding: { tags: { explode: false } }                      # false, and not absent; in headers too
//! { name: ids, in: query, collectionFormat: tsv }             # a style
//! { name: id, in: path, allowReserved: true }                 # as in the query
//! { name: q, in: querystring, content: { … } }                # a location
//! webhooks: { changed: { post: { security: [{ JWT: [] }] } } }  # the schemes that they name
//! ```
//! Nothing is said in the tree in words of ours: an input could say the same words, and would be believed. A place is that
//! of the object in the lowered tree, components at home, so that who follows a reference finds what its target says.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use openapiv3::{OpenAPI, Operation, ReferenceOr, Schema};
use serde_json::Map;

use super::walk::{Descend, Kind, Slot, Trail, walk};
use crate::source::{Origins, Pointer, Tree};

/// A document in its typed form, and what that has no place for.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// What OpenAPI 3.0 has.
    pub openapi: OpenAPI,
    /// What else there is.
    pub additions: Additions,
}

impl From<OpenAPI> for Typed {
    fn from(openapi: OpenAPI) -> Self {
        Self { openapi, additions: Additions::default() }
    }
}

/// What `openapiv3` has no place for, by the place of the object that says it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Additions {
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
    /// `itemSchema` of Media Type Objects.
    pub item_schemas: BTreeMap<Pointer, ReferenceOr<Schema>>,
    /// `prefixEncoding` and `itemEncoding` of Media Type Objects.
    pub item_encodings: BTreeMap<Pointer, ItemEncodings>,
    /// `defaultMapping` of Discriminator Objects: a reference to a schema, or its name.
    pub default_mappings: BTreeMap<Pointer, String>,
    /// `query` and `additionalOperations` of Path Item Objects, with their methods as they are sent.
    pub operations: BTreeMap<Pointer, Vec<(String, Operation)>>,
    /// Security Scheme Objects of the type `mutualTLS`.
    pub mutual_tls: BTreeSet<Pointer>,
    /// The flow `deviceAuthorization`, by Security Scheme Object.
    pub device_flows: BTreeMap<Pointer, DeviceFlow>,
    /// `oauth2MetadataUrl` of Security Scheme Objects.
    pub metadata_urls: BTreeMap<Pointer, String>,
    /// Security Scheme Objects with `deprecated: true`.
    pub deprecated_schemes: BTreeSet<Pointer>,
    /// The security schemes that webhooks and callbacks name. Nothing else of them is read.
    pub webhook_schemes: BTreeSet<String>,
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

/// The styles that `openapiv3` has.
const STYLES: [&str; 7] = ["matrix", "label", "simple", "form", "spaceDelimited", "pipeDelimited", "deepObject"];

/// What was taken out of a document.
#[derive(Debug, Default)]
pub(super) struct Taken {
    pub(super) additions: Additions,
    /// What is going to be [`Additions::item_schemas`].
    pub(super) item_schemas: BTreeMap<Pointer, Tree>,
    /// What is going to be [`Additions::operations`].
    pub(super) operations: Vec<(Pointer, String, Tree)>,
}

/// Takes out of a lowered document what `openapiv3` has no place for.
pub(super) fn take(tree: &mut Tree, origins: &Origins) -> Taken {
    let mut taken = Taken::default();
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
    walk(tree, Slot::One(Kind::Document), &Pointer::root(), &mut |slot, at, value| match (slot, value) {
        (Slot::One(kind), Tree::Object(object)) => taken.take(kind, object, at, origins),
        (Slot::Map(Kind::Schema | Kind::Example | Kind::Link | Kind::Callback), _) => Descend::No,
        (Slot::One(_) | Slot::Map(_) | Slot::List(_), _) => Descend::Yes,
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
                let item = object.shift_remove("itemSchema");
                self.item_schemas.extend(item.map(|item| (at.pointer(), item)));
                self.additions.take_item_encodings(object, at);
            }
            Kind::Encoding => {
                self.additions.take_explode(object, at);
                self.additions.take_style(object, at);
                // The headers of a part are not sent.
                return Descend::No;
            }
            Kind::SecurityScheme => {
                self.additions.take_kind(object, at);
                return Descend::No;
            }
            Kind::Schema | Kind::Example | Kind::Link | Kind::Callback => return Descend::No,
            Kind::Document | Kind::PathItem => self.additions.take_names(object, at),
            Kind::Operation => {
                self.additions.take_names(object, at);
                // What the server calls is nothing that a client does.
                if let Some(mut callbacks) = object.shift_remove("callbacks") {
                    self.additions.name(&mut callbacks, Slot::Map(Kind::Callback));
                }
            }
            // Whatever referred to these has a copy.
            Kind::Components => drop(object.shift_remove("callbacks")),
            Kind::Paths | Kind::RequestBody | Kind::Responses | Kind::Response | Kind::Plain => {}
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
        let style = object.get("style").and_then(Tree::as_str).filter(|style| !STYLES.contains(style));
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

    fn take_kind(&mut self, scheme: &mut Map<String, Tree>, at: &Trail) {
        if scheme.get("type").is_some_and(|kind| *kind == "mutualTLS") {
            // What stands there instead is not looked at, but for its description.
            scheme.insert("type".to_owned(), "http".into());
            scheme.insert("scheme".to_owned(), "mutualTLS".into());
            self.mutual_tls.insert(at.pointer());
        }
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

    /// Notes the schemes that the operations of webhooks or callbacks name.
    fn name(&mut self, webhooks: &mut Tree, slot: Slot) {
        walk(webhooks, slot, &Pointer::root(), &mut |slot, _, value| match slot {
            Slot::One(Kind::Operation) => {
                let list = value.get("security").and_then(Tree::as_array);
                let requirements = list.into_iter().flatten().filter_map(Tree::as_object);
                self.webhook_schemes.extend(requirements.flat_map(|schemes| schemes.keys().cloned()));
                Descend::No
            }
            Slot::One(_) | Slot::Map(_) | Slot::List(_) => Descend::Yes,
        });
    }
}
