//! Schema Object, as a flat list of keywords: what merging needs of it.
//!
//! ```yaml
//! { type: object, properties: { id: { type: integer } }, oneOf: [{ required: [id] }, { required: [name] }] }
//! ```

use serde_json::{Map, Number, Value};

use super::discriminator::Discriminator;
use super::members::{self, Additional, Several};
use super::types::{Types, described_by, has_format};
use super::view::{Facet, Member, Step};
use super::{content, null};
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
    /// The elements of an array that has no others.
    pub(super) tuple: Vec<Member<'a>>,
    pub(super) one_of: Vec<Member<'a>>,
    pub(super) any_of: Vec<Member<'a>>,
    pub(super) all_of: Vec<Member<'a>>,
    pub(super) discriminator: Option<Discriminator<'a>>,
    /// The type that keywords imply which limit values of one type only, such as `minLength`.
    limited: Option<JsonType>,
    /// All that is written, with the extensions.
    object: Option<&'a Map<String, Value>>,
}

/// Keywords that count only together with others.
#[derive(Default)]
struct Others<'a> {
    ty: Option<&'a Value>,
    constant: Option<&'a Value>,
    exclusive_minimum: Option<&'a Number>,
    exclusive_maximum: Option<&'a Number>,
    content_encoding: Option<&'a Value>,
    content_media_type: Option<&'a Value>,
    one_of: Option<&'a Value>,
    any_of: Option<&'a Value>,
    has_items: bool,
    has_additional: bool,
    is_reference: bool,
}

impl<'a> Keywords<'a> {
    /// The keywords of a schema.
    pub(super) fn of(object: &'a Map<String, Value>) -> Self {
        let (mut keywords, mut others) = Self::read_all(object, |_| true);
        let types = others.ty.and_then(Types::of);
        let split = types.as_ref().filter(|types| types.are_split(object));
        if split.is_some() {
            (keywords, others) = Self::read_all(object, |key| described_by(key).is_none());
        }
        keywords.object = Some(object);
        keywords.read_alternatives(&others);
        match &types {
            None => keywords.ty = others.ty.and_then(Value::as_str),
            Some(types) => {
                keywords.nullable |= types.has_null;
                keywords.ty = types.one();
                if types.is_null() {
                    keywords.enumeration = &null::ONLY;
                }
            }
        }
        if let Some(types) = split {
            keywords.any_of = types.split(object);
        }
        keywords.combine(&others, object);
        keywords
    }

    /// The keywords of a schema that describe values of one of its types.
    pub(super) fn of_type(object: &'a Map<String, Value>, name: &'a str) -> Self {
        let (mut keywords, others) =
            Self::read_all(object, |key| described_by(key).is_some_and(|types| types.contains(&name)));
        keywords.ty = Some(name);
        keywords.combine(&others, object);
        let format = object.get("format").and_then(Value::as_str).or(keywords.format);
        keywords.format = format.filter(|format| has_format(name, format));
        keywords
    }

    /// The keywords of a schema that takes what any of several takes.
    pub(super) fn any_of(several: Option<Several<'a>>) -> Self {
        Self { any_of: several.map(Several::distinct).unwrap_or_default(), ..Self::default() }
    }

    /// Reads the keywords that count.
    fn read_all(object: &'a Map<String, Value>, counts: impl Fn(&str) -> bool) -> (Self, Others<'a>) {
        let (mut keywords, mut others) = (Self::default(), Others::default());
        for (key, value) in object {
            if counts(key) {
                keywords.read(key, value, &mut others);
            }
        }
        (keywords, others)
    }

    fn read(&mut self, key: &str, value: &'a Value, others: &mut Others<'a>) {
        match key {
            "title" => self.title = value.as_str(),
            "description" => self.description = value.as_str(),
            "default" => self.default = Some(value).filter(|value| !value.is_null()),
            "deprecated" => self.deprecated = *value == true,
            "readOnly" => self.read_only = *value == true,
            "writeOnly" => self.write_only = *value == true,
            "nullable" => self.nullable |= *value == true,
            "discriminator" => self.discriminator = Discriminator::of(value),
            "type" => others.ty = Some(value),
            "format" => self.format = value.as_str(),
            "enum" => self.enumeration = value.as_array().map_or(&[], Vec::as_slice),
            "const" => others.constant = Some(value),
            "oneOf" => others.one_of = Some(value),
            "anyOf" => others.any_of = Some(value),
            "allOf" => self.all_of = Member::list("allOf", value.as_array().map_or(&[], Vec::as_slice)).collect(),
            "$ref" => others.is_reference = value.is_string(),
            "properties" => self.properties = value.as_object().filter(|properties| !properties.is_empty()),
            "required" => self.required = value.as_array().map_or(&[], Vec::as_slice),
            "additionalProperties" | "unevaluatedProperties" | "patternProperties" => others.has_additional = true,
            "items" | "prefixItems" => others.has_items = true,
            "contentEncoding" => others.content_encoding = Some(value),
            "contentMediaType" => others.content_media_type = Some(value),
            _ => self.read_limit(key, value, others),
        }
    }

