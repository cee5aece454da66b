//! The resolved model of one API: the result of `resolve`, and the input of `name` and `emit`.
//!
//! **Invariants.** No `$ref` and no quirk of an OpenAPI version is left. Ids are indices into the arenas of the same
//! [`Api`]. Every item carries its `origin`, the place in the document that it came from. Data only: decisions that
//! need computing (boxes, sharing, which alternative) were made by `resolve` and are values here.

mod format;
mod issuance;
mod operation;
mod parameter;
mod property_path;
mod request_body;
mod response;
mod schema;
mod security;
mod server;
mod tag;
pub(crate) mod uses;
pub mod xml;

use std::collections::BTreeMap;

pub use format::{Format, IntegerFormat, Meaning, NumberFormat, StringFormat, Typed};
pub use issuance::{Expiry, Issuance, IssuedRefreshToken, Refresh, ReplyPart, RequestPart, Unit};
pub use operation::{Form, Method, Operation, OperationId, PathSegment, QueryPair};
pub use parameter::{Parameter, ParameterEncoding, ParameterLocation, ParameterStyle, StyleRow};
pub use property_path::{Astray, PathStep, SuccessBody};
pub(crate) use request_body::essence;
pub use request_body::{Encoding, ItemEncodings, MediaKind, MediaType, RequestBody};
pub use response::{Response, ResponseHeader, StatusPattern};
pub use schema::{
    Additional, Discriminator, Enumeration, EnumerationValue, Object, Property, Schema, SchemaId, SchemaKind, Secrecy,
    TypeUse, Union, UnionVariant, Usage,
};
pub(crate) use schema::{ITEM, VALUE};
pub use security::{
    Flow, FlowKind, Guard, GuardId, Metadata, Requirement, Role, RoleId, SchemeId, SchemeKind, SchemeUse, Security,
    SecurityScheme,
};
pub use server::{Server, ServerGroup, ServerGroupId, ServerVariable};
pub use tag::Tag;

/// One API.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.description`, after `info.summary` where there is one.
    pub description: Option<String>,
    /// Every distinct type; structurally identical inline schemas are one entry.
    pub schemas: Vec<Schema>,
    /// The distinct lists of servers. The first is the document's own list.
    pub server_groups: Vec<ServerGroup>,
    /// The tags that the document declares.
    pub tags: Vec<Tag>,
    /// The security schemes that some operation uses, in the order of their declaration.
    pub security_schemes: Vec<SecurityScheme>,
    /// The distinct requirements of operations that need or may use a credential.
    pub guards: Vec<Guard>,
    /// The operations, in the document's order.
    pub operations: Vec<Operation>,
    /// The tables of the types that bodies of XML reach.
    pub xml: BTreeMap<SchemaId, xml::Type>,
}

/// Makes an index type and lets the arena of an [`Api`] be indexed with it.
macro_rules! id {
    ($(#[$doc:meta])* $id:ident => $field:ident: $item:ty) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $id(pub u32);

        impl $id {
            /// The position in the arena.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl std::ops::Index<$id> for $crate::model::Api {
            type Output = $item;
            fn index(&self, id: $id) -> &$item {
                &self.$field[id.index()]
            }
        }
    };
}
use id;
