//! `oneOf` and `anyOf`: one of several types.
//!
//! ```yaml
//! properties: { id: { type: integer } }
//! oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }]
//! ```
//! `null` among the members makes the union nullable; a single other member stands for the union; strings with and
//! without `enum` are one enumeration. What stands beside the list holds for every member and is merged into each
//! that does not say it itself. Of several lists every combination is a variant, and if those are too many, an object
//! with the common properties that keeps all other members.

use serde_json::Value;

use super::keywords::{JsonType, Keywords};
use super::kind::with;
use super::merge::{Alternatives, Merged};
use super::part::{Node, Part, Trail};
use super::variant::{Candidate, name_of};
use super::view::View;
use super::{Schemas, enumeration};
use crate::diagnostics::Code;
use crate::model::{Additional, Enumeration, SchemaId, SchemaKind, TypeUse, Union, UnionVariant};
use crate::source::Pointer;

/// The maximum number of combinations of the members of several lists that become variants.
const MAX_COMBINATIONS: usize = 32;

impl<'a> Schemas<'a> {
    /// The kind of the alternatives of merged nodes together, and true if `null` is one; `None` if there are none
    /// that determine the type.
    pub(super) fn union(
        &mut self,
        merged: &Merged<'a>,
        nodes: &[Node<'a>],
        words: &[String],
        owners: &[SchemaId],
    ) -> Option<(SchemaKind, bool)> {
        let mut owners = owners.to_vec();
        let mut lists = Vec::new();
        let mut is_nullable = false;
        for union in &merged.unions {
            owners.extend(union.owner);
            lists.extend(self.candidates(union, merged, &mut is_nullable));
        }
        let count = lists.iter().try_fold(1_usize, |count, list| count.checked_mul(list.len()));
        let is_too_many = lists.len() > 1 && count.is_none_or(|count| count > MAX_COMBINATIONS);
        if lists.is_empty() {
            return is_nullable.then_some((SchemaKind::Null, true)).filter(|_| merged.json_type().is_none());
        }
        if is_too_many {
            return Some((self.open_object(merged, words), is_nullable));
        }
        let candidates = combinations(lists);
        if let (None, Some(enumeration)) = (&merged.discriminator, self.one_enumeration(&candidates, merged)) {
            return Some((SchemaKind::Enumeration(enumeration), is_nullable));
        }
        let beside = beside(nodes);
        let variants = self.variants(&candidates, &beside, (merged, words), &owners);
        Some((self.union_kind(variants, &candidates, merged), is_nullable))
    }

    /// The type of a value that is of one of several schemas, each with its place. `at` is the place of all.
    pub(super) fn one_of(&mut self, members: Vec<(View<'a>, Pointer)>, at: Pointer, words: &[String]) -> TypeUse {
        let mut candidates = Vec::new();
        for (view, at) in members {
            let Some(part) = self.part(view, at) else { continue };
            let seen = self.peek(vec![part.clone()], &[]);
            candidates.push(self.candidate(part, &seen));
        }
        let (view, keywords) = (View::of(&Value::Bool(true)), Keywords::default());
        let merged = self.merge(&[Node { at, view, keywords, own: true, owner: None }]);
        let variants = self.variants(&candidates, &[], (&merged, words), &[]);
        let kind = self.union_kind(variants, &candidates, &merged);
        if let SchemaKind::Alias(only) = kind {
            return only;
        }
        self.arena.share(kind, &merged, Some(words.to_vec()))
    }

    /// The members of one list; `None` if none of them decides about the type.
    fn candidates(
        &mut self,
        union: &Alternatives<'a>,
        merged: &Merged<'a>,
        is_nullable: &mut bool,
    ) -> Option<Vec<Candidate<'a>>> {
        let mut candidates = Vec::new();
        let mut decides = false;
        for member in &union.members {
            let Some(part) = self.part(member.view, member.at(&union.outer)) else { continue };
            let seen = self.peek(vec![part.clone()], &[]);
            if matches!(&part, Part::Node(node) if is_null(node, &seen)) {
                *is_nullable = true;
                continue;
            }
            decides |= match &part {
                Part::Reference(..) => true,
                Part::Node(node) => decides_type(node, &seen, merged),
            };
            candidates.push(self.candidate(part, &seen));
        }
        (decides && !candidates.is_empty()).then_some(candidates)
    }

    /// The variants that candidates become, each type once.
    fn variants(
        &mut self,
        candidates: &[Candidate<'a>],
        beside: &[Node<'a>],
        (merged, words): (&Merged<'a>, &[String]),
        owners: &[SchemaId],
    ) -> Vec<(usize, UnionVariant)> {
        let mut variants: Vec<(usize, UnionVariant)> = Vec::new();
        for (index, candidate) in candidates.iter().enumerate() {
            let mut parts = candidate.parts.clone();
            if self.needs_beside(candidate, beside, merged) {
                parts.extend(beside.iter().cloned().map(|node| Part::Node(Box::new(node))));
            }
            let (ty, _) = self.resolve(parts, &with(words, &candidate.name), owners);
            if variants.iter().all(|(_, known)| known.ty.schema != ty.schema) {
                let name = candidate.name.clone();
                variants.push((index, UnionVariant { name, ty, tags: Vec::new() }));
            }
        }
        variants
    }

    fn union_kind(
        &mut self,
        variants: Vec<(usize, UnionVariant)>,
        candidates: &[Candidate<'a>],
        merged: &Merged<'a>,
    ) -> SchemaKind {
        if let [(_, only)] = variants.as_slice() {
            return SchemaKind::Alias(only.ty);
        }
        let kept: Vec<_> = variants.iter().map(|(index, _)| &candidates[*index]).collect();
        let (discriminator, tags) = self.discriminator(merged, &kept);
        let variants = variants.into_iter().zip(tags).map(|((_, variant), tags)| UnionVariant { tags, ..variant });
        SchemaKind::Union(Union { variants: variants.collect(), discriminator, trial: Vec::new() })
    }

    /// Returns true if the keywords beside the alternatives have to be merged into this one.
    fn needs_beside(&mut self, candidate: &Candidate<'a>, beside: &[Node<'a>], merged: &Merged<'a>) -> bool {
        let shapes = beside.iter().any(|node| node.keywords.shape());
        let is_inline = matches!(candidate.parts.as_slice(), [Part::Node(_)]);
        if !shapes && matches!(candidate.parts.as_slice(), [Part::Reference(..)]) {
            return false;
        }
        let seen = self.peek(candidate.parts.clone(), &[]);
        let contradicts = match (seen.json_type(), merged.json_type()) {
            (Some(member), Some(outer)) => member != outer,
            (_, _) => false,
        };
        if contradicts {
            return false;
        }
        if !shapes {
            return is_inline && seen.ty.is_none() && merged.ty.is_some();
        }
        let says_it = merged.items.is_empty()
            && merged.enumeration.is_none()
            && merged.properties.keys().all(|name| seen.properties.contains_key(name));
        is_inline || !says_it
    }

    /// One enumeration in place of several, or of one and any other string.
    fn one_enumeration(&mut self, candidates: &[Candidate<'a>], merged: &Merged<'a>) -> Option<Enumeration> {
        let mut values = Vec::new();
        let mut is_open = false;
        for candidate in candidates {
            let mut seen = self.peek(candidate.parts.clone(), &[]);
            if !seen.unions.is_empty() {
                return None;
            }
            seen.ty = seen.ty.or_else(|| merged.ty.clone());
            match enumeration::kind(&seen, &mut self.sink) {
                Some(SchemaKind::Enumeration(enumeration)) => values.extend(candidate.titled(enumeration)),
                Some(_) => return None,
                None if seen.json_type() == Some(JsonType::String) && seen.format.is_none() => is_open = true,
                None => return None,
            }
        }
        let fits = !values.is_empty() && (!is_open || values.iter().all(|value| value.value.is_string()));
        let mut distinct: Vec<crate::model::EnumerationValue> = Vec::new();
        for value in values {
            if distinct.iter().all(|known| known.value != value.value) {
                distinct.push(value);
            }
        }
        fits.then_some(Enumeration { values: distinct })
    }

    /// An object that keeps every member, where the alternatives are too many to be variants.
    fn open_object(&mut self, merged: &Merged<'a>, words: &[String]) -> SchemaKind {
        let at = &merged.unions[0].at;
        let message = format!("these alternatives have more than {MAX_COMBINATIONS} combinations; any JSON is taken");
        self.sink.warning(Code::Unsupported, at, message);
        if merged.properties.is_empty() {
            return SchemaKind::Any;
        }
        let mut kind = self.object(merged, words);
        if let SchemaKind::Object(object) = &mut kind {
            object.additional = Additional::Kept(self.any(at));
        }
        kind
    }

    /// Merges parts, without resolving anything inside.
    pub(super) fn peek(&mut self, parts: Vec<Part<'a>>, owners: &[SchemaId]) -> Merged<'a> {
        let parts = self.flattened(parts);
        let nodes = self.nodes(parts, &mut Trail { merged: Vec::new(), owners: owners.to_vec() });
        self.merge(&nodes)
    }

    fn candidate(&mut self, part: Part<'a>, seen: &Merged<'a>) -> Candidate<'a> {
        let name = match &part {
            Part::Reference(_, id) => self.component(*id).0.to_owned(),
            Part::Node(node) => match node.keywords.title {
                Some(title) => title.to_owned(),
                None => self.constant(seen).unwrap_or_else(|| name_of(seen, |id| self.component(id).0)),
            },
        };
        Candidate { parts: vec![part], name }
    }

    /// The only value of a required property: it says which variant this is.
    fn constant(&mut self, seen: &Merged<'a>) -> Option<String> {
        let required: Vec<_> = seen.required.iter().filter_map(|(name, _)| seen.properties.get(name)).collect();
        required.into_iter().find_map(|parts| {
            let (_, values) = self.peek(parts.clone(), &[]).enumeration?;
            match values.as_slice() {
                [value] => value.value.as_str().filter(|text| !text.is_empty()).map(str::to_owned),
                _ => None,
            }
        })
    }
}

/// The nodes without their alternatives.
fn beside<'a>(nodes: &[Node<'a>]) -> Vec<Node<'a>> {
    let mut beside = nodes.to_vec();
    for node in &mut beside {
        node.keywords.drop_alternatives();
        node.own = false;
    }
    beside
}

/// Every choice of one member from each list.
fn combinations<'a>(lists: Vec<Vec<Candidate<'a>>>) -> Vec<Candidate<'a>> {
    let mut lists = lists.into_iter();
    let first = lists.next().unwrap_or_default();
    lists.fold(first, |combined, list| combined.iter().flat_map(|a| list.iter().map(move |b| a.and(b))).collect())
}

fn is_null(node: &Node<'_>, seen: &Merged<'_>) -> bool {
    let keywords = &node.keywords;
    let is_bare = !keywords.shape() && keywords.all_of.is_empty() && seen.json_type().is_none();
    seen.json_type() == Some(JsonType::Null)
        || (is_bare && keywords.nullable)
        || (!keywords.enumeration.is_empty() && keywords.enumeration.iter().all(serde_json::Value::is_null))
}

/// Returns true if a member says more of the type than which of the properties beside it are required.
fn decides_type(node: &Node<'_>, seen: &Merged<'_>, merged: &Merged<'_>) -> bool {
    let is_limit = node.keywords.format.is_none()
        && seen.properties.is_empty()
        && seen.items.is_empty()
        && seen.enumeration.is_none()
        && seen.unions.is_empty()
        && matches!(seen.additional, super::merge::Additional::Unspoken | super::merge::Additional::Forbidden)
        && (seen.json_type().is_none() || seen.json_type() == merged.json_type());
    let says_nothing = seen.json_type().is_none() && seen.required.is_empty() && merged.json_type().is_none();
    !is_limit || says_nothing
}
