//! Schema Object, as a flat list of keywords: what merging needs of it.
//!
//! ```yaml
//! { type: object, properties: { id: { type: integer } }, oneOf: [{ required: [id] }, { required: [name] }] }
//! ```

use serde_json::{Map, Number, Value};

use super::view::{Additional, Discriminator, Member, Step};
use crate::model::{Format, Meaning};

/// The types that JSON Schema knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum JsonType {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

/// The keywords of one Schema Object.
#[derive(Clone, Debug, Default)]
pub(super) struct Keywords<'a> {
    pub(super) title: Option<&'a str>,
    pub(super) description: Option<&'a str>,
    pub(super) default: Option<&'a Value>,
    pub(super) deprecated: bool,
    pub(super) read_only: bool,
    pub(super) write_only: bool,
    pub(super) nullable: bool,
    pub(super) ty: Option<&'a str>,
    pub(super) format: Option<&'a str>,
    pub(super) minimum: Option<&'a Number>,
    pub(super) maximum: Option<&'a Number>,
    pub(super) enumeration: &'a [Value],
    pub(super) properties: Option<&'a Map<String, Value>>,
    /// The names under `required`.
    pub(super) required: &'a [Value],
    pub(super) additional: Option<Additional<'a>>,
    pub(super) items: Option<Member<'a>>,
    pub(super) one_of: Vec<Member<'a>>,
    pub(super) any_of: Vec<Member<'a>>,
    pub(super) all_of: Vec<Member<'a>>,
    pub(super) discriminator: Option<Discriminator<'a>>,
    /// The type that keywords imply which limit values of one type only, such as `minLength`.
    limited: Option<JsonType>,
    /// All that is written, with the extensions.
    object: Option<&'a Map<String, Value>>,
}

impl<'a> Keywords<'a> {
    /// The keywords of a schema.
    pub(super) fn of(object: Option<&'a Map<String, Value>>) -> Self {
        let mut keywords = Self { object, ..Self::default() };
        for (key, value) in object.into_iter().flatten() {
            keywords.read(key, value);
        }
        keywords
    }

    fn read(&mut self, key: &str, value: &'a Value) {
        match key {
            "title" => self.title = value.as_str(),
            "description" => self.description = value.as_str(),
            "default" => self.default = Some(value).filter(|value| !value.is_null()),
            "deprecated" => self.deprecated = *value == true,
            "readOnly" => self.read_only = *value == true,
            "writeOnly" => self.write_only = *value == true,
            "nullable" => self.nullable = *value == true,
            "discriminator" => self.discriminator = Discriminator::of(value),
            "type" => self.ty = value.as_str(),
            "format" => self.format = value.as_str(),
            "enum" => self.enumeration = value.as_array().map_or(&[], Vec::as_slice),
            "oneOf" => self.one_of = Member::list("oneOf", value),
            "anyOf" => self.any_of = Member::list("anyOf", value),
            "allOf" => self.all_of = Member::list("allOf", value),
            "properties" => self.properties = value.as_object().filter(|properties| !properties.is_empty()),
            "required" => self.required = value.as_array().map_or(&[], Vec::as_slice),
            "additionalProperties" => self.additional = Some(Additional::of(value)),
            "items" => self.items = Some(Member::new(value, Step::Key("items"))),
            "minimum" => self.minimum = value.as_number(),
            "maximum" => self.maximum = value.as_number(),
            _ => {}
        }
        // Of several the first in this order counts.
        let limited = match key {
            "pattern" | "minLength" | "maxLength" => JsonType::String,
            "minItems" | "maxItems" | "uniqueItems" => JsonType::Array,
            "minProperties" | "maxProperties" => JsonType::Object,
            "minimum" | "maximum" | "multipleOf" => JsonType::Number,
            _ => return,
        };
        self.limited = match (self.limited, limited) {
            (Some(JsonType::String), _) | (_, JsonType::String) => Some(JsonType::String),
            (Some(JsonType::Array), _) | (_, JsonType::Array) => Some(JsonType::Array),
            (Some(JsonType::Object), _) | (_, JsonType::Object) => Some(JsonType::Object),
            (_, limited) => Some(limited),
        };
    }

    /// Takes `oneOf` and `anyOf` out.
    pub(super) fn drop_alternatives(&mut self) {
        self.one_of.clear();
        self.any_of.clear();
    }

    /// The extension of this name.
    pub(super) fn extension(&self, name: &str) -> Option<&'a Value> {
        self.object?.get(name)
    }

    /// Returns true if they determine more than a type and a description: if a type changes when they are added to
    /// it.
    pub(super) fn shape(&self) -> bool {
        self.properties.is_some()
            || !self.required.is_empty()
            || matches!(self.additional, Some(Additional::Schema(_)))
            || self.items.is_some()
            || !self.enumeration.is_empty()
            || !self.one_of.is_empty()
            || !self.any_of.is_empty()
    }

    /// The type that the other keywords imply where `type` is missing.
    pub(super) fn implied_type(&self) -> Option<JsonType> {
        if self.properties.is_some() || self.additional.is_some() {
            return Some(JsonType::Object);
        }
        if self.items.is_some() {
            return Some(JsonType::Array);
        }
        self.limited.or_else(|| {
            let format = Format::named(self.format?).filter(|format| format.implies_type)?;
            Some(match format.meaning {
                Meaning::Integer(_) => JsonType::Integer,
                Meaning::Number(_) => JsonType::Number,
                Meaning::String(_) => JsonType::String,
            })
        })
    }
}
