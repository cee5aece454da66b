//! `allOf`: several nodes that describe one value become one description.
//!
//! ```yaml
//! allOf:
//!   - { properties: { id: { type: integer } } }
//!   - { properties: { name: { type: string } }, required: [id] }
//! ```
//! gives an object with both properties, `id` required. A property that several nodes describe has all of their
//! schemas as parts. Where no value can satisfy two of them any JSON is taken, with a warning at the second place.

use indexmap::IndexMap;
use serde_json::{Number, Value};

use super::Schemas;
use super::discriminator::Discriminator;
use super::enumeration;
use super::keywords::JsonType;
use super::members;
use super::part::{Node, Part};
use super::view::{Member, View};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{EnumerationValue, SchemaId, Secrecy};
use crate::resolve::extension;
use crate::source::Pointer;

/// The merged nodes of one value.
pub(super) struct Merged<'a> {
    /// The place of the first of them.
    pub(super) at: Pointer,
    /// `type`, and where it stands.
    pub(super) ty: Option<(JsonType, Pointer)>,
    /// True if two nodes give types that have no common value.
    pub(super) contradicts: bool,
    /// The type that the other keywords imply.
    pub(super) implied: Option<JsonType>,
    pub(super) format: Option<&'a str>,
    pub(super) minimum: Option<&'a Number>,
    pub(super) maximum: Option<&'a Number>,
    /// The values that every `enum` contains, and where the first list stands.
    pub(super) enumeration: Option<(Pointer, Vec<EnumerationValue>)>,
    /// The parts that describe each property.
    pub(super) properties: IndexMap<&'a str, Vec<Part<'a>>>,
    /// The names under `required`, and where they stand.
    pub(super) required: Vec<(&'a str, Pointer)>,
    pub(super) additional: Additional<'a>,
    /// The parts that describe an item.
    pub(super) items: Vec<Part<'a>>,
    /// The elements of an array of a fixed length, if one node describes all of them.
    pub(super) tuple: Vec<Part<'a>>,
    /// Each `oneOf` and `anyOf`.
    pub(super) unions: Vec<Alternatives<'a>>,
    /// `discriminator`, and where it stands.
    pub(super) discriminator: Option<(Pointer, Discriminator<'a>)>,
    /// True if one of the place's own nodes is `nullable`, or all nodes are.
    pub(super) nullable: bool,
    /// `title` and `description` of the place's own nodes.
    pub(super) title: Option<&'a str>,
    pub(super) description: Option<&'a str>,
    pub(super) deprecated: bool,
    /// The secrecy that the nodes declare: by the last one that has the extension, or by `format: password`.
    pub(super) secrecy: Secrecy,
}

/// `additionalProperties` of all nodes.
pub(super) enum Additional<'a> {
    /// No node speaks of them.
    Unspoken,
    Forbidden,
    Any,
    Schema(Vec<Part<'a>>),
}

/// One `oneOf` or `anyOf`.
#[derive(Clone)]
pub(super) struct Alternatives<'a> {
    /// The place of the list.
    pub(super) at: Pointer,
    /// The place of the schema that has it.
    pub(super) outer: Pointer,
    pub(super) members: Vec<Member<'a>>,
    /// The component that it belongs to.
    pub(super) owner: Option<SchemaId>,
}

