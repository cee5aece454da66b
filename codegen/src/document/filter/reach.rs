//! The components that operations need, by the references of the tree.
//!
//! No less than what the types of the operations come to be made of, and at times more.

use std::collections::{BTreeMap, BTreeSet};

use super::super::references::Components;
use super::super::walk::{Descend, Kind, Slot, walk};
use crate::source::{Pointer, Tree};

/// The components that lie on the way from `open`.
pub(super) fn reached(tree: &mut Tree, mut open: Vec<(Slot, Pointer)>) -> BTreeSet<Pointer> {
    let neighbours = Neighbours::of(tree);
    let mut reached = BTreeSet::new();
    while let Some((slot, at)) = open.pop() {
        for to in neighbours.of_place(tree, slot, &at) {
            if let Some(kind) = kind(neighbours.components, &to)
                && reached.insert(to.clone())
            {
                open.push((Slot::One(kind), to));
            }
        }
    }
    reached
}

/// Tells what a place refers to.
pub(super) struct Neighbours {
    components: Components,
    children: BTreeMap<Pointer, Vec<Pointer>>,
}

impl Neighbours {
    pub(super) fn of(tree: &Tree) -> Self {
        let components = Components::of(tree);
        Self { components, children: children(tree, components) }
    }

    /// The components that are referred to at a place or below it.
    pub(super) fn of_place(&self, tree: &mut Tree, slot: Slot, at: &Pointer) -> Vec<Pointer> {
        let mut found: Vec<Pointer> = self.children.get(at).cloned().unwrap_or_default();
        if let Some(value) = tree.pointer_mut(at.as_str()) {
            walk(value, slot, at, &mut |slot, _, value| {
                references(slot, value, self.components, &mut found);
                Descend::Yes
            });
        }
        found
    }
}

/// The components that an object of the tree refers to.
fn references(slot: Slot, value: &Tree, components: Components, found: &mut Vec<Pointer>) {
    found.extend(value.get("$ref").and_then(referenced));
    if slot == Slot::One(Kind::Schema) {
        let discriminator = value.get("discriminator");
        let mapping = discriminator.and_then(|discriminator| discriminator.get("mapping")).and_then(Tree::as_object);
        let default = discriminator.and_then(|discriminator| discriminator.get("defaultMapping"));
        for to in mapping.into_iter().flat_map(|mapping| mapping.values()).chain(default) {
            let named = || Some(Pointer::from_escaped(components.home(Kind::Schema)?).key(to.as_str()?));
            found.extend(referenced(to).or_else(named));
        }
    }
}

fn referenced(text: &Tree) -> Option<Pointer> {
    text.as_str()?.strip_prefix('#').map(Pointer::from_escaped)
}

fn kind(components: Components, at: &Pointer) -> Option<Kind> {
    let home = at.parent()?;
    components.sections().find(|section| home.as_str() == section.home).map(|section| section.kind)
}

/// By schema with a discriminator: those that have it in their `allOf`, of which its values may be.
fn children(tree: &Tree, components: Components) -> BTreeMap<Pointer, Vec<Pointer>> {
    let mut children: BTreeMap<Pointer, Vec<Pointer>> = BTreeMap::new();
    let Some(home) = components.home(Kind::Schema) else { return children };
    for (name, schema) in tree.pointer(home).and_then(Tree::as_object).into_iter().flatten() {
        let mut open = vec![schema];
        while let Some(schema) = open.pop() {
            for part in schema.get("allOf").and_then(Tree::as_array).into_iter().flatten() {
                let parent = part.get("$ref").and_then(referenced);
                let is_parent =
                    |at: &Pointer| tree.pointer(at.as_str()).is_some_and(|at| at.get("discriminator").is_some());
                if let Some(parent) = parent.filter(is_parent) {
                    children.entry(parent).or_default().push(Pointer::from_escaped(home).key(name));
                }
                open.push(part);
            }
        }
    }
    children
}