    /// Reads a limit, which implies a type; of several types the first in this order counts.
    fn read_limit(&mut self, key: &str, value: &'a Value, others: &mut Others<'a>) {
        match key {
            "minimum" => self.minimum = value.as_number(),
            "maximum" => self.maximum = value.as_number(),
            "exclusiveMinimum" => others.exclusive_minimum = value.as_number(),
            "exclusiveMaximum" => others.exclusive_maximum = value.as_number(),
            _ => {}
        }
        let limited = match key {
            "pattern" | "minLength" | "maxLength" => JsonType::String,
            "minItems" | "maxItems" | "uniqueItems" => JsonType::Array,
            "minProperties" | "maxProperties" => JsonType::Object,
            "minimum" | "maximum" | "multipleOf" => JsonType::Number,
            // A flag of another limit before 3.1.
            "exclusiveMinimum" | "exclusiveMaximum" if value.is_number() => JsonType::Number,
            _ => return,
        };
        self.limited = match (self.limited, limited) {
            (Some(JsonType::String), _) | (_, JsonType::String) => Some(JsonType::String),
            (Some(JsonType::Array), _) | (_, JsonType::Array) => Some(JsonType::Array),
            (Some(JsonType::Object), _) | (_, JsonType::Object) => Some(JsonType::Object),
            (_, limited) => Some(limited),
        };
    }

    fn read_alternatives(&mut self, others: &Others<'a>) {
        for (keyword, value) in [("oneOf", others.one_of), ("anyOf", others.any_of)] {
            let Some(value) = value else { continue };
            let alternatives = null::Alternatives::of(keyword, value);
            self.nullable |= !matches!(alternatives, null::Alternatives::Several(_));
            let members = match alternatives {
                null::Alternatives::Several(members) | null::Alternatives::SeveralOrNull(members) => members,
                null::Alternatives::OneOrNull(member) => {
                    self.all_of.push(member);
                    continue;
                }
                null::Alternatives::Null => {
                    self.enumeration = &null::ONLY;
                    continue;
                }
            };
            if keyword == "oneOf" { self.one_of = members } else { self.any_of = members }
        }
    }

    /// Reads the keywords that count together with others. `types` are known before.
    fn combine(&mut self, others: &Others<'a>, object: &'a Map<String, Value>) {
        if let Some(constant) = others.constant {
            self.enumeration = std::slice::from_ref(constant);
        }
        self.minimum = tighter(self.minimum, others.exclusive_minimum, |exclusive, other| exclusive >= other);
        self.maximum = tighter(self.maximum, others.exclusive_maximum, |exclusive, other| exclusive <= other);
        if let Some(format) = content::format(others.content_encoding, others.content_media_type) {
            self.format = self.format.or(Some(format));
            self.ty = self.ty.or_else(|| others.ty.is_none().then_some("string"));
        }
        if others.has_items {
            self.items = members::items(object);
            self.tuple = members::tuple(object);
        }
        if others.has_additional {
            self.additional = Additional::of(object);
        }
        if others.is_reference {
            self.all_of.push(Member::part(object, Facet::Reference, Step::Here));
        }
    }

    /// Takes `oneOf` and `anyOf` out.
    pub(super) fn drop_alternatives(&mut self) {
        self.one_of.clear();
        self.any_of.clear();
    }

    /// Returns true if any value is one.
    pub(super) fn take_any(&self) -> bool {
        !self.shape()
            && self.all_of.is_empty()
            && self.additional.is_none()
            && self.ty.is_none()
            && self.format.is_none()
            && self.limited.is_none()
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

/// A limit, of which one that is exclusive counts if it `is_tighter`.
fn tighter<'a>(
    limit: Option<&'a Number>,
    exclusive: Option<&'a Number>,
    is_tighter: fn(f64, f64) -> bool,
) -> Option<&'a Number> {
    let Some(found) = exclusive else { return limit };
    match (found.as_f64(), limit.and_then(Number::as_f64)) {
        (Some(found), Some(known)) if !is_tighter(found, known) => limit,
        (Some(_) | None, Some(_) | None) => exclusive,
    }
}
