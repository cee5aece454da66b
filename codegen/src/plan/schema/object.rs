//! `type: object` with named properties: a struct.

use super::property::{Field, NewArgument, Presence};
use super::ty::{Place, Type};
use crate::model::{Additional, Object, SchemaId, VALUE};
use crate::name::Ident;
use crate::plan::Planner;

/// A struct.
#[derive(Clone, Debug)]
pub struct Struct<'a> {
    /// A field for each property.
    pub fields: Vec<Field<'a>>,
    /// The field for members that are not properties.
    pub others: Option<Others<'a>>,
    /// The arguments of `new`; none if there is no `new`.
    pub new: Vec<NewArgument<'a>>,
    /// True if it has `Default`: nothing is required.
    pub has_default: bool,
}

/// The field for members that are not properties.
#[derive(Clone, Debug)]
pub struct Others<'a> {
    /// The field.
    pub ident: &'a Ident,
    /// The type of their values.
    pub ty: Type<'a>,
    /// True if their values are secrets.
    pub is_secret: bool,
    /// True if the document gives no schema for their values; they are not shown then.
    pub is_any: bool,
}

impl<'a> Planner<'a, '_> {
    pub(super) fn object(&self, id: SchemaId, object: &'a Object) -> Struct<'a> {
        let schema = &self.api[id];
        let idents = &self.names.properties[id.index()];
        let fields: Vec<Field<'a>> =
            object.properties.iter().zip(idents).map(|(property, ident)| self.field(schema, property, ident)).collect();
        let required = || fields.iter().filter(|field| field.presence == Presence::Required);
        let new = schema.usage.request.then(|| required().map(|field| self.new_argument(schema, field)).collect());
        Struct {
            new: new.unwrap_or_default(),
            has_default: required().next().is_none(),
            others: self.others(id, object),
            fields,
        }
    }

    fn others(&self, id: SchemaId, object: &Object) -> Option<Others<'a>> {
        let value = match object.additional {
            Additional::Kept(ty) => ty,
            Additional::Ignored => return None,
        };
        let ident = self.names.additional[id.index()].as_ref().expect("`name` names the field of additional members");
        let (is_any, is_secret) = (self.takes_null(value.schema), self.is_secret(value.schema));
        let place = self.members_of(&self.api[id]);
        Some(Others { ident, ty: self.ty_at(value, Place::Part(&place, VALUE)), is_secret, is_any })
    }
}
