//! `oneOf` and `anyOf`: the variants that a tag tells, and those that are tried.

use super::ty::{Place, Type};
use crate::model::{self, SchemaId, SchemaKind};
use crate::name::Ident;
use crate::plan::Planner;

/// An enum of types.
#[derive(Clone, Debug)]
pub struct Union<'a> {
    /// Its variants, in document order.
    pub variants: Vec<Variant<'a>>,
    /// The variants that a property tells.
    pub discriminated: Option<Discriminated<'a>>,
    /// The variants that are tried, in this order, as positions in `variants`.
    pub tried: Vec<Tried>,
    /// The variant that keeps what no other takes.
    pub fallback: &'a Ident,
}

/// A variant of a union.
#[derive(Clone, Debug)]
pub struct Variant<'a> {
    /// The variant.
    pub ident: &'a Ident,
    /// Its type.
    pub ty: Type<'a>,
    /// The tags that no earlier variant has.
    pub tags: Vec<&'a str>,
    /// True if its values are secrets.
    pub is_secret: bool,
}

/// The property that tells variants.
#[derive(Clone, Copy, Debug)]
pub struct Discriminated<'a> {
    /// Its name.
    pub property: &'a str,
    /// The position of the variant of values that no tag tells. One that no tag tells is tried anyway.
    pub default: Option<usize>,
    /// True if the content decides where the property is missing.
    pub or_content: bool,
    /// True if the union writes the property, and not the variant.
    pub is_added: bool,
}

/// A variant that is tried.
#[derive(Clone, Copy, Debug)]
pub struct Tried {
    /// Its position in the union's variants.
    pub variant: usize,
    /// True if nearly every value is one of its type, so that it is tried after all others.
    pub is_last: bool,
}

impl<'a> Planner<'a, '_> {
    pub(super) fn union(&self, id: SchemaId, union: &'a model::Union) -> Union<'a> {
        let variants = self.variants(id, union);
        let is_told = |at: &usize| !variants[*at].tags.is_empty();
        let tried = union.trial.iter().copied().filter(|at| !is_told(at));
        let tried = tried.map(|at| Tried { variant: at, is_last: self.takes_anything(union.variants[at].ty.schema) });
        let mut tried: Vec<Tried> = tried.collect();
        tried.sort_by_key(|tried| tried.is_last);
        let discriminated = union.discriminator.as_ref().filter(|_| (0..variants.len()).any(|at| is_told(&at)));
        let discriminated = discriminated.map(|discriminator| Discriminated {
            property: &discriminator.property,
            default: discriminator.default.filter(is_told),
            or_content: discriminator.is_optional,
            is_added: !discriminator.in_variants,
        });
        Union { discriminated, tried, fallback: self.fallback(id), variants }
    }

    fn variants(&self, id: SchemaId, union: &'a model::Union) -> Vec<Variant<'a>> {
        let place = self.members_of(&self.api[id]);
        let mut seen: Vec<&str> = Vec::new();
        let variants = union.variants.iter().zip(&self.names.variants[id.index()]).map(|(variant, ident)| {
            let tags: Vec<&str> = variant.tags.iter().map(String::as_str).filter(|tag| !seen.contains(tag)).collect();
            seen.extend(&tags);
            Variant {
                ident,
                ty: self.ty_at(variant.ty, Place::Part(&place, &variant.name)),
                tags,
                is_secret: self.is_secret(variant.ty.schema),
            }
        });
        variants.collect()
    }

    fn takes_anything(&self, schema: SchemaId) -> bool {
        let kind = self.kind(schema);
        if let SchemaKind::Secret(hidden) = kind {
            self.takes_anything(hidden.schema)
        } else {
            matches!(kind, SchemaKind::Any | SchemaKind::Map(_))
        }
    }
}
