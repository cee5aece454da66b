//! Components that stood elsewhere, and are called by that place: see `document::homes`.

use std::collections::BTreeMap;

use super::Schemas;
use super::part::Part;
use crate::model::{Schema, SchemaId};
use crate::source::Pointer;

impl<'a> Schemas<'a> {
    /// The name of a component at a place, if its author gave it one: what only a reference made a component is called by
    /// the places that use it.
    pub(in crate::resolve) fn named<'n>(&self, component: Option<&'n str>, at: &Pointer) -> Option<&'n str> {
        component.filter(|_| !self.additions.moved.contains(at))
    }

    /// Notes the words of the place that a component was moved from, if one of these parts stands there.
    pub(super) fn note_home(&mut self, parts: &[Part<'a>], words: &[String]) {
        for part in parts {
            let Part::Reference(at, id) = part else { continue };
            if self.additions.homes.get(self.component(*id).0) == Some(at) {
                let known = self.homes.entry(*id).or_default();
                if known.iter().all(|known| known != words) {
                    known.push(words.to_vec());
                }
            }
        }
    }
}

/// Calls components that were moved, and the types within them, by the places that they come from: several, if such a place
/// is in a response that several operations have.
pub(super) fn call_by_place(schemas: &mut [Schema], homes: &BTreeMap<SchemaId, Vec<Vec<String>>>) {
    let mut moved: BTreeMap<String, &[Vec<String>]> = BTreeMap::new();
    for (id, words) in homes {
        let schema = &mut schemas[id.index()];
        moved.extend(schema.component.take().map(|name| (name, words.as_slice())));
        schema.places = if schema.kind.is_item() { words.clone() } else { Vec::new() };
    }
    if moved.is_empty() {
        return;
    }
    for schema in schemas {
        // One that was moved may have stood in another one. There are no circles; the bound only makes sure of it.
        for _ in 0..moved.len() {
            if !schema.places.iter().any(|place| place.first().is_some_and(|first| moved.contains_key(first))) {
                break;
            }
            schema.places = schema.places.iter().flat_map(|place| called(place, &moved)).collect();
        }
    }
}

/// A place, or those that it has if its first word is the name of a component that was moved.
fn called(place: &[String], moved: &BTreeMap<String, &[Vec<String>]>) -> Vec<Vec<String>> {
    match place.split_first().and_then(|(first, rest)| Some((moved.get(first)?, rest))) {
        Some((homes, rest)) => homes.iter().map(|words| [words.as_slice(), rest].concat()).collect(),
        None => vec![place.to_vec()],
    }
}
