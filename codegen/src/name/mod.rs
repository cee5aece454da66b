//! Names: the only module that creates Rust identifiers.
//!
//! A name of the document can be anything: `foo-bar`, `名前`, `self`, `+1`, an empty string, or equal to another after
//! casing. An identifier is valid Rust, ASCII (so that no lint about look-alike letters can fire), in Rust's casing
//! and unique in its scope. No item of a module has the name of something in Rust's prelude, which
//! `use types::*` would hide: it gets a `_` at its end, like `Self_` and `crate_`. An item that is distinguished from another by a
//! number has this number in all scopes.
//!
//! **Invariant.** Identifiers depend on names, not on the order of the document's maps, except for the members of one
//! object and the values of one enumeration. Adding an item renames no other, unless both want the same identifier.

mod feature;
mod grant;
mod media_type;
mod operation;
mod schema;
mod scope;
mod security;
mod server;
mod shape;
mod shared;
mod words;

pub use feature::FeatureNames;
pub(crate) use feature::MOST as MOST_FEATURES;
pub use proc_macro2::Ident;
use scope::Scope;
pub(crate) use shared::SharedType;

use crate::model::{Api, OperationId};

/// The identifiers of everything in an [`Api`], by its ids.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// By `SchemaId`: the item in module `types`; `None` if the type is written out where it is used.
    pub schemas: Vec<Option<Ident>>,
    /// By `SchemaId` and position in `Schema::places`: the other names of an item that several places share, one for
    /// each; empty for others.
    pub places: Vec<Vec<Ident>>,
    /// By `SchemaId` and position in `Object::properties`: the fields.
    pub properties: Vec<Vec<Ident>>,
    /// By `SchemaId`: the field that keeps the members that have no property.
    pub additional: Vec<Option<Ident>>,
    /// By `SchemaId` and position in the enumeration's values or the union's variants: the variants.
    pub variants: Vec<Vec<Ident>>,
    /// By `SchemaId`: the variant that keeps what no other variant takes.
    pub fallback: Vec<Option<Ident>>,
    /// By `OperationId`.
    pub operations: Vec<OperationNames>,
    /// By `SchemeId`.
    pub schemes: Vec<SchemeNames>,
    /// By `GuardId`: the trait in module `requires`.
    pub guards: Vec<Ident>,
    /// By `ServerGroupId`: the constant in module `servers`.
    pub servers: Vec<Ident>,
    /// By `ServerGroupId` and position in `ServerGroup::servers`: the constant of a server that can be chosen by name.
    pub named_servers: Vec<Vec<Option<Ident>>>,
    /// The items that each tag's feature of Cargo enables, if there are features.
    pub features: FeatureNames,
    /// The identifiers that are taken in module `op`.
    op: Scope,
}

/// The identifiers of one operation.
#[derive(Clone, Debug)]
pub struct OperationNames {
    /// The method of `Client`: `search`.
    pub method: Ident,
    /// The marker type in module `op`: `Search`.
    pub ty: Ident,
    /// The enum of its successes, if it needs one: `SearchOutput`.
    pub output: Ident,
    /// The enum of its documented errors, if it needs one: `SearchError`.
    pub error: Ident,
    /// The struct of its documented response headers, if it needs one: `SearchHeaders`.
    pub headers: Ident,
    /// By position in `Operation::documented_headers`: the fields of that struct.
    pub header_fields: Vec<Ident>,
    /// The struct of the documented headers of its errors, if it needs one: `SearchErrorHeaders`.
    pub error_headers: Ident,
    /// The fields of that struct.
    pub error_header_fields: Vec<Ident>,
    /// By position in `Operation::parameters`: the argument, or the setter on the call.
    pub parameters: Vec<Ident>,
    /// By position in `RequestBody::content`: the method that takes the body in this media type. The first is `method`.
    pub bodies: Vec<Ident>,
    /// By position in `RequestBody::content`: the enum of its media types, if the caller chooses one of them.
    pub media_types: Vec<Option<MediaTypeNames>>,
    /// By position in `Operation::responses` and `Response::content`: the variant of `output` or `error`. Never empty.
    pub responses: Vec<Vec<Ident>>,
}

/// The identifiers of an enum of media types.
#[derive(Clone, Debug)]
pub struct MediaTypeNames {
    /// Its item in module `op`: `UploadImageType`.
    pub ty: Ident,
    /// By position in `MediaType::names`: the variants.
    pub variants: Vec<Ident>,
}

/// The identifiers of one security scheme.
#[derive(Clone, Debug)]
pub struct SchemeNames {
    /// The credential's type: `Jwt`.
    pub ty: Ident,
    /// The slot of the client and the method that fills it: `jwt`.
    pub slot: Ident,
    /// The method that empties it: `without_jwt`.
    pub without: Ident,
    /// The slot's type parameter: `J`.
    pub generic: Ident,
    /// By `RoleId`: the markers in module `role`.
    pub roles: Vec<GrantName>,
    /// By position in `SecurityScheme::scopes`: the markers in module `scope`.
    pub scopes: Vec<GrantName>,
}

/// The identifier of a scope or role. Schemes that name the same one share it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantName {
    /// The marker: `ReadPets`.
    pub ident: Ident,
    /// The number that identifies it: hexadecimal digits, as many for all scopes and roles of the document.
    pub number: Vec<u8>,
}

/// Names everything in `api`.
#[must_use]
pub fn assign(api: &Api) -> Names {
    let schemes = security::schemes(api);
    let (servers, named_servers) = server::constants(api);
    let (operations, op) = operation::operations(api, &schemes);
    let mut names = Names {
        operations,
        op,
        guards: security::guards(api, &schemes),
        servers,
        named_servers,
        schemes,
        ..Names::default()
    };
    schema::assign(api, &mut names);
    names
}

/// Names a feature of Cargo for each tag of these operations, with the items that it enables.
#[must_use]
pub fn features(api: &Api, operations: &[OperationId]) -> FeatureNames {
    feature::features(api, operations)
}
