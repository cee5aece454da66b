//! A member of `oneOf` or `anyOf`, and the word for it.

use super::keywords::JsonType;
use super::merge::Merged;
use super::part::Part;
use crate::model::{Enumeration, EnumerationValue, SchemaId, StringFormat};

/// A member, or one member of each of several lists.
#[derive(Clone)]
pub(super) struct Candidate<'a> {
    /// The parts that describe it.
    pub(super) parts: Vec<Part<'a>>,
    /// The component's name, the title, or what the type is.
    pub(super) name: String,
}

impl Candidate<'_> {
    /// The candidate that is both.
    pub(super) fn and(&self, other: &Self) -> Self {
        let parts = self.parts.iter().chain(&other.parts).cloned().collect();
        Self { parts, name: format!("{} {}", self.name, other.name) }
    }

    /// The values of an enumeration that this is; a single value has the member's title and description.
    pub(super) fn titled(&self, mut enumeration: Enumeration) -> Vec<EnumerationValue> {
        if let ([value], [Part::Node(node)]) = (enumeration.values.as_mut_slice(), self.parts.as_slice()) {
            let said = node.keywords.description.or(node.keywords.title);
            value.description = said.map(str::to_owned).or(value.description.take());
        }
        enumeration.values
    }
}

/// A word for a member without name and title: what it is. `component` knows the names of components.
pub(super) fn name_of<'n>(seen: &Merged<'_>, component: impl Fn(SchemaId) -> &'n str) -> String {
    let single_value = seen.enumeration.as_ref().and_then(|(_, values)| match values.as_slice() {
        [value] => value.value.as_str(),
        _ => None,
    });
    if let Some(value) = single_value.filter(|value| !value.is_empty()) {
        return value.to_owned();
    }
    let word = match (seen.json_type(), seen.format) {
        (Some(JsonType::String), Some(format)) if StringFormat::named(format) != StringFormat::Plain => format,
        (Some(JsonType::String), _) if seen.enumeration.is_some() => "enum",
        (Some(JsonType::String), _) => "string",
        (Some(JsonType::Null), _) => "null",
        (Some(JsonType::Boolean), _) => "boolean",
        (Some(JsonType::Integer), _) => "integer",
        (Some(JsonType::Number), _) => "number",
        (Some(JsonType::Array), _) => return array_name(seen, component),
        (Some(JsonType::Object), _) if seen.properties.is_empty() => "map",
        (Some(JsonType::Object), _) => "object",
        (None, _) => "value",
    };
    word.to_owned()
}

fn array_name<'n>(seen: &Merged<'_>, component: impl Fn(SchemaId) -> &'n str) -> String {
    let item = match seen.items.as_slice() {
        [Part::Reference(_, id)] => Some(component(*id)),
        [Part::Node(node)] => node.keywords.ty,
        _ => None,
    };
    item.map_or_else(|| "array".to_owned(), |item| format!("{item} array"))
}
