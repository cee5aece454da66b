//! `type`: a word, or a list of words, of which `null` stands beside the others.
//!
//! ```yaml
//! { type: [string, "null"], maxLength: 9 }   # a string or null
//! { type: [string, integer], maxLength: 9 }  # any of { type: string, maxLength: 9 } and { type: integer }
//! ```

use serde_json::{Map, Value};

use super::view::{Facet, Member, Step};

/// Keywords that describe the values of several types already.
const COMPOSITION: [&str; 7] = ["allOf", "anyOf", "oneOf", "not", "$ref", "enum", "const"];

/// The types of a schema.
#[derive(Debug)]
pub(super) struct Types<'a> {
    /// True if `null` is one of them.
    pub(super) has_null: bool,
    /// The others, with their places in the list.
    names: Vec<(usize, &'a str)>,
}

impl<'a> Types<'a> {
    /// The value of `type`; `None` if that is a single word, or none.
    pub(super) fn of(value: &'a Value) -> Option<Self> {
        let list = match value {
            Value::Array(list) => list.as_slice(),
            Value::String(word) if word == "null" => std::slice::from_ref(value),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => return None,
        };
        let mut names: Vec<(usize, &str)> =
            list.iter().enumerate().filter_map(|(index, name)| Some((index, name.as_str()?))).collect();
        let before = names.len();
        names.retain(|(_, name)| *name != "null");
        let has_null = names.len() < before;
        // Every integer is a number.
        let has_number = names.iter().any(|(_, name)| *name == "number");
        names.retain(|(_, name)| !has_number || *name != "integer");
        names.dedup_by_key(|(_, name)| *name);
        Some(Self { has_null, names })
    }

    /// The only one beside `null`.
    pub(super) fn one(&self) -> Option<&'a str> {
        match self.names.as_slice() {
            [(_, one)] => Some(one),
            [] | [_, ..] => None,
        }
    }

    /// Returns true if `null` is the only one.
    pub(super) fn is_null(&self) -> bool {
        self.has_null && self.names.is_empty()
    }

    /// Returns true if each of them is a schema of its own: if keywords have to go where they have a meaning.
    pub(super) fn are_split(&self, object: &Map<String, Value>) -> bool {
        let has = |name| self.names.iter().any(|(_, known)| *known == name);
        let is_everything = ["object", "array", "string", "number", "boolean"].into_iter().all(has);
        self.names.len() > 1 && !is_everything && !COMPOSITION.iter().any(|keyword| object.contains_key(*keyword))
    }

    /// A schema for each.
    pub(super) fn split(&self, object: &'a Map<String, Value>) -> Vec<Member<'a>> {
        let part =
            |(index, name): &(usize, &'a str)| Member::part(object, Facet::OfType(name), Step::Index("type", *index));
        self.names.iter().map(part).collect()
    }
}

/// The types whose values a keyword describes; `None` if it describes any.
pub(super) fn described_by(keyword: &str) -> Option<&'static [&'static str]> {
    Some(match keyword {
        "type" | "format" => &[],
        "pattern" | "minLength" | "maxLength" | "contentEncoding" | "contentMediaType" => &["string"],
        "multipleOf" | "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => &["integer", "number"],
        "items" | "prefixItems" | "additionalItems" | "minItems" | "maxItems" | "uniqueItems" => &["array"],
        "properties"
        | "required"
        | "additionalProperties"
        | "unevaluatedProperties"
        | "patternProperties"
        | "minProperties"
        | "maxProperties" => &["object"],
        _ => return None,
    })
}

/// Returns true if a `format` may be one of values of this type.
pub(super) fn has_format(name: &str, format: &str) -> bool {
    let is_numeric = matches!(
        format,
        "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64" | "float" | "double"
    );
    if is_numeric { matches!(name, "integer" | "number") } else { name == "string" }
}
