//! A type where it is used, as a value: `i64`, `Option<Box<Pet>>`.

use crate::model::{ITEM, Schema, SchemaId, SchemaKind, StringFormat, TypeUse, VALUE};
use crate::name::Ident;
use crate::plan::Planner;

/// A type of Rust.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type<'a> {
    /// Any JSON value.
    Any,
    /// `()`
    Unit,
    /// `bool`
    Boolean,
    /// A number, or the type of a format, by its path.
    Format(&'static str),
    /// `String`
    Text,
    /// A file of a form.
    File,
    /// An item of module `types`.
    Item(&'a Ident),
    /// An item of module `op`.
    Outcomes(&'a Ident),
    /// `Vec<T>`
    List(Box<Type<'a>>),
    /// `(A, B)`
    Tuple(Vec<Type<'a>>),
    /// A map from names.
    Map(Box<Type<'a>>),
    /// A value that is not shown.
    Secret(Box<Type<'a>>),
    /// `Box<T>`
    Boxed(Box<Type<'a>>),
    /// `Option<T>`
    Optional(Box<Type<'a>>),
    /// A member that is there or not or `null`.
    Nullable(Box<Type<'a>>),
    /// The bytes of a body.
    Bytes,
    /// A body that is not read.
    Stream,
    /// Server-sent events with data of this type.
    Events(Box<Type<'a>>),
    /// A value of this type in each line.
    JsonLines(Box<Type<'a>>),
    /// The type without values.
    Never,
}

impl<'a> Type<'a> {
    /// The item of module `op` that it is.
    pub(in crate::plan) const fn outcomes(&self) -> Option<&'a Ident> {
        if let Self::Outcomes(ident) = self { Some(ident) } else { None }
    }

    /// The item of module `types` that it is.
    pub(in crate::plan) const fn item(&self) -> Option<&'a Ident> {
        if let Self::Item(ident) = self { Some(ident) } else { None }
    }
}

/// The place of a value, which tells the name of a type that several places share.
#[derive(Clone, Copy)]
pub(in crate::plan) enum Place<'p> {
    /// One of several: such a type is called by its own name.
    Shared,
    /// The words of a single place.
    At(&'p [String]),
    /// A part of a place.
    Part(&'p Place<'p>, &'p str),
}

impl Place<'_> {
    /// Returns true if these are its words.
    fn is(&self, words: &[String]) -> bool {
        match (self, words.split_last()) {
            (Self::Shared, _) | (Self::Part(..), None) => false,
            (Self::At(own), _) => *own == words,
            (Self::Part(whole, part), Some((last, before))) => part == last && whole.is(before),
        }
    }
}

impl<'a> Planner<'a, '_> {
    /// The type of a value.
    pub(in crate::plan) fn ty(&self, ty: TypeUse) -> Type<'a> {
        self.ty_at(ty, Place::Shared)
    }

    /// The type of a value at a place.
    pub(in crate::plan) fn ty_at(&self, ty: TypeUse, place: Place<'_>) -> Type<'a> {
        let bare = match &self.names.schemas[ty.schema.index()] {
            Some(ident) => Type::Item(self.name_at(ty.schema, place).unwrap_or(ident)),
            None => self.written(ty.schema, place),
        };
        let held = if ty.boxed { Type::Boxed(Box::new(bare)) } else { bare };
        if ty.nullable && !self.takes_null(ty.schema) { Type::Optional(Box::new(held)) } else { held }
    }

    /// The type of a value that is neither `null` nor boxed.
    pub(in crate::plan) fn plain(&self, ty: TypeUse) -> Type<'a> {
        self.ty(TypeUse { nullable: false, boxed: false, ..ty })
    }

    /// The place of a schema's members.
    pub(super) fn members_of<'p>(&self, schema: &'p Schema) -> Place<'p> {
        match (&schema.component, schema.places.as_slice()) {
            (Some(component), _) => Place::At(std::slice::from_ref(component)),
            (None, [place]) => Place::At(place),
            (None, _) => Place::Shared,
        }
    }

    /// The name that a type which several places share has at this one.
    fn name_at(&self, schema: SchemaId, place: Place<'_>) -> Option<&'a Ident> {
        let names = &self.names.places[schema.index()];
        let position = self.api[schema].places.iter().take(names.len()).position(|known| place.is(known))?;
        names.get(position)
    }

    /// The type of a schema that has no item, or of an alias.
    pub(super) fn written(&self, schema: SchemaId, place: Place<'_>) -> Type<'a> {
        match &self.api[schema].kind {
            SchemaKind::Any => Type::Any,
            SchemaKind::Null => Type::Unit,
            SchemaKind::Boolean => Type::Boolean,
            SchemaKind::Integer(format) => Type::Format(format.rust()),
            SchemaKind::Number(format) => Type::Format(format.rust()),
            SchemaKind::String(StringFormat::Plain) => Type::Text,
            SchemaKind::String(StringFormat::Binary) => Type::File,
            SchemaKind::String(StringFormat::Typed(typed)) => Type::Format(typed.rust),
            SchemaKind::Array(item) => Type::List(Box::new(self.ty_at(*item, Place::Part(&place, ITEM)))),
            SchemaKind::Tuple(elements) => Type::Tuple(elements.iter().map(|element| self.ty(*element)).collect()),
            SchemaKind::Map(value) => Type::Map(Box::new(self.ty_at(*value, Place::Part(&place, VALUE)))),
            SchemaKind::Secret(ty) if self.is_string(ty.schema) => Type::Secret(Box::new(Type::Text)),
            SchemaKind::Secret(ty) => Type::Secret(Box::new(self.ty_at(*ty, place))),
            SchemaKind::Alias(ty) => self.ty(TypeUse { nullable: false, ..*ty }),
            SchemaKind::Object(_) | SchemaKind::Enumeration(_) | SchemaKind::Union(_) => {
                unreachable!("`name` gives every object, enumeration and union an item")
            }
        }
    }

    /// The kind of a type behind its aliases.
    pub(in crate::plan) fn kind(&self, schema: SchemaId) -> &'a SchemaKind {
        &self.api[self.api.unaliased(schema)].kind
    }

    /// Returns true if `null` is a value of the type itself, so that it needs no `Option`.
    pub(in crate::plan) fn takes_null(&self, schema: SchemaId) -> bool {
        matches!(self.kind(schema), SchemaKind::Any | SchemaKind::Null)
    }

    /// Returns true if any JSON is a value of the type.
    pub(in crate::plan) fn is_any(&self, ty: TypeUse) -> bool {
        *self.kind(ty.schema) == SchemaKind::Any
    }

    /// Returns true if values of the type are `String`s.
    pub(in crate::plan) fn is_text(&self, ty: TypeUse) -> bool {
        matches!(self.kind(ty.schema), SchemaKind::String(StringFormat::Plain)) && !ty.nullable
    }

    fn is_string(&self, schema: SchemaId) -> bool {
        self.api[schema].kind == SchemaKind::String(StringFormat::Plain)
    }
}
