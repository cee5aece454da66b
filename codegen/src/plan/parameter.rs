//! Parameter Object: an argument of a method or a setter of a call, and the way in which its value is passed.

use super::Planner;
use super::request_body::{FieldEncoding, fields};
use super::schema::{Place, Type};
use crate::model::{self, ITEM, ParameterEncoding, ParameterLocation, SchemaKind, StringFormat, TypeUse};
use crate::name::Ident;

/// A parameter of an operation: an argument of its methods if it is required, else a setter of its call.
#[derive(Clone, Debug)]
pub struct Parameter<'a> {
    /// The parameter.
    pub of: &'a model::Parameter,
    /// The argument or setter.
    pub ident: &'a Ident,
    /// Its value.
    pub argument: Argument<'a>,
    /// The fields whose encoding is not the default, if it is sent as a form.
    pub fields: Vec<(&'a str, FieldEncoding<'a>)>,
}

/// The value of an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument<'a> {
    /// The type of the argument.
    pub passed: Passed<'a>,
    /// The conversion that is needed before it is written.
    pub lend: Lend,
    /// True if there may be none.
    pub is_optional: bool,
}

/// The type of an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Passed<'a> {
    /// `&str`
    Text,
    /// A list of text of any type of Rust.
    Texts,
    /// `&[T]`
    Slice(Type<'a>),
    /// `&T`
    Reference(Type<'a>),
    /// `T`
    Value(Type<'a>),
    /// Whatever converts into a body.
    Body,
}

/// The way in which the value of an argument is borrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lend {
    /// It is a reference.
    AsIs,
    /// It is a value.
    Borrowed,
    /// It is a reference to secrets, which are not written unless they are said to be exposed.
    Exposed,
}

impl<'a> Argument<'a> {
    /// The argument that is a reference.
    pub(super) const fn reference(passed: Passed<'a>) -> Self {
        Self { passed, lend: Lend::AsIs, is_optional: false }
    }
}

impl<'a> Planner<'a, '_> {
    /// A required parameter whose values include `null` can be left out after all, though not by mistake; in a path it
    /// cannot.
    pub(super) fn parameter(&self, of: &'a model::Parameter, ident: &'a Ident) -> Parameter<'a> {
        let is_optional = of.required && of.ty.nullable && of.location != ParameterLocation::Path;
        let fields = match &of.encoding {
            ParameterEncoding::Form { encoding } => fields(encoding),
            ParameterEncoding::Style { .. } | ParameterEncoding::Json => Vec::new(),
        };
        Parameter {
            of,
            ident,
            argument: Argument { is_optional, ..self.argument(of.ty, Place::At(&of.place)) },
            fields,
        }
    }

    /// The argument for a value that is not `null`.
    pub(super) fn argument(&self, ty: TypeUse, place: Place<'_>) -> Argument<'a> {
        let reference = Argument::reference;
        let plain = || self.ty_at(TypeUse { nullable: false, boxed: false, ..ty }, place);
        let value = || Argument { passed: Passed::Value(plain()), lend: Lend::Borrowed, is_optional: false };
        match self.kind(ty.schema) {
            SchemaKind::String(StringFormat::Plain) => reference(Passed::Text),
            // A call shows nothing of what it sends, and keeps no argument.
            SchemaKind::Secret(hidden) => self.argument(*hidden, place),
            SchemaKind::Array(item) if self.is_any_text(*item) => reference(Passed::Texts),
            SchemaKind::Array(_) | SchemaKind::Tuple(_) | SchemaKind::Map(_) if self.is_secret(ty.schema) => {
                Argument { lend: Lend::Exposed, ..reference(Passed::Reference(plain())) }
            }
            SchemaKind::Array(item) => reference(Passed::Slice(self.ty_at(*item, Place::Part(&place, ITEM)))),
            SchemaKind::Boolean | SchemaKind::Integer(_) => value(),
            SchemaKind::Number(format) if format.is_copied() => value(),
            SchemaKind::String(StringFormat::Typed(typed)) if typed.is_copied => value(),
            SchemaKind::Any
            | SchemaKind::Null
            | SchemaKind::Number(_)
            | SchemaKind::String(StringFormat::Typed(_) | StringFormat::Binary)
            | SchemaKind::Enumeration(_)
            | SchemaKind::Tuple(_)
            | SchemaKind::Map(_)
            | SchemaKind::Object(_)
            | SchemaKind::Union(_)
            | SchemaKind::Alias(_) => reference(Passed::Reference(plain())),
        }
    }

    /// Returns true if the argument may be text of any Rust type.
    fn is_any_text(&self, ty: TypeUse) -> bool {
        match self.kind(ty.schema) {
            SchemaKind::Secret(hidden) => self.is_any_text(*hidden) && !ty.nullable,
            SchemaKind::Any
            | SchemaKind::Null
            | SchemaKind::Boolean
            | SchemaKind::Integer(_)
            | SchemaKind::Number(_)
            | SchemaKind::String(_)
            | SchemaKind::Enumeration(_)
            | SchemaKind::Array(_)
            | SchemaKind::Tuple(_)
            | SchemaKind::Map(_)
            | SchemaKind::Object(_)
            | SchemaKind::Union(_)
            | SchemaKind::Alias(_) => self.is_text(ty),
        }
    }
}
