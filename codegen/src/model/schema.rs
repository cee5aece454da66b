//! Schema Object: a type of the API.
//!
//! ```yaml
//! components:
//!   schemas:
//!     Pet: { type: object, required: [id], properties: { id: { type: integer }, tag: { type: string } } }
//! ```
//! Objects, unions and enumerations become items of their own; everything else is written out where it is used, but
//! for a component, which always has an item (a type alias then).

use serde_json::Value;

use super::format::{IntegerFormat, NumberFormat, StringFormat};
use super::id;
use crate::source::Pointer;

id!(
    /// Identifies a [`Schema`].
    SchemaId => schemas: Schema
);

/// One type.
#[derive(Clone, Debug)]
pub struct Schema {
    /// The place of its first definition.
    pub origin: Pointer,
    /// The key under `components.schemas`; `None` for an inline schema.
    pub component: Option<String>,
    /// For an inline schema: where it is used, as words from the outside in (`["Pet", "owner"]`,
    /// `["list pets", "response", "200"]`). One entry for each place that shares it; empty for a component, and for
    /// types that are written out where they are used.
    pub places: Vec<Vec<String>>,
    /// `title`, where there is one.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// True if `null` is one of its values, in addition to those of `kind`.
    pub nullable: bool,
    /// Its kind.
    pub kind: SchemaKind,
    /// Its secrecy according to the document. A use of it as a secret is a use of a [`SchemaKind::Secret`].
    pub secrecy: Secrecy,
    /// The directions in which it is used.
    pub usage: Usage,
    /// True for the form of a type that merge patches have, where others use the type as well.
    pub is_patch: bool,
}

/// The secrecy of the values of a type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Secrecy {
    /// Unspecified.
    #[default]
    Unsaid,
    /// Secret by the name of its property, which applies to text only.
    Named,
    /// `format: password`
    Password,
    /// `x-warded: { secret: true }`
    Secret,
    /// `x-warded: { secret: false }`; for an object: the names of its properties are ignored.
    Open,
}

/// The directions in which a type is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// In a parameter or a request body.
    pub request: bool,
    /// In a response's body or headers.
    pub response: bool,
    /// In no operation, or in a type that is in none: the payload of a webhook, or of an event.
    pub elsewhere: bool,
}

/// The kind of a type.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemaKind {
    /// Any JSON value: `{}`, or a schema that no other kind describes better. `null` is one of the values, so that no
    /// use of it is `nullable`.
    Any,
    /// No value but `null` (`nullable` is true then).
    Null,
    /// `type: boolean`.
    Boolean,
    /// `type: integer`.
    Integer(IntegerFormat),
    /// `type: number`.
    Number(NumberFormat),
    /// `type: string` without `enum`.
    String(StringFormat),
    /// `enum`, or `const`.
    Enumeration(Enumeration),
    /// `type: array`.
    Array(TypeUse),
    /// `prefixItems` of an array that has these elements and no others.
    Tuple(Vec<TypeUse>),
    /// An object without named properties: any names, values of one type.
    Map(TypeUse),
    /// An object with named properties.
    Object(Object),
    /// `oneOf` or `anyOf`.
    Union(Union),
    /// Only as a component: another name for another component.
    Alias(TypeUse),
    /// A value that is not shown: text, a number, a boolean, an enumeration, or any JSON.
    Secret(TypeUse),
}

impl SchemaKind {
    /// Returns true if a type of this kind is an item with a name of its own even when it is inline.
    #[must_use]
    pub const fn is_item(&self) -> bool {
        match self {
            Self::Object(_) | Self::Union(_) | Self::Enumeration(_) => true,
            Self::Any
            | Self::Null
            | Self::Boolean
            | Self::Integer(_)
            | Self::Number(_)
            | Self::String(_)
            | Self::Array(_)
            | Self::Tuple(_)
            | Self::Map(_)
            | Self::Alias(_)
            | Self::Secret(_) => false,
        }
    }
}

/// The word for the items of a list in [`Schema::places`].
pub(crate) const ITEM: &str = "item";
/// The word for the values of a map in [`Schema::places`].
pub(crate) const VALUE: &str = "value";

/// A type at a place where it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TypeUse {
    /// The type.
    pub schema: SchemaId,
    /// True if `null` is allowed at this place: by the place or by the schema itself.
    pub nullable: bool,
    /// True if the value must be boxed here, because the type would otherwise contain itself.
    pub boxed: bool,
}

/// A list of values.
#[derive(Clone, Debug, PartialEq)]
pub struct Enumeration {
    /// The values in document order, without duplicates and without `null` (see [`Schema::nullable`]).
    pub values: Vec<EnumerationValue>,
}

/// One value of an enumeration.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumerationValue {
    /// A string, an integer, a number or a boolean; a mixture is possible. Other JSON in rare cases.
    pub value: Value,
    /// From `x-enumDescriptions`, `x-enum-descriptions` or a `oneOf` of constants with titles.
    pub description: Option<String>,
    /// From `x-enum-varnames`, `x-enumNames`.
    pub name: Option<String>,
}

/// An object with named properties.
#[derive(Clone, Debug, PartialEq)]
pub struct Object {
    /// In document order; an `allOf`'s parts in their order.
    pub properties: Vec<Property>,
    /// The schema of other members.
    pub additional: Additional,
}

impl Object {
    /// The property of this name.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }
}

/// Members beside the named ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Additional {
    /// The document does not mention them or forbids them: they are ignored when read.
    Ignored,
    /// `additionalProperties: true` or a schema: they are kept.
    Kept(TypeUse),
}

/// One named member of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// Its name in JSON.
    pub name: String,
    /// The place of its definition.
    pub origin: Pointer,
    /// Its type.
    pub ty: TypeUse,
    /// True if it is required.
    pub required: bool,
    /// `readOnly`: it is in no request, so that it is optional in types that requests use.
    pub read_only: bool,
    /// `writeOnly`: it is in no response.
    pub write_only: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// `description` at the property, or of its inline schema.
    pub description: Option<String>,
    /// `default`, if it is a value of the type.
    pub default: Option<Value>,
}

/// One of several types.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// In document order; `null` is not among them (see [`Schema::nullable`]).
    pub variants: Vec<UnionVariant>,
    /// The discriminator, if the document declares one, or if every variant has values of its own for the same
    /// property.
    pub discriminator: Option<Discriminator>,
    /// The order in which variants are tried without a discriminator, as indices into `variants`: those that accept
    /// the fewest values come first, because of several that fit equally well the first is used.
    pub trial: Vec<usize>,
}

/// One type of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct UnionVariant {
    /// Words for its name: the component's name, the title, or a description of the type.
    pub name: String,
    /// Its type.
    pub ty: TypeUse,
    /// The discriminator's values that select it, integers as their digits; empty without a discriminator.
    pub tags: Vec<String>,
}

/// `discriminator`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discriminator {
    /// The property that determines the variant.
    pub property: String,
    /// True if every variant declares the property itself; then the variant writes it, otherwise the union.
    pub in_variants: bool,
    /// True if values of some variant may lack the property; their content then decides.
    pub is_optional: bool,
    /// `defaultMapping`: the variant that a value is without the property, or with a value of it that selects none. An
    /// index into [`Union::variants`].
    pub default: Option<usize>,
}
