//! `allOf`: the parts that together describe one value.
//!
//! ```yaml
//! allOf: [{ $ref: "#/components/schemas/Pet" }, { properties: { bark: { type: boolean } } }]
//! ```
//! Every schema is seen as a list of parts, mostly of a single one. A list that is one reference and nothing that
//! shapes it is a use of the component; every other list becomes nodes (here) that are merged (`merge`).

use std::borrow::Cow;

use super::Schemas;
use super::keywords::Keywords;
use super::view::View;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::SchemaId;
use crate::resolve::reference::component_name;
use crate::source::Pointer;

/// The maximum length of a chain of components of which each has the next in its `allOf`.
const MAX_INHERITED: usize = 100;

/// One of the schemas that describe a value together.
#[derive(Clone)]
pub(super) enum Part<'a> {
    /// `$ref`, and the place where it stands.
    Reference(Pointer, SchemaId),
    /// A schema that is written out.
    Node(Box<Node<'a>>),
}

/// A Schema Object that is written out.
#[derive(Clone)]
pub(super) struct Node<'a> {
    /// Its place.
    pub(super) at: Pointer,
    /// The schema itself.
    pub(super) view: View<'a>,
    /// Its keywords.
    pub(super) keywords: Keywords<'a>,
    /// True if it is at the place itself rather than in a component that the place refers to: only then do its
    /// `description` and the like describe the place.
    pub(super) own: bool,
    /// The component whose description it is part of.
    pub(super) owner: Option<SchemaId>,
}

impl Node<'_> {
    /// The place of the schema that the node is a part of, or all of.
    pub(super) fn base(&self) -> Cow<'_, Pointer> {
        self.view.base(&self.at)
    }

    /// The place of a keyword.
    pub(super) fn key(&self, keyword: &str) -> Pointer {
        self.view.base(&self.at).key(keyword)
    }
}

/// The components that the nodes being collected come from: they must not be entered again.
#[derive(Clone, Default)]
pub(super) struct Trail {
    /// The components that are being merged, from the outside in.
    pub(super) merged: Vec<SchemaId>,
    /// The components one of whose alternatives is being merged.
    pub(super) owners: Vec<SchemaId>,
}

impl<'a> Schemas<'a> {
    /// The part that a schema or a reference is.
    pub(super) fn part(&mut self, schema: View<'a>, at: Pointer) -> Option<Part<'a>> {
        let Some(reference) = schema.reference() else {
            let (view, keywords) = (schema, schema.keywords());
            return Some(Part::Node(Box::new(Node { at, view, keywords, own: true, owner: None })));
        };
        let id = self.referenced(reference);
        if id.is_none() {
            self.sink.error(Code::DanglingReference, &at, format!("`{reference}` points to no schema"));
        }
        id.map(|id| Part::Reference(at, id))
    }

    /// The component that a reference or a bare name means.
    pub(super) fn referenced(&self, reference: &str) -> Option<SchemaId> {
        let name = component_name(reference, "schemas")?;
        self.component_id(&name)
    }

    /// The parts of a list with every `allOf` replaced by its members. References are not followed, and one that
    /// stands twice is kept once.
    pub(super) fn flattened(&mut self, parts: Vec<Part<'a>>) -> Vec<Part<'a>> {
        let mut flat = Vec::new();
        for part in parts {
            self.flatten(part, &mut flat);
        }
        flat
    }

    fn flatten(&mut self, part: Part<'a>, flat: &mut Vec<Part<'a>>) {
        match part {
            Part::Reference(at, id) => {
                let is_known = flat.iter().any(|part| matches!(part, Part::Reference(_, known) if *known == id));
                if !is_known {
                    flat.push(Part::Reference(at, id));
                }
            }
            Part::Node(mut node) => {
                let base = node.base().into_owned();
                let members = std::mem::take(&mut node.keywords.all_of);
                for member in members {
                    match self.part(member.view, member.at(&base)) {
                        Some(Part::Node(mut member)) => {
                            (member.own, member.owner) = (node.own, node.owner);
                            self.flatten(Part::Node(member), flat);
                        }
                        Some(reference @ Part::Reference(..)) => self.flatten(reference, flat),
                        None => {}
                    }
                }
                flat.push(Part::Node(node));
            }
        }
    }

    /// All nodes that flattened parts consist of, references followed.
    pub(super) fn nodes(&mut self, parts: Vec<Part<'a>>, trail: &mut Trail) -> Vec<Node<'a>> {
        let mut nodes = Vec::new();
        self.collect(parts, trail, &mut nodes);
        nodes
    }

    fn collect(&mut self, parts: Vec<Part<'a>>, trail: &mut Trail, nodes: &mut Vec<Node<'a>>) {
        for part in parts {
            match part {
                Part::Node(node) if nodes.iter().any(|known| known.at == node.at) => {}
                Part::Node(node) => nodes.push(*node),
                Part::Reference(at, id) if trail.merged.contains(&id) => self.report_cycle(&at, id),
                Part::Reference(_, id) => self.collect_component(id, trail, nodes),
            }
        }
    }

    fn collect_component(&mut self, id: SchemaId, trail: &mut Trail, nodes: &mut Vec<Node<'a>>) {
        if trail.merged.len() > MAX_INHERITED || self.is_exhausted() {
            return self.report_limit(&self.component(id).1);
        }
        let Some(part) = self.component_part(id) else { return };
        let part = match part {
            Part::Node(mut node) => {
                (node.own, node.owner) = (false, Some(id));
                Part::Node(node)
            }
            reference @ Part::Reference(..) => reference,
        };
        let mut parts = self.flattened(vec![part]);
        let lists_a_child = parts.iter().any(|part| matches!(part, Part::Node(node) if self.lists(node, trail)));
        if lists_a_child || trail.owners.contains(&id) {
            // `Parent: { oneOf: [Child], properties }` and `Child: { allOf: [Parent] }`: the child has the parent's
            // properties; the alternatives say which children there are.
            for part in &mut parts {
                if let Part::Node(node) = part {
                    node.keywords.drop_alternatives();
                }
            }
        }
        trail.merged.push(id);
        self.collect(parts, trail, nodes);
        trail.merged.pop();
    }

    /// Returns true if one of a node's alternatives is a component that is being merged.
    fn lists(&self, node: &Node<'a>, trail: &Trail) -> bool {
        let mut members = node.keywords.one_of.iter().chain(&node.keywords.any_of);
        members.any(|member| {
            let id = member.view.reference().and_then(|reference| self.referenced(reference));
            id.is_some_and(|id| trail.merged.contains(&id) || trail.owners.contains(&id))
        })
    }

    fn report_cycle(&mut self, at: &Pointer, id: SchemaId) {
        let (name, origin) = self.component(id);
        let message = format!("`{name}` is part of itself: its `allOf` refers back to it, which has no effect");
        let diagnostic = Diagnostic::warning(Code::CircularReference, at, message).label(&origin, "defined here");
        self.sink.report(diagnostic.help("name the part in only one of the schemas"));
    }
}
