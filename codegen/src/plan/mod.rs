//! The plan of the output: every decision that the generator makes, as values, with the identifiers of all items.
//!
//! ```text
//! model -> name -> plan -> emit, summary
//! ```
//! **Invariants.** A plan has what is printed and nothing else: what a filter leaves out is not part of it. Types are
//! values with `Eq`. `emit` and `summary` print a plan, and decide nothing. The names are those of the whole document, so
//! that a filtered client is a part of the whole one.

mod media_type;
mod operation;
mod parameter;
mod request_body;
mod response;
mod response_body;
mod response_decode;
mod response_header;
mod schema;
mod security;
mod selection;
mod share;
mod xml;

pub use media_type::Representation;
pub use operation::{Method, Operation};
pub use parameter::{Argument, Lend, Parameter, Passed};
pub use request_body::{Body, FieldEncoding, Label, Write};
pub use response::{Documented, Responses};
pub use response_body::{Reader, ResponseBody};
pub use response_decode::{Row, Statuses, Target};
pub use response_header::{Header, HeaderPresence};
pub use schema::{
    Direction, Discriminated, Enumeration, Field, Item, ItemKind, Listing, NewArgument, Others, Presence, Struct,
    Tried, Type, Union, Variant,
};
pub use security::{
    Guard, Issuance, Lifetime, Member, Part, RefreshInput, Renewal, Scheme, Session, Step, Target as StepTarget,
};
pub use selection::Selection;
pub use share::{Companion, Role, Shape, Shared};
pub use xml::Table;

use crate::model::{Api, GuardId, SchemeId, ServerGroup, ServerGroupId, Tag};
use crate::name::{FeatureNames, Ident, Names};

/// The plan of a client.
#[derive(Clone, Debug)]
pub struct Client<'a> {
    /// `info.title`
    pub title: &'a str,
    /// `info.version`
    pub version: &'a str,
    /// `info.description`
    pub description: Option<&'a str>,
    /// True if the document determines the server, so that `Client::new` takes no URL.
    pub names_host: bool,
    /// The types, with those that are written out where they are used.
    pub items: Vec<Item<'a>>,
    /// The operations.
    pub operations: Vec<Operation<'a>>,
    /// The types that several operations have alike, in the order of their roles and members.
    pub shared: Vec<Shared<'a>>,
    /// The security schemes.
    pub schemes: Vec<Scheme<'a>>,
    /// The distinct requirements.
    pub guards: Vec<Guard<'a>>,
    /// The lists of servers, the document's own first.
    pub servers: Vec<Servers<'a>>,
    /// The tags, with those of no operation.
    pub tags: &'a [Tag],
    /// The tables of the types that bodies of XML reach; `None` if no body is XML.
    pub xml: Option<Vec<Table<'a>>>,
    /// The features of Cargo, one for each tag; none unless they were requested.
    pub features: Vec<&'a str>,
}

/// A list of servers.
#[derive(Clone, Copy, Debug)]
pub struct Servers<'a> {
    id: ServerGroupId,
    /// The constant in module `servers`.
    pub ident: &'a Ident,
    /// By position in its servers: the constants of those that can be chosen by name.
    pub named: &'a [Option<Ident>],
    /// Its servers.
    pub of: &'a ServerGroup,
}

impl<'a> Client<'a> {
    /// The scheme of an id.
    ///
    /// # Panics
    /// If no operation of the plan uses it.
    #[must_use]
    pub fn scheme(&self, id: SchemeId) -> &Scheme<'a> {
        let at = self.schemes.binary_search_by_key(&id, |scheme| scheme.id);
        &self.schemes[at.expect("a plan has the schemes that its operations use")]
    }

    /// The requirement of an id.
    ///
    /// # Panics
    /// If no operation of the plan has it.
    #[must_use]
    pub fn guard(&self, id: GuardId) -> &Guard<'a> {
        let at = self.guards.binary_search_by_key(&id, |guard| guard.id);
        &self.guards[at.expect("a plan has the requirements of its operations")]
    }

    /// The list of servers of an id.
    ///
    /// # Panics
    /// If no operation of the plan has it.
    #[must_use]
    pub fn servers(&self, id: ServerGroupId) -> &Servers<'a> {
        let at = self.servers.binary_search_by_key(&id, |servers| servers.id);
        &self.servers[at.expect("a plan has the servers of its operations")]
    }

    /// The features any of which enables some operation; none if one is always enabled.
    #[must_use]
    pub fn features_of_any_operation(&self) -> &[&'a str] {
        let is_always = self.operations.iter().any(|operation| operation.features.is_empty());
        if is_always { &[] } else { &self.features }
    }
}

/// Plans the client of an API. The features are those of `names`.
#[must_use]
pub fn plan<'a>(api: &'a Api, names: &'a Names, selection: &Selection) -> Client<'a> {
    let planner = Planner { api, names, selection };
    let mut operations = planner.operations();
    let shared = planner.shared(&mut operations);
    let root = api.server_groups.first().and_then(|group| group.servers.first());
    let servers = selection.servers.iter().map(|id| Servers {
        named: &names.named_servers[id.index()],
        id: *id,
        ident: &names.servers[id.index()],
        of: &api[*id],
    });
    Client {
        title: &api.title,
        version: &api.version,
        description: api.description.as_deref(),
        names_host: root.is_some_and(|server| server.names_host),
        items: planner.items(),
        shared,
        schemes: planner.schemes(),
        guards: planner.guards(),
        servers: servers.collect(),
        tags: &api.tags,
        xml: planner.xml_tables(),
        features: names.features.all.iter().map(String::as_str).collect(),
        operations,
    }
}

/// Makes a plan.
#[derive(Clone, Copy)]
struct Planner<'a, 's> {
    api: &'a Api,
    names: &'a Names,
    selection: &'s Selection,
}

impl<'a> Planner<'a, '_> {
    const fn features(&self) -> &'a FeatureNames {
        &self.names.features
    }
}
