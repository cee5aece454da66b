//! Inline schemas of the same structure are one type.
//!
//! ```yaml
//! shipping: { type: object, properties: { city: { type: string } } }
//! billing: { type: object, properties: { city: { type: string } } }    # the same type
//! ```
//! What counts is what a value may be: kinds, names, secrecy, requiredness, `readOnly`, `writeOnly`, `deprecated`, defaults,
//! and the `title` of types that get a name. Descriptions do not count; a shared type keeps those that all its places
//! agree on. Components are never shared, neither with each other nor with inline schemas: their author gave them an
//! identity, and a component that is added must not rename the types of inline schemas.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::{Index, IndexMut};

use serde_json::Value;

use super::id_at;
use super::merge::Merged;
use crate::model::{Additional, Enumeration, Object, Schema, SchemaId, SchemaKind, Secrecy, TypeUse, Union, Usage};
use crate::source::Pointer;

/// The types so far.
pub(super) struct Arena {
    schemas: Vec<Schema>,
    /// Inline schemas by structure.
    known: BTreeMap<String, SchemaId>,
}

impl Arena {
    /// An arena in which the components have their ids already.
    pub(super) fn with_components<'n>(names: impl Iterator<Item = &'n String>) -> Self {
        let schemas = names.map(|name| Schema { component: Some(name.clone()), ..placeholder() }).collect();
        Self { schemas, known: BTreeMap::new() }
    }

    /// The type of an inline schema: the known one of the same structure, or a new one.
    pub(super) fn share(&mut self, kind: SchemaKind, merged: &Merged<'_>, place: Option<Vec<String>>) -> TypeUse {
        self.insert(inline(kind, merged, place))
    }

    /// Same as [`Self::share`], for a complete schema.
    pub(super) fn insert(&mut self, schema: Schema) -> TypeUse {
        let key = structure(&schema);
        let id = match self.known.get(&key).copied() {
            Some(id) => {
                self[id].also(schema);
                id
            }
            None => {
                let id = self.push(schema);
                self.known.insert(key, id);
                id
            }
        };
        TypeUse { schema: id, nullable: matches!(self[id].kind, SchemaKind::Null), boxed: false }
    }

    /// An id for a schema that contains itself and is not resolved yet.
    pub(super) fn reserve(&mut self) -> SchemaId {
        self.push(placeholder())
    }

    /// Puts a schema that contains itself at the id that was reserved for it.
    pub(super) fn fulfil(&mut self, id: SchemaId, kind: SchemaKind, merged: &Merged<'_>, place: Vec<String>) {
        self[id] = inline(kind, merged, Some(place));
    }

    /// All types.
    pub(super) fn into_schemas(self) -> Vec<Schema> {
        self.schemas
    }

    fn push(&mut self, schema: Schema) -> SchemaId {
        self.schemas.push(schema);
        id_at(self.schemas.len() - 1)
    }
}

impl Index<SchemaId> for Arena {
    type Output = Schema;
    fn index(&self, id: SchemaId) -> &Schema {
        &self.schemas[id.index()]
    }
}

impl IndexMut<SchemaId> for Arena {
    fn index_mut(&mut self, id: SchemaId) -> &mut Schema {
        &mut self.schemas[id.index()]
    }
}

impl Schema {
    /// Notes that another schema has the same structure.
    fn also(&mut self, other: Self) {
        for place in other.places {
            if !self.places.contains(&place) {
                self.places.push(place);
            }
        }
        agree(&mut self.description, &other.description);
        self.deprecated &= other.deprecated;
        if let (SchemaKind::Object(object), SchemaKind::Object(other)) = (&mut self.kind, &other.kind) {
            for (property, other) in object.properties.iter_mut().zip(&other.properties) {
                agree(&mut property.description, &other.description);
            }
        }
        if let (SchemaKind::Enumeration(own), SchemaKind::Enumeration(other)) = (&mut self.kind, &other.kind) {
            for (value, other) in own.values.iter_mut().zip(&other.values) {
                agree(&mut value.description, &other.description);
            }
        }
    }
}

fn agree(text: &mut Option<String>, other: &Option<String>) {
    if text != other {
        *text = None;
    }
}

