//! What stands where in a document: the one table of OpenAPI's objects that every pass over the tree shares.
//!
//! ```yaml
//! components:
//!   schemas:
//!     Pet:                          # Schema
//!       properties:
//!         type: { type: string }    # a property that is called `type`: Schema, and no keyword
//!       example: { $ref: 7 }        # data: never visited
//! ```
//! The table covers OpenAPI 3.0 to 3.2 and Swagger 2.0 at once, as no key means different things at one place of both.
//! Extensions (`x-`) and data are not visited. Keys that no version knows are visited as [`Kind::Plain`].

use std::fmt::Write;

use crate::source::{Pointer, Tree, pointer};

/// Which of OpenAPI's objects an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Document,
    Components,
    Paths,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    Responses,
    Response,
    Header,
    MediaType,
    Encoding,
    Schema,
    Example,
    Link,
    Callback,
    SecurityScheme,
    /// Any other: `info`, a server, a tag, a discriminator.
    Plain,
}

/// What a place of the tree holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slot {
    /// One object.
    One(Kind),
    /// An object whose keys are names that the document chose.
    Map(Kind),
    /// An array.
    List(Kind),
}

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
    descend(tree, slot, &mut Trail(at.as_str().to_owned()), visit);
}

fn descend<F>(value: &mut Tree, slot: Slot, at: &mut Trail, visit: &mut F)
where
    F: FnMut(Slot, &Trail, &mut Tree) -> Descend,
{
    if visit(slot, at, value) == Descend::No {
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
            if let Slot::List(kind) | Slot::One(kind) = slot {
                for (index, value) in array.iter_mut().enumerate() {
                    at.push_index(index);
                    descend(value, Slot::One(kind), at, visit);
                    at.0.truncate(here);
                }
            }
        }
        Tree::Null | Tree::Bool(_) | Tree::Number(_) | Tree::String(_) => {}
    }
}

/// What stands at `pointer` of the document; `None` if that is data, an extension, or nothing.
pub(super) fn slot_at(tree: &Tree, pointer: &Pointer) -> Option<Slot> {
    let mut slot = Slot::One(Kind::Document);
    let mut value = tree;
    for segment in pointer.segments() {
        (slot, value) = match value {
            Tree::Object(object) => {
                let value = object.get(&segment)?;
                (slot.child(&segment, value)?, value)
            }
            Tree::Array(array) => match slot {
                Slot::List(kind) => (Slot::One(kind), array.get(segment.parse::<usize>().ok()?)?),
                Slot::One(_) | Slot::Map(_) => return None,
            },
            Tree::Null | Tree::Bool(_) | Tree::Number(_) | Tree::String(_) => return None,
        };
    }
    Some(slot)
}

impl Slot {
    /// What the member `key` of an object at this place holds; `None` if the walk has nothing to do there.
    fn child(self, key: &str, value: &Tree) -> Option<Self> {
        let slot = match self {
            Self::One(kind) => kind.child(key)?,
            Self::Map(kind) => Self::One(kind),
            Self::List(_) => return None,
        };
        match (slot, value) {
            // `items: [{…}, {…}]` of older drafts of JSON Schema, and lists of plain objects.
            (Self::One(kind), Tree::Array(_)) => Some(Self::List(kind)),
            (Self::One(Kind::Plain), Tree::Object(_)) => Some(slot),
            (Self::One(Kind::Plain), _) => None,
            (Self::One(_) | Self::Map(_) | Self::List(_), _) => Some(slot),
        }
    }
}

impl Kind {
    fn child(self, key: &str) -> Option<Slot> {
        if key.starts_with("x-") {
            return None;
        }
        let known = match self {
            Self::Document => document(key),
            Self::Components => components(key),
            Self::PathItem => path_item(key),
            Self::Operation => operation(key),
            Self::Parameter | Self::Header | Self::MediaType if matches!(key, "example" | "default" | "enum") => {
                return None;
            }
            Self::Parameter | Self::Header => parameter(key),
            Self::RequestBody if key == "content" => Slot::Map(Self::MediaType),
            Self::Paths | Self::Callback => Slot::One(Self::PathItem),
            Self::Responses => Slot::One(Self::Response),
            Self::Response => response(key)?,
            Self::MediaType => media_type(key),
            Self::Encoding if key == "headers" => Slot::Map(Self::Header),
            Self::Schema => return schema(key),
            Self::Example | Self::Link => return None,
            Self::SecurityScheme if key == "scopes" => return None,
            Self::Plain if matches!(key, "scopes" | "mapping" | "default" | "enum") => return None,
            Self::RequestBody | Self::Encoding | Self::SecurityScheme | Self::Plain => Slot::One(Self::Plain),
        };
        Some(known)
    }

