//! `discriminator`: the property that says which variant a value is.
//!
//! ```yaml
//! oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }]
//! discriminator: { propertyName: kind, mapping: { cat: "#/components/schemas/Cat", puppy: Dog }, defaultMapping: Dog }
//! ```
//! A variant's values are those that `mapping` gives to it, else those that its own property lists, else its name.
//! Without `discriminator`, another property tells as well if every variant lists values of its own for it. Where some
//! variant does not require it, the content of a value without it has to tell.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Schemas;
use super::merge::Merged;
use super::part::Part;
use super::variant::Candidate;
use crate::diagnostics::Code;
use crate::model::{self, SchemaId};
use crate::source::Pointer;

/// Discriminator Object
#[derive(Clone, Copy, Debug)]
pub(super) struct Discriminator<'a> {
    /// `propertyName`
    pub(super) property: &'a str,
    mapping: Option<&'a Map<String, Value>>,
    /// `defaultMapping`: a reference to a schema, or its name.
    default: Option<&'a str>,
}

impl<'a> Discriminator<'a> {
    /// The value of `discriminator`, in 2.0 the property alone; `None` if it names no property.
    pub(super) fn of(value: &'a Value) -> Option<Self> {
        if let Some(property) = value.as_str() {
            return Some(Self { property, mapping: None, default: None });
        }
        let property = value.get("propertyName")?.as_str()?;
        let mapping = value.get("mapping").and_then(Value::as_object);
        Some(Self { property, mapping, default: value.get("defaultMapping").and_then(Value::as_str) })
    }

    /// `mapping`: values, and what each of them stands for.
    pub(super) fn mapping(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.mapping.into_iter().flatten().filter_map(|(value, to)| Some((value.as_str(), to.as_str()?)))
    }
}

/// The maximum depth of unions of unions that are searched for the values of a property.
const MAX_DEPTH: usize = 8;

impl<'a> Schemas<'a> {
    /// The discriminator, and its values for each variant.
    pub(super) fn discriminator(
        &mut self,
        merged: &Merged<'a>,
        candidates: &[&Candidate<'a>],
    ) -> (Option<model::Discriminator>, Vec<Vec<String>>) {
        let none = vec![Vec::new(); candidates.len()];
        let Some((at, declared)) = merged.discriminator.clone() else {
            return self.constant_property(candidates).unwrap_or((None, none));
        };
        let property = declared.property;
        let members: Vec<&[Part<'a>]> = candidates.iter().map(|candidate| candidate.parts.as_slice()).collect();
        let tags = self.tags(declared, &members);
        self.report_unused(&at, declared, candidates);
        if let Some(tag) = first_repeated(&tags) {
            let message = format!("`{tag}` stands for more than one of the variants; they are told by their content");
            self.sink.warning(Code::InvalidValue, &at, message);
            return (None, none);
        }
        let in_variants = candidates.iter().all(|candidate| self.declares(&candidate.parts, property, 0));
        let is = |part: &Part<'a>, target| matches!(part, Part::Reference(_, id) if *id == target);
        let index_of = |target| members.iter().position(|parts| parts.iter().any(|part| is(part, target)));
        let default = self.default_mapping(&at, declared, index_of);
        let property = property.to_owned();
        (Some(model::Discriminator { property, in_variants, is_optional: false, default }), tags)
    }

    /// For each member the values that select it: by mapping, by its own property, or by its name. Values that
    /// several members list, as where all inherit the property, tell nothing.
    pub(super) fn tags(&mut self, declared: Discriminator<'a>, members: &[&[Part<'a>]]) -> Vec<Vec<String>> {
        let property = declared.property;
        let listed: Vec<_> = members.iter().map(|parts| self.listed(parts, property, 0)).collect();
        let mut tags = Vec::new();
        for (index, parts) in members.iter().enumerate() {
            let component = match parts {
                [Part::Reference(_, id)] => Some(*id),
                _ => None,
            };
            let mapped = component.map(|id| self.mapped_tags(declared, id)).unwrap_or_default();
            let is_own =
                |tag| listed.iter().enumerate().all(|(i, list)| i == index || !list.iter().flatten().any(|t| t == tag));
            tags.push(match (&listed[index], component) {
                _ if !mapped.is_empty() => mapped,
                (Some(own), _) if own.iter().all(is_own) => own.clone(),
                (_, Some(id)) => vec![self.component(id).0.to_owned()],
                (_, None) => Vec::new(),
            });
        }
        tags
    }

    /// The values that `mapping` gives to a component.
    pub(super) fn mapped_tags(&self, declared: Discriminator<'a>, id: SchemaId) -> Vec<String> {
        let mapped = declared.mapping().filter(|(_, to)| self.mapped(to) == Some(id));
        mapped.map(|(tag, _)| tag.to_owned()).collect()
    }

