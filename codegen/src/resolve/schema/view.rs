//! Schema Object as it is written: a view of the checked tree, in the words of any version.
//!
//! ```yaml
//! { $ref: "#/components/schemas/Pet", description: Mine }             # a whole, which is a reference among others
//! { type: [string, array], maxLength: 9, items: { type: string } }    # a whole, and a part for each type
//! { prefixItems: [{ type: string }, { type: integer }] }              # a whole, and what any of its elements is
//! ```
//! The shape of the tree was checked, so that a keyword of another type than expected does not occur and says nothing.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::keywords::Keywords;
use super::members::Several;
use crate::source::Pointer;

/// A schema, or a part of one that is a schema in other words.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'a> {
    /// `None` if it is a boolean: even `false` says nothing of the type.
    object: Option<&'a Map<String, Value>>,
    facet: Facet<'a>,
}

/// The part of a schema that a view shows.
#[derive(Clone, Copy, Debug)]
pub(super) enum Facet<'a> {
    Whole,
    /// `$ref`, of a schema that has more.
    Reference,
    /// The keywords that speak of values of one of its types, and that type.
    OfType(&'a str),
    /// What any of its elements is.
    AnyElement,
    /// What any of its members without a name is.
    AnyMember,
}

/// A schema inside of another one, and the way to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member<'a> {
    pub(super) view: View<'a>,
    step: Step<'a>,
}

/// The way from a schema to one inside of it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step<'a> {
    Here,
    Key(&'static str),
    Index(&'static str, usize),
    Name(&'static str, &'a str),
}

impl<'a> View<'a> {
    /// The schema that a tree is.
    pub(super) fn of(tree: &'a Value) -> Self {
        Self { object: tree.as_object(), facet: Facet::Whole }
    }

    /// A part of a schema.
    pub(super) fn part(object: &'a Map<String, Value>, facet: Facet<'a>) -> Self {
        Self { object: Some(object), facet }
    }

    /// The target, if it is a reference and nothing else.
    pub(super) fn reference(self) -> Option<&'a str> {
        let object = self.object?;
        match self.facet {
            Facet::Whole if object.len() == 1 => object.get("$ref")?.as_str(),
            Facet::Reference => object.get("$ref")?.as_str(),
            Facet::Whole | Facet::OfType(_) | Facet::AnyElement | Facet::AnyMember => None,
        }
    }

    /// Its keywords.
    pub(super) fn keywords(self) -> Keywords<'a> {
        match (self.object, self.facet) {
            (Some(object), Facet::Whole) => Keywords::of(object),
            (Some(object), Facet::OfType(name)) => Keywords::of_type(object, name),
            (Some(object), Facet::AnyElement) => Keywords::any_of(Several::elements(object)),
            (Some(object), Facet::AnyMember) => Keywords::any_of(Several::members(object)),
            (Some(_), Facet::Reference) | (None, _) => Keywords::default(),
        }
    }

    /// The value of a keyword that is of use at few places.
    pub(super) fn get(self, keyword: &str) -> Option<&'a Value> {
        self.object?.get(keyword)
    }

    /// The place of the schema that it is a part of, where `at` is its own.
    pub(super) fn base(self, at: &Pointer) -> Cow<'_, Pointer> {
        let parent = |at: &Pointer| at.parent().unwrap_or_default();
        match self.facet {
            Facet::Whole | Facet::Reference => Cow::Borrowed(at),
            Facet::OfType(_) => Cow::Owned(parent(&parent(at))),
            Facet::AnyElement | Facet::AnyMember => Cow::Owned(parent(at)),
        }
    }
}

impl<'a> Member<'a> {
    /// The schema that a tree is, at the end of a step.
    pub(super) fn new(tree: &'a Value, step: Step<'a>) -> Self {
        Self { view: View::of(tree), step }
    }

    /// A part of the schema itself, whose place is at the end of a step.
    pub(super) fn part(object: &'a Map<String, Value>, facet: Facet<'a>, step: Step<'a>) -> Self {
        Self { view: View::part(object, facet), step }
    }

    /// The schemas of a list.
    pub(super) fn list(key: &'static str, list: &'a [Value]) -> impl Iterator<Item = Self> {
        list.iter().enumerate().map(move |(index, member)| Self::new(member, Step::Index(key, index)))
    }

    /// Its place, if the schema that it is in is at `base`.
    pub(super) fn at(self, base: &Pointer) -> Pointer {
        match self.step {
            Step::Here => base.clone(),
            Step::Key(key) => base.key(key),
            Step::Index(key, index) => base.key(key).index(index),
            Step::Name(key, name) => base.key(key).key(name),
        }
    }
}
