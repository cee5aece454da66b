//! The parts of a document that a filter leaves out.

use std::collections::BTreeSet;

use super::super::references::{Components, Section};
use super::OTHERS;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, Severity};
use crate::source::{Pointer, Tree};

/// The operations that a filter leaves out, and the components that no other operation needs.
#[derive(Clone, Debug, Default)]
pub struct LeftOut {
    pub(super) places: BTreeSet<Pointer>,
}

impl LeftOut {
    /// Returns true if nothing is left out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Returns true if a place of the document is left out, or lies in a part that is.
    #[must_use]
    pub fn contains(&self, at: &Pointer) -> bool {
        let mut at = Some(at.clone());
        while let Some(place) = at {
            if self.places.contains(&place) {
                return true;
            }
            at = place.parent();
        }
        false
    }

    /// Drops what was found in what is left out, and tells whether an error was among it.
    pub fn screen(&self, diagnostics: &mut Diagnostics) -> bool {
        let mut had_errors = false;
        if !self.is_empty() {
            diagnostics.retain(|diagnostic| {
                let is_left_out = self.is_about(diagnostic);
                had_errors |= is_left_out && diagnostic.severity == Severity::Error;
                !is_left_out
            });
        }
        had_errors
    }

    fn is_about(&self, diagnostic: &Diagnostic) -> bool {
        let is_left_out = |place: &Place| match place {
            Place::Pointer(at) | Place::Key(at) => self.contains(at),
            Place::Position { .. } => false,
        };
        // Where a limit was met says nothing of what else was not looked at.
        if diagnostic.code == Code::Limit {
            return false;
        }
        // Of two operations of one name, either is the reason.
        let is_twofold = diagnostic.code == Code::DuplicateOperationId;
        is_left_out(&diagnostic.primary)
            || (is_twofold && diagnostic.labels.iter().any(|(place, _)| is_left_out(place)))
    }

    /// Leaves out these places too, which have errors: what was found there is dropped, and they are taken out of the
    /// tree.
    pub(in crate::document) fn add(&mut self, places: &BTreeSet<Pointer>, tree: &mut Tree, found: &mut Diagnostics) {
        if !places.is_empty() {
            self.places.extend(places.iter().cloned());
            self.screen(found);
            self.take_out(tree);
        }
    }

    /// Same as [`Self::screen`]; if an error is among it, the parts that are left out are also removed from the tree,
    /// because no later stage can read them. Otherwise they stay, since the names of the rest must not depend on the
    /// filter.
    pub(in crate::document) fn settle(&self, tree: &mut Tree, diagnostics: &mut Diagnostics) {
        if self.screen(diagnostics) {
            self.take_out(tree);
        }
    }

    fn take_out(&self, tree: &mut Tree) {
        for components in [Components::Two, Components::Three] {
            for Section { home, .. } in components.sections() {
                self.prune(tree, &Pointer::from_escaped(home));
            }
        }
        let paths = Pointer::root().key("paths");
        self.prune(tree, &paths);
        let items = tree.get("paths").and_then(Tree::as_object).into_iter().flat_map(serde_json::Map::keys);
        let items: Vec<Pointer> = items.map(|path| paths.key(path)).collect();
        for item in &items {
            self.prune(tree, &item.key(OTHERS));
            self.prune(tree, item);
        }
    }

    fn prune(&self, tree: &mut Tree, home: &Pointer) {
        if let Some(Tree::Object(members)) = tree.pointer_mut(home.as_str()) {
            members.retain(|name, _| !self.places.contains(&home.key(name)));
        }
    }
}
