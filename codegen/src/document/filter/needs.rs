//! Dependents: the operations that need a place of the tree.

use std::collections::{BTreeMap, BTreeSet};

use super::super::references::{Components, Section};
use super::super::walk::{Kind, Slot};
use super::{LeftOut, METHODS, OTHERS, operations, reach};
use crate::source::{Pointer, Tree};

/// The operations of a tree, its components, and which of them refers to which.
#[derive(Clone, Debug, Default)]
pub struct Needs {
    /// By component: the operations, path items and components that refer to it.
    users: BTreeMap<Pointer, Vec<Pointer>>,
    /// By path item: its operations, without those that a filter leaves out.
    operations: BTreeMap<Pointer, Vec<Pointer>>,
    /// By name of each component as it is called in OpenAPI 3: its name in this tree.
    components: BTreeMap<Pointer, Pointer>,
}

/// The operations and components that are left out together with a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dependents {
    /// All that cannot stay, components too.
    pub places: BTreeSet<Pointer>,
    /// The operations among it.
    pub operations: BTreeSet<Pointer>,
}

impl Needs {
    /// Of a tree whose references are all in the one form, of which the filter leaves something out.
    pub(in crate::document) fn of(tree: &mut Tree, left_out: &LeftOut) -> Self {
        let mut needs = Self::default();
        let mut nodes = Vec::new();
        let paths = Pointer::root().key("paths");
        let items = tree.get("paths").and_then(Tree::as_object).into_iter().flatten();
        needs.operations = items.map(|(path, _)| (paths.key(path), Vec::new())).collect();
        nodes.extend(needs.operations.keys().map(|at| (Slot::List(Kind::Parameter), at.key("parameters"), at.clone())));
        for operation in operations(tree) {
            if !left_out.contains(&operation.at) {
                needs.operations.entry(operation.item).or_default().push(operation.at.clone());
            }
            nodes.push((Slot::One(Kind::Operation), operation.at.clone(), operation.at));
        }
        // What an operation requires is not made of its scheme, whose faults are everybody's.
        let sections = Components::of(tree).sections().filter(|section| section.kind != Kind::SecurityScheme);
        for Section { kind, home } in sections {
            for (name, _) in tree.pointer(home).and_then(Tree::as_object).into_iter().flatten() {
                let at = Pointer::from_escaped(home).key(name);
                let later = Components::Three.home(kind).map(|home| Pointer::from_escaped(home).key(name));
                needs.components.extend(later.map(|later| (later, at.clone())));
                needs.components.insert(at.clone(), at.clone());
                nodes.push((Slot::One(kind), at.clone(), at));
            }
        }
        let neighbours = reach::Neighbours::of(tree);
        for (slot, at, node) in nodes {
            for used in neighbours.of_place(tree, slot, &at) {
                needs.users.entry(used).or_default().push(node.clone());
            }
        }
        needs
    }

    /// The operation or component that a place is in, and all that need it. `None` if it is in neither.
    #[must_use]
    pub fn dependents(&self, at: &Pointer) -> Option<Dependents> {
        let mut open = vec![self.holder(at)?];
        let mut dependents = Dependents::default();
        while let Some(node) = open.pop() {
            if !dependents.places.insert(node.clone()) {
                continue;
            }
            match self.operations.get(&node) {
                Some(operations) => dependents.operations.extend(operations.iter().cloned()),
                None if self.is_taken(&node) => {
                    dependents.operations.insert(node);
                }
                None => open.extend(self.users.get(&node).into_iter().flatten().cloned()),
            }
        }
        Some(dependents)
    }

    fn is_taken(&self, node: &Pointer) -> bool {
        let holders = [node.parent(), node.parent().and_then(|others| others.parent())];
        let mut of_item = holders.iter().flatten().filter_map(|item| self.operations.get(item));
        of_item.any(|operations| operations.contains(node))
    }

    /// The operation, the path item or the component that a place is in.
    fn holder(&self, at: &Pointer) -> Option<Pointer> {
        let (mut inner, mut innermost): (Option<Pointer>, Option<Pointer>) = (None, None);
        let mut outer = Some(at.clone());
        while let Some(place) = outer {
            if self.operations.contains_key(&place) {
                let is_method = |inner: &Pointer| inner.last().is_some_and(|key| METHODS.contains(&key.as_str()));
                let is_of_others = inner.as_ref().is_some_and(|inner| inner.last().as_deref() == Some(OTHERS));
                let operation = if is_of_others { innermost } else { inner.filter(is_method) };
                return Some(operation.unwrap_or(place));
            }
            if let Some(component) = self.components.get(&place) {
                return Some(component.clone());
            }
            outer = place.parent();
            innermost = inner.replace(place);
        }
        None
    }
}
