//! Walks over a document, along the tables of [`shape`](super::shape): every pass over the tree learns from them what
//! stands where.
//!
//! ```yaml
//! components:
//!   schemas:
//!     Pet:                          # Schema
//!       properties:
//!         type: { type: string }    # a property that is called `type`: Schema, and no keyword
//!       example: { $ref: 7 }        # data: never visited
//! ```
//! A walk takes the keys of all versions at once, as no key means different things at one place of two of them.
//! Extensions (`x-`) and data are not visited. Keys that no version knows are visited as [`Kind::Plain`], but for those
//! of schemas, which are data.

use std::fmt::Write;

pub(super) use super::shape::Kind;
use super::shape::{Shape, Type};
use crate::source::{Pointer, Tree, pointer};

/// What a place of the tree holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slot<K = Kind> {
    /// One object.
    One(K),
    /// An object whose keys are names that the document chose.
    Map(K),
    /// An array.
    List(K),
}

/// A place with the table of what it holds, which tells plain objects from each other.
type Shaped = Slot<&'static Shape>;

/// Whether a walk goes on below the place that was visited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Descend {
    Yes,
    No,
}

/// The place that a walk is at.
#[derive(Clone, Debug)]
pub(super) struct Trail(String);

impl Trail {
    /// The place as a pointer.
    pub(super) fn pointer(&self) -> Pointer {
        Pointer::from_escaped(self.0.as_str())
    }

    fn push_key(&mut self, key: &str) {
        pointer::push_key(&mut self.0, key);
    }

    fn push_index(&mut self, index: usize) {
        write!(self.0, "/{index}").expect("a String takes whatever is written to it");
    }
}

/// Visits `tree`, which stands at `at`, and all objects below it, outer ones first. `visit` may change what it is
/// given; the walk then goes on below what it left there.
pub(super) fn walk<F>(tree: &mut Tree, slot: Slot, at: &Pointer, visit: &mut F)
where
    F: FnMut(Slot, &Trail, &mut Tree) -> Descend,
{
    descend(tree, slot.shaped(), &mut Trail(at.as_str().to_owned()), visit);
}

fn descend<F>(value: &mut Tree, slot: Shaped, at: &mut Trail, visit: &mut F)
where
    F: FnMut(Slot, &Trail, &mut Tree) -> Descend,
{
    if visit(slot.kind(), at, value) == Descend::No {
        return;
    }
    let here = at.0.len();
    match value {
        Tree::Object(object) => {
            for (key, value) in object {
                // Most values by far, and no object of OpenAPI is either.
                if value.is_string() || value.is_number() {
                    continue;
                }
                if let Some(slot) = slot.child(key, value) {
                    at.push_key(key);
                    descend(value, slot, at, visit);
                    at.0.truncate(here);
                }
            }
        }
        Tree::Array(array) => {
            // What replaced a reference may be an array where an object was expected.
            if let Slot::List(shape) | Slot::One(shape) = slot {
                for (index, value) in array.iter_mut().enumerate() {
                    at.push_index(index);
                    descend(value, Slot::One(shape), at, visit);
                    at.0.truncate(here);
                }
            }
        }
        Tree::Null | Tree::Bool(_) | Tree::Number(_) | Tree::String(_) => {}
    }
}

/// What stands at `pointer` of the document; `None` if that is data, an extension, or nothing.
pub(super) fn slot_at(tree: &Tree, pointer: &Pointer) -> Option<Slot> {
    let mut slot = Slot::One(Kind::Document).shaped();
    let mut value = tree;
    for segment in pointer.segments() {
        (slot, value) = match value {
            Tree::Object(object) => {
                let value = object.get(&segment)?;
                (slot.child(&segment, value)?, value)
            }
            Tree::Array(array) => match slot {
                Slot::List(shape) => (Slot::One(shape), array.get(segment.parse::<usize>().ok()?)?),
                Slot::One(_) | Slot::Map(_) => return None,
            },
            Tree::Null | Tree::Bool(_) | Tree::Number(_) | Tree::String(_) => return None,
        };
    }
    Some(slot.kind())
}

impl Slot {
    fn shaped(self) -> Shaped {
        match self {
            Self::One(kind) => Slot::One(kind.shape()),
            Self::Map(kind) => Slot::Map(kind.shape()),
            Self::List(kind) => Slot::List(kind.shape()),
        }
    }
}

impl Shaped {
    /// The place for who does not ask for the table: a map of plain objects is as plain as they are.
    fn kind(self) -> Slot {
        match self {
            Self::One(shape) => Slot::One(shape.kind),
            Self::Map(shape) if shape.kind == Kind::Plain => Slot::One(Kind::Plain),
            Self::Map(shape) => Slot::Map(shape.kind),
            Self::List(shape) => Slot::List(shape.kind),
        }
    }

