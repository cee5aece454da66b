//! Schema Object: the types, by their items in module `types` or as they are written out.

mod enumeration;
mod object;
mod property;
mod secret;
mod ty;
mod union;

pub use enumeration::{Enumeration, Listing};
pub use object::{Others, Struct};
pub use property::{Field, NewArgument, Presence};
pub(in crate::plan) use ty::Place;
pub use ty::Type;
pub use union::{Discriminated, Tried, Union, Variant};

use super::Planner;
use crate::model::{Schema, SchemaId, SchemaKind, TypeUse};
use crate::name::Ident;

/// A type.
#[derive(Clone, Debug)]
pub struct Item<'a> {
    /// The schema.
    pub of: &'a Schema,
    /// Its item in module `types`; `None` if it is written out where it is used.
    pub ident: Option<&'a Ident>,
    /// The names of the places that share it, in the order of the alphabet; none if it has a single place.
    pub aliases: Vec<&'a Ident>,
    /// A use of it.
    pub ty: Type<'a>,
    /// The features of Cargo any of which enables it; none if it is always enabled.
    pub features: Vec<&'a str>,
    /// Its only direction, if it has one.
    pub direction: Option<Direction>,
    /// Its kind.
    pub kind: ItemKind<'a>,
}

/// The direction of a type that goes in one only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the server.
    Request,
    /// From the server.
    Response,
}

/// The kind of a type.
#[derive(Clone, Debug)]
pub enum ItemKind<'a> {
    /// A struct with a field for each property.
    Struct(Struct<'a>),
    /// An enum with a variant for each value.
    Enumeration(Enumeration<'a>),
    /// An enum with a variant for each type.
    Union(Union<'a>),
    /// Another name for a type.
    Alias(Type<'a>),
}

impl<'a> Planner<'a, '_> {
    pub(super) fn items(&self) -> Vec<Item<'a>> {
        self.selection.schemas.iter().map(|id| self.item(*id)).collect()
    }

    fn item(&self, id: SchemaId) -> Item<'a> {
        let of = &self.api[id];
        let kind = match &of.kind {
            SchemaKind::Object(object) => ItemKind::Struct(self.object(id, object)),
            SchemaKind::Enumeration(enumeration) => ItemKind::Enumeration(self.enumeration(id, enumeration)),
            SchemaKind::Union(union) => ItemKind::Union(self.union(id, union)),
            SchemaKind::Any
            | SchemaKind::Null
            | SchemaKind::Boolean
            | SchemaKind::Integer(_)
            | SchemaKind::Number(_)
            | SchemaKind::String(_)
            | SchemaKind::Array(_)
            | SchemaKind::Tuple(_)
            | SchemaKind::Map(_)
            | SchemaKind::Alias(_)
            | SchemaKind::Secret(_) => ItemKind::Alias(self.written(id, self.members_of(of))),
        };
        let mut aliases: Vec<&Ident> = self.names.places[id.index()].iter().collect();
        aliases.sort_unstable();
        Item {
            of,
            ident: self.names.schemas[id.index()].as_ref(),
            aliases,
            ty: self.ty(TypeUse { schema: id, nullable: of.nullable, boxed: false }),
            features: self.features().of_schema(id),
            direction: direction(of),
            kind,
        }
    }
}

const fn direction(schema: &Schema) -> Option<Direction> {
    match (schema.usage.request, schema.usage.response || schema.usage.elsewhere) {
        (true, false) => Some(Direction::Request),
        (false, true) => Some(Direction::Response),
        (true, true) | (false, false) => None,
    }
}
