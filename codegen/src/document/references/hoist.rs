//! Moves what references name by its place into the components, where it gets a name.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde_json::json;

use super::super::walk::{Kind, Slot, slot_at};
use super::collect::Found;
use super::components::{Components, Section, UniqueNames, names_for};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::source::{Origins, Pointer, Tree};

/// The changes to the references of a document.
pub(super) struct Plan {
    components: Components,
    names: UniqueNames,
    /// The new components, by the place that they come from.
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
    way: Way,
    /// The place of findings about it.
    origin: Pointer,
}

/// The way in which a component is made from a value elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// It leaves a reference where it was.
    Move,
    /// It stays, too: in an extension, say, nobody would follow a reference.
    Copy,
    /// It is a schema, and the component is a response, a body or a header with it.
    Wrap,
    /// It is a body where a response is expected, or a response where a body is: they have the content in common.
    Content,
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

    /// Plans for a reference that names `target`, and gives what there is to say about it.
    pub(super) fn add(&mut self, tree: &Tree, found: &Found, target: Pointer) -> Option<Diagnostic> {
        let Slot::One(kind) = found.slot else { return None };
        let section = self.components.section(kind)?;
        let slot = slot_at(tree, &target);
        let (target, finding) = match slot.and_then(|slot| schema_of(tree, &target, slot)) {
            Some(schema) if kind == Kind::Schema => {
                let finding = slot.map(|slot| taken(mismatch(found, kind, slot, &target), "; its schema is taken"));
                (schema, finding)
            }
            Some(_) | None => (target, None),
        };
        let place = if target.parent().is_some_and(|parent| parent.as_str() == section.home) {
            target
        } else {
            match self.hoist(tree, found, section, target) {
                Ok((place, later)) => {
                    self.texts.push((found.text_at.clone(), format!("#{}", place.as_str())));
                    return finding.or(later);
                }
                Err(diagnostic) => return Some(diagnostic),
            }
        };
        self.texts.push((found.text_at.clone(), format!("#{}", place.as_str())));
        finding
    }

    /// The place where `target` will stand among the components.
    fn hoist(
        &mut self,
        tree: &Tree,
        found: &Found,
        section: Section,
        target: Pointer,
    ) -> Result<(Pointer, Option<Diagnostic>), Diagnostic> {
        let Section { kind, home } = section;
        let slot = slot_at(tree, &target);
        let (way, finding) = match slot {
            None | Some(Slot::One(Kind::Plain)) => (Way::Copy, None),
            // A header is a parameter without a name; documents share one for both.
            Some(Slot::One(Kind::Parameter)) if kind == Kind::Header => (Way::Copy, None),
            Some(Slot::One(actual)) if actual == kind => (Way::Move, None),
            // A response without a schema: of its keys, a schema knows the description only.
            Some(actual @ Slot::One(Kind::Response)) if kind == Kind::Schema => {
                let finding = mismatch(found, kind, actual, &target);
                (Way::Copy, Some(taken(finding, "; it takes any value")))
            }
            Some(actual @ Slot::One(Kind::Schema)) if holds_schema(kind) => {
                let finding = mismatch(found, kind, actual, &target);
                (Way::Wrap, Some(taken(finding, "; it is taken for one with this schema")))
            }
            Some(actual @ Slot::One(Kind::Response | Kind::RequestBody)) if has_content(kind) => {
                let finding = mismatch(found, kind, actual, &target);
                (Way::Content, Some(taken(finding, "; it is taken for one with this content")))
            }
            Some(actual) => return Err(mismatch(found, kind, actual, &target)),
        };
        match self.hoisted.get(&target) {
            Some(hoisted) if hoisted.kind == kind => return Ok((hoisted.pointer(), finding)),
            Some(_) if way == Way::Move => return Err(mismatch(found, kind, Slot::One(kind), &target)),
            Some(_) | None => {}
        }
        let name = self.names.choose(home, &names_for(&target));
        let origin = if way == Way::Wrap { found.at.clone() } else { target.clone() };
        let hoisted = Hoisted { kind, home, name, way, origin };
        let place = hoisted.pointer();
        self.pending.push(target.clone());
        self.hoisted.insert(target, hoisted);
        Ok((place, finding))
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
            let component = match hoisted.way {
                Way::Move => std::mem::replace(place, json!({ "$ref": format!("#{}", new.as_str()) })),
                Way::Copy => {
                    copied = Some(target.clone());
                    place.clone()
                }
                Way::Wrap => {
                    copied = Some(target.clone());
                    wrapped(self.components, hoisted.kind, &target)
                }
                Way::Content => {
                    copied = Some(target.clone());
                    let content = place.get("content").cloned().unwrap_or_else(|| json!({}));
                    json!({ "description": place.get("description").unwrap_or(&json!("")), "content": content })
                }
            };
            self.components.insert(tree, hoisted.home, hoisted.name.clone(), component);
            origins.renamed(&new, &hoisted.origin);
        }
        copied
    }
}

/// Returns true if an object of this kind can be made of a schema alone.
fn holds_schema(kind: Kind) -> bool {
    matches!(kind, Kind::Response | Kind::RequestBody | Kind::Header)
}

fn has_content(kind: Kind) -> bool {
    matches!(kind, Kind::Response | Kind::RequestBody)
}

/// An object with the schema that stands at a place.
fn wrapped(components: Components, kind: Kind, schema: &Pointer) -> Tree {
    let schema = json!({ "$ref": format!("#{}", schema.as_str()) });
    match components {
        Components::Two => json!({ "description": "", "schema": schema }),
        Components::Three if kind == Kind::Header => json!({ "schema": schema }),
        Components::Three => json!({ "description": "", "content": { "application/json": { "schema": schema } } }),
    }
}

/// The place of the schema of an object that holds a value: that of JSON, or the only one.
fn schema_of(tree: &Tree, holder: &Pointer, slot: Slot) -> Option<Pointer> {
    let Slot::One(Kind::Response | Kind::Parameter | Kind::Header | Kind::RequestBody) = slot else { return None };
    let place = match tree.pointer(holder.as_str())?.get("content").and_then(Tree::as_object) {
        None => holder.key("schema"),
        Some(content) => {
            let json = content.keys().find(|name| name.contains("json"));
            let name = json.or_else(|| content.keys().next().filter(|_| content.len() == 1))?;
            holder.key("content").key(name).key("schema")
        }
    };
    tree.pointer(place.as_str()).map(|_| place)
}

/// A finding that does not matter, as it is clear what is meant.
fn taken(finding: Diagnostic, how: &str) -> Diagnostic {
    Diagnostic { severity: Severity::Warning, message: format!("{}{how}", finding.message), ..finding }
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