    /// The member `key` of an object at this place; `None` if the walk has nothing to do there.
    fn child(self, key: &str, value: &Tree) -> Option<Self> {
        let slot = match self {
            Self::One(_) if key.starts_with("x-") => return None,
            Self::One(shape) => member(shape, key)?,
            Self::Map(shape) => Self::One(shape),
            Self::List(_) => return None,
        };
        let (Self::One(shape) | Self::Map(shape) | Self::List(shape)) = slot;
        match (slot, value) {
            // `items: [{…}, {…}]` of older drafts of JSON Schema, and lists of plain objects.
            (Self::One(shape), Tree::Array(_)) => Some(Self::List(shape)),
            // A reference to the whole list.
            (Self::List(shape), Tree::Object(_)) if shape.kind == Kind::Plain => Some(Self::One(shape)),
            (Self::One(_) | Self::Map(_) | Self::List(_), Tree::Object(_) | Tree::Array(_)) => Some(slot),
            (_, Tree::Null | Tree::Bool(_) | Tree::Number(_) | Tree::String(_)) => {
                (shape.kind != Kind::Plain).then_some(slot)
            }
        }
    }
}

/// The member `key` of an object, by its row.
fn member(shape: &'static Shape, key: &str) -> Option<Shaped> {
    let plain = if shape.data { None } else { Some(Kind::Plain.shape()) };
    let Some(ty) = shape.member(key) else { return plain.map(Slot::One) };
    match ty {
        Type::Any | Type::List(Type::Any) | Type::OneOrMore(Type::Any) => None,
        Type::Map(_) | Type::Dependencies => ty.shape().map(Slot::Map),
        Type::List(of) | Type::OneOrMore(of) => of.shape().map(Slot::List).or(plain.map(Slot::One)),
        Type::Text
        | Type::Version
        | Type::Word(_)
        | Type::Boolean
        | Type::Number
        | Type::Count
        | Type::Object(_)
        | Type::Schema
        | Type::Schemas
        | Type::Security
        | Type::Primitive
        | Type::RequiredProperties
        | Type::Bound
        | Type::Discriminator => ty.shape().or(plain).map(Slot::One),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Descend, Kind, Slot, walk};
    use crate::source::Pointer;

    #[test]
    fn rows_say_where_a_walk_goes() {
        let mut tree = json!({
            "servers": [{ "variables": { "default": { "enum": ["a"] } } }],
            "components": { "mediaTypes": { "A": { "itemEncoding": { "headers": { "X": { "example": {} } } } } } },
            "definitions": { "S": {
                "properties": { "type": { "odd": {}, "const": {}, "discriminator": { "mapping": { "$ref": "a" } } } },
                "x-odd": {}, "items": [false], "dependencies": { "a": ["b"] }, "required": ["a"],
            } },
            "odd": { "even": {}, "scopes": {} },
        });
        let mut visited = Vec::new();
        walk(&mut tree, Slot::One(Kind::Document), &Pointer::root(), &mut |slot, at, value| {
            if value.is_object() {
                visited.push((at.pointer().as_str().to_owned(), slot));
            }
            Descend::Yes
        });
        let expected = [
            ("", Slot::One(Kind::Document)),
            ("/servers/0", Slot::One(Kind::Plain)),
            ("/servers/0/variables", Slot::One(Kind::Plain)),
            ("/servers/0/variables/default", Slot::One(Kind::Plain)),
            ("/components", Slot::One(Kind::Components)),
            ("/components/mediaTypes", Slot::Map(Kind::MediaType)),
            ("/components/mediaTypes/A", Slot::One(Kind::MediaType)),
            ("/components/mediaTypes/A/itemEncoding", Slot::One(Kind::Encoding)),
            ("/components/mediaTypes/A/itemEncoding/headers", Slot::Map(Kind::Header)),
            ("/components/mediaTypes/A/itemEncoding/headers/X", Slot::One(Kind::Header)),
            ("/definitions", Slot::Map(Kind::Schema)),
            ("/definitions/S", Slot::One(Kind::Schema)),
            ("/definitions/S/properties", Slot::Map(Kind::Schema)),
            ("/definitions/S/properties/type", Slot::One(Kind::Schema)),
            ("/definitions/S/properties/type/discriminator", Slot::One(Kind::Plain)),
            ("/definitions/S/dependencies", Slot::Map(Kind::Schema)),
            ("/odd", Slot::One(Kind::Plain)),
            ("/odd/even", Slot::One(Kind::Plain)),
        ];
        assert_eq!(visited, expected.map(|(at, slot)| (at.to_owned(), slot)));
    }
}
