//! One property of an object: its field, and the argument of `new`.
//!
//! ```yaml
//! required: [id, age]
//! properties:
//!   id: { type: integer }                      # id: i64
//!   age: { type: integer, nullable: true }     # age: Option<i64>
//!   name: { type: string }                     # name: Option<String>
//!   nickname: { type: string, nullable: true } # nickname: ::warded::Nullable<String>
//! ```

use super::ty::{Place, Type};
use crate::model::{Property, Schema, SchemaKind, StringFormat, TypeUse};
use crate::name::Ident;
use crate::plan::Planner;

/// Presence and nullability of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always there.
    Required,
    /// There or not; `null` is as good as not.
    Optional,
    /// There or not, and `null` is a value that the type itself has.
    OptionalAny,
    /// There or not or `null`.
    Nullable,
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct Field<'a> {
    /// The property.
    pub of: &'a Property,
    /// The field.
    pub ident: &'a Ident,
    /// Its type.
    pub ty: Type<'a>,
    /// Its presence.
    pub presence: Presence,
    /// True if it holds secrets and nothing else.
    pub is_secret: bool,
}

/// An argument of `new`.
#[derive(Clone, Debug)]
pub struct NewArgument<'a> {
    /// The field.
    pub ident: &'a Ident,
    /// The type of the value that the field is made of.
    pub ty: Type<'a>,
    /// True if it takes whatever converts into this type.
    pub is_generic: bool,
    /// True if the value is converted into the field's type by `Into`.
    pub is_converted: bool,
}

impl<'a> Planner<'a, '_> {
    pub(super) fn field(&self, schema: &Schema, property: &'a Property, ident: &'a Ident) -> Field<'a> {
        let presence = self.presence(schema, property);
        let place = self.members_of(schema);
        let value = |nullable| self.ty_at(TypeUse { nullable, ..property.ty }, Place::Part(&place, &property.name));
        let ty = match presence {
            Presence::Required => value(property.ty.nullable),
            Presence::Optional | Presence::OptionalAny => Type::Optional(Box::new(value(false))),
            Presence::Nullable => Type::Nullable(Box::new(value(false))),
        };
        Field { of: property, ident, ty, presence, is_secret: self.is_secret(property.ty.schema) }
    }

    /// The presence of a property in the type of a schema.
    pub(in crate::plan) fn presence(&self, schema: &Schema, property: &Property) -> Presence {
        // A member of one direction is not there in the other.
        let is_left_out =
            (property.read_only && schema.usage.request) || (property.write_only && schema.usage.response);
        match property.ty {
            _ if property.required && !is_left_out => Presence::Required,
            ty if self.takes_null(ty.schema) => Presence::OptionalAny,
            ty if ty.nullable => Presence::Nullable,
            _ => Presence::Optional,
        }
    }

    pub(super) fn new_argument(&self, schema: &Schema, field: &Field<'a>) -> NewArgument<'a> {
        let (ty, place) = (field.of.ty, self.members_of(schema));
        let at_place = |ty| self.ty_at(ty, Place::Part(&place, &field.of.name));
        let converted = match self.kind(ty.schema) {
            _ if ty.nullable || ty.boxed => None,
            SchemaKind::String(StringFormat::Plain) => Some(Type::Text),
            SchemaKind::String(StringFormat::Binary) => Some(Type::File),
            SchemaKind::Secret(_) => Some(at_place(ty)),
            SchemaKind::String(StringFormat::Typed(_))
            | SchemaKind::Any
            | SchemaKind::Null
            | SchemaKind::Boolean
            | SchemaKind::Integer(_)
            | SchemaKind::Number(_)
            | SchemaKind::Enumeration(_)
            | SchemaKind::Array(_)
            | SchemaKind::Tuple(_)
            | SchemaKind::Map(_)
            | SchemaKind::Object(_)
            | SchemaKind::Union(_)
            | SchemaKind::Alias(_) => None,
        };
        let is_generic = converted.is_some();
        let is_boxed = ty.boxed && !ty.nullable;
        let ty = converted.unwrap_or_else(|| at_place(TypeUse { boxed: ty.boxed && ty.nullable, ..ty }));
        NewArgument { ident: field.ident, ty, is_generic, is_converted: is_generic || is_boxed }
    }
}
