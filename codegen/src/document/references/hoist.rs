//! Moves what references name by its place into the components, where it gets a name.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde_json::json;

use super::super::walk::{Kind, Slot, slot_at};
use super::collect::Found;
use super::components::{Components, UniqueNames, names_for};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::source::{Origins, Pointer, Tree};

/// What is to be done with the references of a document.
pub(super) struct Plan {
    components: Components,
    names: UniqueNames,
    /// What becomes a component, by the place where it stood.
    hoisted: BTreeMap<Pointer, Hoisted>,
    /// The strings that change.
    texts: Vec<(Pointer, String)>,
    /// The places of `hoisted` that [`Plan::apply`] has not moved yet.
    pending: Vec<Pointer>,
}

#[derive(Clone, Debug)]
struct Hoisted {
    kind: Kind,
    home: &'static str,
    name: String,
    /// Whether the reference can stay where it was: it cannot in an extension, say, where nobody reads it.
    moves: bool,
}

impl Hoisted {
    fn pointer(&self) -> Pointer {
        Pointer::from_escaped(self.home).key(&self.name)
    }
}

impl Plan {
    pub(super) fn new(tree: &Tree) -> Self {
        Self {
            components: Components::of(tree),
            names: UniqueNames::new(tree),
            hoisted: BTreeMap::new(),
            texts: Vec::new(),
            pending: Vec::new(),
        }
    }

    /// Plans for a reference that names `target`.
    pub(super) fn add(&mut self, tree: &Tree, found: &Found, target: Pointer) -> Result<(), Diagnostic> {
        let Slot::One(kind) = found.slot else { return Ok(()) };
        let Some(home) = self.components.home(kind) else { return Ok(()) };
        let place = if target.parent().is_some_and(|parent| parent.as_str() == home) {
            target
        } else {
            self.hoist(tree, found, (kind, home), target)?
        };
        self.texts.push((found.text_at.clone(), format!("#{}", place.as_str())));
        Ok(())
    }

    /// The place where `target` will stand among the components.
    fn hoist(
        &mut self,
        tree: &Tree,
        found: &Found,
        (kind, home): (Kind, &'static str),
        target: Pointer,
    ) -> Result<Pointer, Diagnostic> {
        if let Some(hoisted) = self.hoisted.get(&target)
            && hoisted.kind == kind
        {
            return Ok(hoisted.pointer());
        }
        let slot = slot_at(tree, &target);
        match slot {
            None | Some(Slot::One(Kind::Plain)) => {}
            // A header is a parameter without a name; documents share one for both.
            Some(Slot::One(Kind::Parameter)) if kind == Kind::Header => {}
            Some(Slot::One(actual)) if actual == kind && !self.hoisted.contains_key(&target) => {}
            Some(actual) => return Err(mismatch(found, kind, actual, &target)),
        }
        let name = self.names.choose(home, &names_for(&target));
        let hoisted = Hoisted { kind, home, name, moves: slot == Some(Slot::One(kind)) };
        let place = hoisted.pointer();
        self.pending.push(target.clone());
        self.hoisted.insert(target, hoisted);
        Ok(place)
    }

    /// Does what was planned. Gives a place that was copied, if there is any: no walk has seen its references yet.
    pub(super) fn apply(&mut self, tree: &mut Tree, origins: &mut Origins) -> Option<Pointer> {
        for (at, text) in self.texts.drain(..) {
            if let Some(place) = tree.pointer_mut(at.as_str()) {
                *place = text.into();
            }
        }
        let mut pending = std::mem::take(&mut self.pending);
        // Inner places first: they are still where they were when the outer one moves.
        pending.sort_by_key(|place| Reverse(place.segments().count()));
        let mut copied = None;
        for target in pending {
            let (Some(hoisted), Some(place)) = (self.hoisted.get(&target), tree.pointer_mut(target.as_str())) else {
                continue;
            };
            let new = hoisted.pointer();
            let component = if hoisted.moves {
                std::mem::replace(place, json!({ "$ref": format!("#{}", new.as_str()) }))
            } else {
                copied = Some(target.clone());
                place.clone()
            };
            self.components.insert(tree, hoisted.home, hoisted.name.clone(), component);
            origins.renamed(&new, &target);
        }
        copied
    }
}

fn mismatch(found: &Found, expected: Kind, actual: Slot, target: &Pointer) -> Diagnostic {
    let actual = match actual {
        Slot::One(kind) => format!("a {}", kind.noun()),
        Slot::Map(kind) | Slot::List(kind) => format!("a collection, each of whose members is a {}", kind.noun()),
    };
    let article = if "aeiou".contains(|c| expected.noun().starts_with(c)) { "an" } else { "a" };
    let message = format!("`{}` refers to {actual}, where {article} {} is expected", found.text, expected.noun());
    let severity = if matches!(expected, Kind::Example | Kind::Link) { Severity::Warning } else { Severity::Error };
    let diagnostic = Diagnostic::error(Code::InvalidValue, &found.text_at, message);
    Diagnostic { severity, ..diagnostic }.label(target, "this is what it refers to")
}