fn inline(kind: SchemaKind, merged: &Merged<'_>, place: Option<Vec<String>>) -> Schema {
    let is_named = kind.is_item();
    Schema {
        origin: merged.at.clone(),
        places: place.into_iter().collect(),
        title: merged.title.filter(|_| is_named).map(str::to_owned),
        description: merged.description.filter(|_| is_named).map(str::to_owned),
        deprecated: merged.deprecated && is_named,
        kind,
        secrecy: merged.secrecy,
        ..placeholder()
    }
}

fn placeholder() -> Schema {
    described(SchemaKind::Any, &Pointer::root())
}

/// A schema that nothing but its kind describes.
pub(super) fn described(kind: SchemaKind, at: &Pointer) -> Schema {
    Schema {
        origin: at.clone(),
        component: None,
        places: Vec::new(),
        title: None,
        description: None,
        deprecated: false,
        nullable: false,
        kind,
        secrecy: Secrecy::Unsaid,
        usage: Usage::default(),
        is_patch: false,
    }
}

/// A text that two inline schemas share exactly if they are one type.
fn structure(schema: &Schema) -> String {
    let mut key = String::new();
    let title = schema.title.as_deref().unwrap_or_default();
    write_structure(&mut key, &schema.kind, title).expect("writing to a string cannot fail");
    if schema.secrecy != Secrecy::Unsaid {
        write!(key, " {:?}", schema.secrecy).expect("writing to a string cannot fail");
    }
    key
}

fn write_structure(key: &mut String, kind: &SchemaKind, title: &str) -> std::fmt::Result {
    match kind {
        SchemaKind::Any
        | SchemaKind::Null
        | SchemaKind::Boolean
        | SchemaKind::Integer(_)
        | SchemaKind::Number(_)
        | SchemaKind::String(_) => write!(key, "{kind:?}"),
        SchemaKind::Secret(ty) => write!(key, "secret {}", use_key(*ty)),
        SchemaKind::Enumeration(enumeration) => write_enumeration(key, enumeration, title),
        SchemaKind::Array(ty) => write!(key, "array {}", use_key(*ty)),
        SchemaKind::Tuple(elements) => {
            write!(key, "tuple")?;
            elements.iter().try_for_each(|ty| write!(key, " {}", use_key(*ty)))
        }
        SchemaKind::Map(ty) => write!(key, "map {}", use_key(*ty)),
        SchemaKind::Alias(ty) => write!(key, "alias {}", use_key(*ty)),
        SchemaKind::Object(object) => write_object(key, object, title),
        SchemaKind::Union(union) => write_union(key, union, title),
    }
}

fn write_enumeration(key: &mut String, enumeration: &Enumeration, title: &str) -> std::fmt::Result {
    write!(key, "enum {title:?}")?;
    enumeration.values.iter().try_for_each(|value| match (&value.value, &value.name) {
        // Most values are, and there are many.
        (Value::String(text), None) => {
            key.extend([" ", &text.len().to_string(), " ", text]);
            Ok(())
        }
        (value, name) => write!(key, " {value} {name:?}"),
    })
}

fn write_object(key: &mut String, object: &Object, title: &str) -> std::fmt::Result {
    match object.additional {
        Additional::Ignored => write!(key, "object {title:?}")?,
        Additional::Kept(ty) => write!(key, "object {title:?} {}", use_key(ty))?,
    }
    object.properties.iter().try_for_each(|property| {
        let flags = [property.required, property.read_only, property.write_only, property.deprecated];
        write!(key, " {:?} {} {flags:?} {:?}", property.name, use_key(property.ty), property.default)
    })
}

fn write_union(key: &mut String, union: &Union, title: &str) -> std::fmt::Result {
    write!(key, "union {title:?} {:?}", union.discriminator)?;
    union
        .variants
        .iter()
        .try_for_each(|variant| write!(key, " {:?} {} {:?}", variant.name, use_key(variant.ty), variant.tags))
}

fn use_key(ty: TypeUse) -> String {
    format!("{}{}", ty.schema.0, if ty.nullable { "?" } else { "" })
}
