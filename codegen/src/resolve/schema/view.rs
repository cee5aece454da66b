//! Schema Object as it is written: a view of the checked tree.
//!
//! ```yaml
//! { $ref: "#/components/schemas/Pet" }
//! { type: object, properties: { id: { type: integer } }, oneOf: [{ required: [id] }, { required: [name] }] }
//! ```
//! The shape of the tree was checked, so that a keyword of another type than expected does not occur and says nothing.

use serde_json::{Map, Value};

use super::keywords::Keywords;
use crate::source::Pointer;

/// Keywords that say nothing about types.
const ANNOTATIONS: [&str; 10] = [
    "title",
    "description",
    "default",
    "deprecated",
    "nullable",
    "readOnly",
    "writeOnly",
    "discriminator",
    "example",
    "externalDocs",
];

/// A schema.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'a> {
    /// `None` if it is no object.
    object: Option<&'a Map<String, Value>>,
}

/// A schema inside of another one, and the way to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member<'a> {
    pub(super) view: View<'a>,
    step: Step,
}

/// The way from a schema to one inside of it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Key(&'static str),
    Index(&'static str, usize),
}

/// `additionalProperties`
#[derive(Clone, Copy, Debug)]
pub(super) enum Additional<'a> {
    Any,
    Forbidden,
    Schema(Member<'a>),
}

/// Discriminator Object
#[derive(Clone, Copy, Debug)]
pub(super) struct Discriminator<'a> {
    /// `propertyName`
    pub(super) property: &'a str,
    mapping: Option<&'a Map<String, Value>>,
}

impl<'a> View<'a> {
    /// The schema that a tree is.
    pub(super) fn of(tree: &'a Value) -> Self {
        Self { object: tree.as_object() }
    }

    /// The target, if it is a reference.
    pub(super) fn reference(self) -> Option<&'a str> {
        self.object?.get("$ref")?.as_str()
    }

    /// Returns true if it takes any value.
    pub(super) fn takes_any(self) -> bool {
        self.object
            .is_none_or(|object| object.keys().all(|key| ANNOTATIONS.contains(&key.as_str()) || key.starts_with("x-")))
    }

    /// Its keywords.
    pub(super) fn keywords(self) -> Keywords<'a> {
        Keywords::of(self.object)
    }
}

impl<'a> Member<'a> {
    /// The schema that a tree is, at the end of a step.
    pub(super) fn new(tree: &'a Value, step: Step) -> Self {
        Self { view: View::of(tree), step }
    }

    /// The schemas of a list.
    pub(super) fn list(key: &'static str, list: &'a Value) -> Vec<Self> {
        let members = list.as_array().into_iter().flatten().enumerate();
        members.map(|(index, member)| Self::new(member, Step::Index(key, index))).collect()
    }

    /// Its place, if the schema that it is in is at this one.
    pub(super) fn at(self, outer: &Pointer) -> Pointer {
        match self.step {
            Step::Key(key) => outer.key(key),
            Step::Index(key, index) => outer.key(key).index(index),
        }
    }
}

impl<'a> Additional<'a> {
    /// The value of `additionalProperties`.
    pub(super) fn of(value: &'a Value) -> Self {
        match value {
            Value::Bool(true) => Self::Any,
            Value::Bool(false) => Self::Forbidden,
            Value::Null | Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => {
                Self::Schema(Member::new(value, Step::Key("additionalProperties")))
            }
        }
    }
}

impl<'a> Discriminator<'a> {
    /// The value of `discriminator`; `None` if it names no property.
    pub(super) fn of(value: &'a Value) -> Option<Self> {
        let property = value.get("propertyName")?.as_str()?;
        Some(Self { property, mapping: value.get("mapping").and_then(Value::as_object) })
    }

    /// `mapping`: values, and what each of them stands for.
    pub(super) fn mapping(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.mapping.into_iter().flatten().filter_map(|(value, to)| Some((value.as_str(), to.as_str()?)))
    }
}
