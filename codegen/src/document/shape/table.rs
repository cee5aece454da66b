//! Notation of the tables of OpenAPI's objects.

use serde_json::Map;

use super::check::{Check, Verdict};
use super::kind::Kind;
use super::schema::{DISCRIMINATOR, SCHEMA};
use crate::document::version::Version;
use crate::source::Tree;

/// One of OpenAPI's objects.
pub(in crate::document) struct Shape {
    /// The kind of the object, for passes over the tree.
    pub(in crate::document) kind: Kind,
    /// The noun in messages.
    pub(super) noun: &'static str,
    /// Its keys, sorted by name.
    pub(super) keys: &'static [Key],
    /// The type of keys that are not in the table.
    pub(super) other: Other,
    /// True if a Reference Object is allowed in its place.
    pub(super) referable: bool,
    /// Whether all is data but the objects of its table: no references stand elsewhere in it.
    pub(in crate::document) data: bool,
    /// Puts right what concerns more than one key, after the keys were checked.
    pub(super) finish: Option<Finish>,
}

/// A check of an object as a whole.
pub(super) type Finish = fn(&mut Check<'_>, &mut Map<String, Tree>) -> Verdict;

impl Shape {
    /// An object that passes over the tree do not tell from others.
    pub(super) const fn new(noun: &'static str, keys: &'static [Key]) -> Self {
        Self::of(Kind::Plain, noun, keys)
    }

    pub(super) const fn of(kind: Kind, noun: &'static str, keys: &'static [Key]) -> Self {
        Self { kind, noun, keys, other: Other::Unknown, referable: false, data: false, finish: None }
    }

    pub(super) const fn referable(self) -> Self {
        Self { referable: true, ..self }
    }

    pub(super) const fn data(self) -> Self {
        Self { data: true, ..self }
    }

    pub(super) const fn others(self, other: Other) -> Self {
        Self { other, ..self }
    }

    pub(super) const fn finish(self, finish: Finish) -> Self {
        Self { finish: Some(finish), ..self }
    }

    /// The key of this name.
    pub(super) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.binary_search_by(|key| key.name.cmp(name)).ok().map(|index| &self.keys[index])
    }

    /// The type that the member of this name has, in whichever version; `None` if no table knows it.
    pub(in crate::document) fn member(&self, name: &str) -> Option<&'static Type> {
        self.key(name).map(|key| key.ty).or(self.other.ty())
    }
}

/// The type of an object's keys that are not in its table and do not begin with `x-`.
pub(super) enum Other {
    /// Nothing: they are unknown keys.
    Unknown,
    /// The operations of a path: `/pets`.
    Path(&'static Type),
    /// A response: `200`, `2XX`.
    Status(&'static Type),
    /// A path item: the keys of a callback are expressions.
    Expression(&'static Type),
}

impl Other {
    /// The type of such members.
    pub(super) fn ty(&self) -> Option<&'static Type> {
        match self {
            Self::Unknown => None,
            Self::Path(ty) | Self::Status(ty) | Self::Expression(ty) => Some(ty),
        }
    }
}

/// One key of an object.
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) ty: &'static Type,
    pub(super) versions: &'static [Version],
    pub(super) need: Need,
    /// The first version that does without it.
    pub(super) needed_until: Option<Version>,
    /// The client depends on it: a wrong value or a misspelling is an error. Otherwise a warning, and the key is
    /// left out.
    pub(super) matters: bool,
}

/// The consequence of a missing key.
pub(super) enum Need {
    Optional,
    /// It is an error.
    Required,
    /// It is a warning, and this text is taken instead.
    Text(&'static str),
    /// It is a warning, and an empty object is taken instead.
    Object,
    /// It is a warning, and its whole object is left out.
    OrNothing,
}

pub(super) const ALL: &[Version] = &[Version::Swagger2, Version::OpenApi30, Version::OpenApi31, Version::OpenApi32];
pub(super) const V2: &[Version] = &[Version::Swagger2];
pub(super) const V3: &[Version] = &[Version::OpenApi30, Version::OpenApi31, Version::OpenApi32];
/// What 3.2 has more, documents of 3.1 may have as well: no key of theirs means anything else.
pub(super) const V31: &[Version] = &[Version::OpenApi31, Version::OpenApi32];

/// A key of all versions that may be missing and on which nothing depends.
pub(super) const fn key(name: &'static str, ty: &'static Type) -> Key {
    Key { name, ty, versions: ALL, need: Need::Optional, needed_until: None, matters: false }
}

impl Key {
    pub(super) const fn only(self, versions: &'static [Version]) -> Self {
        Self { versions, ..self }
    }

    pub(super) const fn matters(self) -> Self {
        Self { matters: true, ..self }
    }

    pub(super) const fn need(self, need: Need) -> Self {
        Self { need, ..self }
    }

    /// It is optional from this version on.
    pub(super) const fn until(self, version: Version) -> Self {
        Self { needed_until: Some(version), ..self }
    }

    pub(super) const fn required(self) -> Self {
        Self { need: Need::Required, matters: true, ..self }
    }
}

/// The type of the value at a key.
pub(in crate::document) enum Type {
    /// Anything, even `null`.
    Any,
    /// Text; numbers and booleans are taken as the text that they are.
    Text,
    /// Text of which a number may be meant to be text, as in `version: 1.0`.
    Version,
    /// One of these words.
    Word(&'static [&'static str]),
    Boolean,
    Number,
    /// A number that counts something.
    Count,
    Object(&'static Shape),
    /// An object with names that the document chose.
    Map(&'static Type),
    List(&'static Type),
    /// A list, or one of its elements.
    OneOrMore(&'static Type),
    /// An object, or a boolean.
    Schema,
    /// An object, a boolean, or a list of them: the `items` of older drafts.
    Schemas,
    /// Schemas, or lists of properties' names, by the names of properties: of older drafts, and not checked.
    Dependencies,
    /// `security`: alternatives, each of which names schemes with their scopes or roles.
    Security,
    /// The `type` of a schema.
    Primitive,
    /// The `required` of a schema.
    RequiredProperties,
    /// The `exclusiveMinimum` of a schema: a boolean before 3.1, a number since.
    Bound,
    /// An object; in Swagger 2.0 the name of the property alone.
    Discriminator,
}

impl Type {
    /// The object that stands at such a place, or in its lists and maps.
    pub(in crate::document) fn shape(&self) -> Option<&'static Shape> {
        match self {
            Self::Object(shape) => Some(shape),
            Self::Map(ty) | Self::List(ty) | Self::OneOrMore(ty) => ty.shape(),
            Self::Schema | Self::Schemas | Self::Dependencies => Some(&SCHEMA),
            Self::Discriminator => Some(&DISCRIMINATOR),
            Self::Any | Self::Text | Self::Version | Self::Word(_) | Self::Boolean | Self::Number | Self::Count => None,
            Self::Security | Self::Primitive | Self::RequiredProperties | Self::Bound => None,
        }
    }
}