    /// What messages call it.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Components => "components",
            Self::Paths => "paths",
            Self::PathItem => "path item",
            Self::Operation => "operation",
            Self::Parameter => "parameter",
            Self::RequestBody => "request body",
            Self::Responses => "responses",
            Self::Response => "response",
            Self::Header => "header",
            Self::MediaType => "media type",
            Self::Encoding => "encoding",
            Self::Schema => "schema",
            Self::Example => "example",
            Self::Link => "link",
            Self::Callback => "callback",
            Self::SecurityScheme => "security scheme",
            Self::Plain => "object",
        }
    }
}

fn document(key: &str) -> Slot {
    match key {
        "paths" => Slot::One(Kind::Paths),
        "webhooks" => Slot::Map(Kind::PathItem),
        "components" => Slot::One(Kind::Components),
        "definitions" => Slot::Map(Kind::Schema),
        "parameters" => Slot::Map(Kind::Parameter),
        "responses" => Slot::Map(Kind::Response),
        "securityDefinitions" => Slot::Map(Kind::SecurityScheme),
        _ => Slot::One(Kind::Plain),
    }
}

fn components(key: &str) -> Slot {
    match key {
        "schemas" => Slot::Map(Kind::Schema),
        "responses" => Slot::Map(Kind::Response),
        "parameters" => Slot::Map(Kind::Parameter),
        "examples" => Slot::Map(Kind::Example),
        "requestBodies" => Slot::Map(Kind::RequestBody),
        "headers" => Slot::Map(Kind::Header),
        "securitySchemes" => Slot::Map(Kind::SecurityScheme),
        "links" => Slot::Map(Kind::Link),
        "callbacks" => Slot::Map(Kind::Callback),
        "pathItems" => Slot::Map(Kind::PathItem),
        "mediaTypes" => Slot::Map(Kind::MediaType),
        _ => Slot::One(Kind::Plain),
    }
}

fn path_item(key: &str) -> Slot {
    match key {
        "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace" | "query" => {
            Slot::One(Kind::Operation)
        }
        "additionalOperations" => Slot::Map(Kind::Operation),
        "parameters" => Slot::List(Kind::Parameter),
        _ => Slot::One(Kind::Plain),
    }
}

fn operation(key: &str) -> Slot {
    match key {
        "parameters" => Slot::List(Kind::Parameter),
        "requestBody" => Slot::One(Kind::RequestBody),
        "responses" => Slot::One(Kind::Responses),
        "callbacks" => Slot::Map(Kind::Callback),
        _ => Slot::One(Kind::Plain),
    }
}

/// Headers too. In Swagger 2.0 the keywords of a schema stand in the parameter itself.
fn parameter(key: &str) -> Slot {
    match key {
        "schema" | "items" => Slot::One(Kind::Schema),
        "content" => Slot::Map(Kind::MediaType),
        "examples" => Slot::Map(Kind::Example),
        _ => Slot::One(Kind::Plain),
    }
}

/// In Swagger 2.0 `examples` is one datum for each media type.
fn response(key: &str) -> Option<Slot> {
    match key {
        "headers" => Some(Slot::Map(Kind::Header)),
        "content" => Some(Slot::Map(Kind::MediaType)),
        "links" => Some(Slot::Map(Kind::Link)),
        "schema" => Some(Slot::One(Kind::Schema)),
        "examples" => None,
        _ => Some(Slot::One(Kind::Plain)),
    }
}

fn media_type(key: &str) -> Slot {
    match key {
        "schema" | "itemSchema" => Slot::One(Kind::Schema),
        "examples" => Slot::Map(Kind::Example),
        "encoding" => Slot::Map(Kind::Encoding),
        _ => Slot::One(Kind::Plain),
    }
}

/// `definitions`, `dependencies` and `additionalItems` come from older drafts of JSON Schema.
fn schema(key: &str) -> Option<Slot> {
    match key {
        "properties" | "patternProperties" | "dependentSchemas" | "$defs" | "definitions" | "dependencies" => {
            Some(Slot::Map(Kind::Schema))
        }
        "allOf" | "oneOf" | "anyOf" | "prefixItems" => Some(Slot::List(Kind::Schema)),
        "items"
        | "additionalProperties"
        | "not"
        | "if"
        | "then"
        | "else"
        | "contains"
        | "propertyNames"
        | "contentSchema"
        | "additionalItems"
        | "unevaluatedItems"
        | "unevaluatedProperties" => Some(Slot::One(Kind::Schema)),
        "discriminator" => Some(Slot::One(Kind::Plain)),
        _ => None,
    }
}