    /// The component that a value of `mapping` means: a reference, or a bare name.
    pub(super) fn mapped(&self, to: &str) -> Option<SchemaId> {
        self.referenced(to).or_else(|| self.component_id(to))
    }

    /// The index of the component that `defaultMapping` of the discriminator at a place names.
    pub(super) fn default_mapping(
        &mut self,
        at: &Pointer,
        declared: Discriminator<'a>,
        index_of: impl FnOnce(SchemaId) -> Option<usize>,
    ) -> Option<usize> {
        let to = declared.default?;
        let default = self.mapped(to).and_then(index_of);
        if default.is_none() {
            let message = format!("`{to}` is none of the variants; a value of none of them is kept as any JSON");
            self.sink.warning(Code::InvalidValue, &at.key("defaultMapping"), message);
        }
        default
    }

    /// The values that the parts' own property can have, if they list them.
    fn listed(&mut self, parts: &[Part<'a>], property: &str, depth: usize) -> Option<Vec<String>> {
        let seen = self.peek(parts.to_vec(), &[]);
        if let Some(schemas) = seen.properties.get(property) {
            return self.values(schemas);
        }
        let mut listed = Vec::new();
        for member in self.members(&seen, depth)? {
            listed.extend(self.listed(&[member], property, depth + 1)?);
        }
        Some(listed)
    }

    /// The values that a property can have, if its schemas list them.
    fn values(&mut self, schemas: &[Part<'a>]) -> Option<Vec<String>> {
        let (_, values) = self.peek(schemas.to_vec(), &[]).enumeration?;
        values.iter().map(|value| tag(&value.value)).collect()
    }

    /// Returns true if the parts declare the property, in every alternative if there are such.
    fn declares(&mut self, parts: &[Part<'a>], property: &str, depth: usize) -> bool {
        let seen = self.peek(parts.to_vec(), &[]);
        if seen.properties.contains_key(property) {
            return true;
        }
        let members = self.members(&seen, depth);
        members.is_some_and(|members| members.into_iter().all(|member| self.declares(&[member], property, depth + 1)))
    }

    /// The members of the only list of alternatives.
    fn members(&mut self, seen: &Merged<'a>, depth: usize) -> Option<Vec<Part<'a>>> {
        match seen.unions.as_slice() {
            [union] if depth < MAX_DEPTH && !self.is_exhausted() => {
                union.members.iter().map(|member| self.part(member.view, member.at(&union.outer))).collect()
            }
            _ => None,
        }
    }

    /// A property for which every variant lists values of its own, if possible one that the first variant requires.
    fn constant_property(
        &mut self,
        candidates: &[&Candidate<'a>],
    ) -> Option<(Option<model::Discriminator>, Vec<Vec<String>>)> {
        let seen: Vec<Merged<'a>> = candidates.iter().map(|one| self.peek(one.parts.clone(), &[])).collect();
        let first = seen.first().filter(|_| seen.iter().all(|one| one.unions.is_empty()))?;
        let mut names = first.required.iter().map(|(name, _)| *name).chain(first.properties.keys().copied());
        names.find_map(|name| {
            let tags: Option<Vec<_>> = seen.iter().map(|one| self.values(one.properties.get(name)?)).collect();
            let tags = tags.filter(|tags| first_repeated(tags).is_none())?;
            let is_optional = seen.iter().any(|one| !one.is_required(name));
            let property = name.to_owned();
            Some((Some(model::Discriminator { property, in_variants: true, is_optional, default: None }), tags))
        })
    }

    fn report_unused(&mut self, at: &Pointer, declared: Discriminator<'a>, candidates: &[&Candidate<'a>]) {
        for (tag, to) in declared.mapping() {
            let target = self.mapped(to);
            let is_variant = candidates.iter().any(|candidate| {
                candidate.parts.iter().any(|part| matches!(part, Part::Reference(_, id) if Some(*id) == target))
            });
            if !is_variant {
                let message = format!("`{to}` is none of the variants; a value with `{tag}` is kept as any JSON");
                self.sink.warning(Code::InvalidValue, &at.key("mapping").key(tag), message);
            }
        }
    }
}

/// A value as a tag: text as it is, an integer or a boolean as it is written.
pub(super) fn tag(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) => Some(value.to_string()),
        Value::Number(number) => number.as_i64().map(|integer| integer.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn first_repeated(tags: &[Vec<String>]) -> Option<&String> {
    let mut seen = BTreeSet::new();
    tags.iter().flatten().find(|tag| !seen.insert(*tag))
}
