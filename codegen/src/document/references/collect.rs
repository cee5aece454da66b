//! Finds the references of a document, and what references can name other than by place: `$id` and `$anchor`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Map;

use super::super::walk::{Descend, Kind, Slot, walk};
use super::components::{Components, Section};
use super::resolve::is_url;
use crate::source::{Pointer, Tree};

/// One reference.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The object that holds it.
    pub(super) at: Pointer,
    /// The string itself.
    pub(super) text_at: Pointer,
    /// The object that is expected at its place.
    pub(super) slot: Slot,
    /// The text, as it is written.
    pub(super) text: String,
    /// True if its target must exist: the values of a discriminator's mapping may be names as well.
    pub(super) required: bool,
}

/// The findings of a walk over the document.
#[derive(Clone, Debug, Default)]
pub(super) struct Collected {
    /// References to components that are not yet in the one form.
    pub(super) references: Vec<Found>,
    /// References where OpenAPI 3.0 has no components: what they name is copied.
    pub(super) inline: Vec<Found>,
    /// `$anchor` and `$dynamicAnchor`, with the schemas that have them.
    pub(super) anchors: BTreeMap<String, Vec<Pointer>>,
    /// `$id`, with the schema that has it.
    pub(super) ids: BTreeMap<String, Pointer>,
}

/// Finds what needs work. References that are in the one form already, nearly all of them, are left out.
pub(super) fn collect(tree: &mut Tree) -> Collected {
    let components = Components::of(tree);
    let done: BTreeSet<String> = components
        .sections()
        .flat_map(|Section { kind, home }| components.names(tree, kind).map(move |name| (home, name)))
        .map(|(home, name)| format!("#{}", Pointer::from_escaped(home).key(name).as_str()))
        .collect();
    let mut collected = Collected::default();
    walk(tree, Slot::One(Kind::Document), &Pointer::root(), &mut |slot, at, value| {
        let Tree::Object(object) = value else { return Descend::Yes };
        if slot == Slot::One(Kind::Schema) {
            collected.schema(object, || at.pointer());
        }
        if let Some(Tree::String(text)) = object.get("$ref") {
            let home = match slot {
                Slot::One(kind) => components.home(kind),
                Slot::Map(_) | Slot::List(_) => None,
            };
            let is_done = home.is_some_and(|home| in_home(text, home) && done.contains(text));
            if !is_done && is_ours(text) {
                let (at, text) = (at.pointer(), text.clone());
                let found = Found { text_at: at.key("$ref"), at, slot, text, required: true };
                if home.is_some() { &mut collected.references } else { &mut collected.inline }.push(found);
            }
        }
        Descend::Yes
    });
    collected
}

fn in_home(text: &str, home: &str) -> bool {
    text.strip_prefix('#').and_then(|text| text.strip_prefix(home)).is_some_and(|rest| rest.starts_with('/'))
}

/// References to files were dealt with when the files were bundled.
fn is_ours(text: &str) -> bool {
    text.starts_with('#') || (is_url(text) && !text.starts_with("file:"))
}

impl Collected {
    fn schema(&mut self, schema: &mut Map<String, Tree>, at: impl Fn() -> Pointer) {
        let mut is_dynamic = false;
        // One pass over its few keys, and not a search for each of these.
        for (key, value) in schema.iter() {
            match (key.as_str(), value) {
                ("$dynamicRef", _) => is_dynamic = true,
                ("$anchor" | "$dynamicAnchor", Tree::String(name)) => {
                    self.anchors.entry(name.clone()).or_default().push(at());
                }
                ("$id", Tree::String(id)) => {
                    self.ids.entry(id.trim_end_matches('#').to_owned()).or_insert_with(&at);
                }
                ("discriminator", discriminator) => self.mapping(discriminator, &at),
                _ => {}
            }
        }
        // Where only one schema can be meant, which is all that is supported, the two are the same.
        if is_dynamic
            && !schema.contains_key("$ref")
            && let Some(target) = schema.remove("$dynamicRef")
        {
            schema.insert("$ref".to_owned(), target);
        }
    }

    fn mapping(&mut self, discriminator: &Tree, at: impl Fn() -> Pointer) {
        let mapping = discriminator.get("mapping").and_then(Tree::as_object);
        let mapped = mapping.into_iter().flatten().map(|(value, text)| (Some(value), text));
        let default = discriminator.get("defaultMapping").map(|text| (None, text));
        for (value, text) in mapped.chain(default) {
            if let Tree::String(text) = text
                && text.starts_with('#')
            {
                let text_at = at().key("discriminator");
                let text_at = match value {
                    Some(value) => text_at.key("mapping").key(value),
                    None => text_at.key("defaultMapping"),
                };
                let slot = Slot::One(Kind::Schema);
                self.references.push(Found { at: at(), text_at, slot, text: text.clone(), required: false });
            }
        }
    }
}