impl<'a> Schemas<'a> {
    /// Merges nodes, of which there is at least one.
    pub(super) fn merge(&mut self, nodes: &[Node<'a>]) -> Merged<'a> {
        self.merged_nodes += nodes.len();
        let mut merged = Merged::empty(nodes);
        for node in nodes {
            self.merge_type(&mut merged, node);
            self.merge_values(&mut merged, node);
            self.merge_object(&mut merged, node);
            self.merge_secrecy(&mut merged, node);
            merge_alternatives(&mut merged, node);
            merge_text(&mut merged, node);
            merged.format = merged.format.or(node.keywords.format);
            merged.minimum = merged.minimum.or(node.keywords.minimum);
            merged.maximum = merged.maximum.or(node.keywords.maximum);
            merged.implied = merged.implied.or_else(|| node.keywords.implied_type());
        }
        merged
    }

    fn merge_type(&mut self, merged: &mut Merged<'a>, node: &Node<'a>) {
        let Some(name) = node.keywords.ty else { return };
        let at = node.key("type");
        let Some(ty) = json_type(name) else {
            let message = format!("`{name}` is not a type of OpenAPI; any JSON is taken for it");
            return self.sink.warning(Code::InvalidValue, &at, message);
        };
        let Some((known, first)) = &merged.ty else {
            merged.ty = Some((ty, at));
            return;
        };
        match (*known, ty) {
            (known, ty) if known == ty => {}
            (JsonType::Number, JsonType::Integer) => merged.ty = Some((ty, at)),
            (JsonType::Integer, JsonType::Number) => {}
            (known, _) => {
                let message = format!("no value is both `{}` and `{name}`; any JSON is taken", type_name(known));
                let diagnostic = Diagnostic::warning(Code::ConflictingAllOf, &at, message);
                self.sink.report(diagnostic.label(first, "the other part of the `allOf` says so here"));
                merged.contradicts = true;
            }
        }
    }

    fn merge_values(&mut self, merged: &mut Merged<'a>, node: &Node<'a>) {
        if node.keywords.enumeration.is_empty() {
            return;
        }
        let (at, values) = (node.key("enum"), enumeration::described(&node.keywords));
        let Some((first, known)) = &mut merged.enumeration else {
            merged.enumeration = Some((at, values));
            return;
        };
        let both: Vec<_> = known.iter().filter(|a| values.iter().any(|b| a.value == b.value)).cloned().collect();
        if both.is_empty() {
            let message = "no value is in this list and in the one of the other part of the `allOf`; both are taken";
            let diagnostic = Diagnostic::warning(Code::ConflictingAllOf, &at, message);
            self.sink.report(diagnostic.label(&*first, "the other list"));
            return known.extend(values);
        }
        *known = both;
    }

    fn merge_secrecy(&mut self, merged: &mut Merged<'a>, node: &Node<'a>) {
        let is_password = node.keywords.format == Some("password");
        merged.secrecy = match (self.mark(node), merged.secrecy) {
            (Some(mark), _) => mark,
            (None, Secrecy::Unsaid) if is_password => Secrecy::Password,
            (None, said) => said,
        };
    }

    /// The secrecy that the extension of a node declares.
    pub(super) fn mark(&mut self, node: &Node<'a>) -> Option<Secrecy> {
        extension::secrecy(node.keywords.extension(extension::KEY), &node.at, &mut self.sink)
    }

    fn merge_object(&mut self, merged: &mut Merged<'a>, node: &Node<'a>) {
        let keywords = &node.keywords;
        if let Some(properties) = keywords.properties {
            let at = node.key("properties");
            merged.properties.reserve(properties.len());
            for (name, schema) in properties {
                let part = self.part(View::of(schema), at.key(name));
                merged.properties.entry(name).or_default().extend(part);
            }
        }
        for (index, name) in keywords.required.iter().enumerate() {
            let Some(name) = name.as_str() else { continue };
            if !merged.required.iter().any(|(known, _)| *known == name) {
                merged.required.push((name, node.key("required").index(index)));
            }
        }
        if let Some(items) = keywords.items {
            let is_first = merged.items.is_empty();
            let tuple = keywords.tuple.iter().filter(|_| is_first);
            merged.tuple = tuple.filter_map(|element| self.part(element.view, element.at(&node.base()))).collect();
            merged.items.extend(self.part(items.view, items.at(&node.base())));
        }
        let additional = std::mem::replace(&mut merged.additional, Additional::Unspoken);
        merged.additional = match (additional, keywords.additional) {
            (additional, None) => additional,
            (Additional::Schema(parts), Some(members::Additional::Any | members::Additional::Forbidden)) => {
                Additional::Schema(parts)
            }
            (Additional::Any, Some(members::Additional::Forbidden)) | (_, Some(members::Additional::Any)) => {
                Additional::Any
            }
            (_, Some(members::Additional::Forbidden)) => Additional::Forbidden,
            (Additional::Schema(mut parts), Some(members::Additional::Schema(schema))) => {
                parts.extend(self.part(schema.view, schema.at(&node.base())));
                Additional::Schema(parts)
            }
            (_, Some(members::Additional::Schema(schema))) if schema.view.keywords().take_any() => Additional::Any,
            (_, Some(members::Additional::Schema(schema))) => {
                Additional::Schema(self.part(schema.view, schema.at(&node.base())).into_iter().collect())
            }
        };
    }
}

impl Merged<'_> {
    /// Returns true if the property is under `required`.
    pub(super) fn is_required(&self, property: &str) -> bool {
        self.required.iter().any(|(name, _)| *name == property)
    }

    fn empty(nodes: &[Node<'_>]) -> Self {
        let nullable = |node: &Node<'_>| node.keywords.nullable || node.keywords.enumeration.contains(&Value::Null);
        Self {
            at: nodes.first().map_or_else(Pointer::root, |node| node.at.clone()),
            ty: None,
            contradicts: false,
            implied: None,
            format: None,
            minimum: None,
            maximum: None,
            enumeration: None,
            properties: IndexMap::new(),
            required: Vec::new(),
            additional: Additional::Unspoken,
            items: Vec::new(),
            tuple: Vec::new(),
            unions: Vec::new(),
            discriminator: None,
            nullable: nodes.iter().any(|node| node.own && nullable(node)) || nodes.iter().all(nullable),
            title: None,
            description: None,
            deprecated: false,
            secrecy: Secrecy::Unsaid,
        }
    }

    /// The type, said or implied.
    pub(super) fn json_type(&self) -> Option<JsonType> {
        self.ty.as_ref().map(|(ty, _)| *ty).or(self.implied)
    }
}

fn merge_alternatives<'a>(merged: &mut Merged<'a>, node: &Node<'a>) {
    for (key, members) in [("oneOf", &node.keywords.one_of), ("anyOf", &node.keywords.any_of)] {
        if !members.is_empty() {
            let (at, outer, members) = (node.key(key), node.base().into_owned(), members.clone());
            merged.unions.push(Alternatives { at, outer, members, owner: node.owner });
        }
    }
    if let (None, Some(discriminator)) = (&merged.discriminator, node.keywords.discriminator) {
        merged.discriminator = Some((node.key("discriminator"), discriminator));
    }
}

/// The own nodes come with the members of an `allOf` before the schema that holds it, which speaks for all of them.
fn merge_text<'a>(merged: &mut Merged<'a>, node: &Node<'a>) {
    if node.own {
        let keywords = &node.keywords;
        merged.title = keywords.title.or(merged.title);
        merged.description = keywords.description.or(merged.description);
        merged.deprecated |= keywords.deprecated;
    }
}

fn json_type(name: &str) -> Option<JsonType> {
    Some(match name {
        "null" => JsonType::Null,
        "boolean" => JsonType::Boolean,
        "integer" => JsonType::Integer,
        "number" => JsonType::Number,
        "string" => JsonType::String,
        "array" => JsonType::Array,
        "object" => JsonType::Object,
        _ => return None,
    })
}

fn type_name(ty: JsonType) -> &'static str {
    match ty {
        JsonType::Null => "null",
        JsonType::Boolean => "boolean",
        JsonType::Integer => "integer",
        JsonType::Number => "number",
        JsonType::String => "string",
        JsonType::Array => "array",
        JsonType::Object => "object",
    }
}
