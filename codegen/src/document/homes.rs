//! Schemas that are components only because a reference names their place: where they stood.
//!
//! ```yaml
//! $ref: "#/paths/~1users/get/responses/200/content/application~1json/schema"    # moved to components.schemas
//! ```
//! Their types are called by these places, as if no reference led there: an operation that is added with such a reference
//! renames nothing.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Map;

use crate::source::{Location, Origins, Pointer, Tree};

/// The places of a lowered document from which schemas were moved to the components, by the names that these have there.
pub(super) fn homes(tree: &Tree, origins: &Origins) -> BTreeMap<String, Pointer> {
    let moved = components(tree, "schemas").filter(|(_, at)| !is_named(origins, at));
    let moved = moved.map(|(name, at)| (format!("#{}", at.as_str()), (name, origins.location(&at))));
    let search = Search { moved: moved.collect(), origins };
    let mut homes = BTreeMap::new();
    if !search.moved.is_empty() {
        search.visit(tree, &Pointer::root(), &mut homes);
    }
    homes
}

/// The places of the responses, parameters and bodies among the components of a lowered document that were moved there.
pub(super) fn moved(tree: &Tree, origins: &Origins) -> BTreeSet<Pointer> {
    let components = ["responses", "parameters", "requestBodies"].into_iter().flat_map(|key| components(tree, key));
    components.map(|(_, at)| at).filter(|at| !is_named(origins, at)).collect()
}

/// The components of a section, with their places.
fn components<'t>(tree: &'t Tree, section: &str) -> impl Iterator<Item = (&'t String, Pointer)> {
    let home = Pointer::root().key("components").key(section);
    let components = tree.pointer(home.as_str()).and_then(Tree::as_object);
    components.into_iter().flat_map(Map::keys).map(move |name| (name, home.key(name)))
}

/// Returns true if a component has a name that its author gave it, or comes from another file.
fn is_named(origins: &Origins, at: &Pointer) -> bool {
    let Some(origin) = origins.in_document(at) else { return true };
    match origin.segments().collect::<Vec<_>>().as_slice() {
        [] | [_] | [_, _] => true,
        [components, _, _] if components == "components" => true,
        [.., folder, _] => folder == "definitions" || folder == "$defs",
    }
}

struct Search<'t> {
    /// The names and origins of the components that were moved, by the references to them.
    moved: BTreeMap<String, (&'t String, Location)>,
    origins: &'t Origins,
}

impl Search<'_> {
    fn visit(&self, tree: &Tree, at: &Pointer, homes: &mut BTreeMap<String, Pointer>) {
        match tree {
            Tree::Object(object) => {
                let reference = object.get("$ref").and_then(Tree::as_str).filter(|_| object.len() == 1);
                if let Some((name, origin)) = reference.and_then(|reference| self.moved.get(reference)) {
                    if self.origins.location(at) == *origin {
                        homes.insert((*name).clone(), at.clone());
                    }
                    return;
                }
                object.iter().for_each(|(key, value)| self.visit(value, &at.key(key), homes));
            }
            Tree::Array(list) => {
                list.iter().enumerate().for_each(|(index, value)| self.visit(value, &at.index(index), homes));
            }
            Tree::Null | Tree::Bool(_) | Tree::Number(_) | Tree::String(_) => {}
        }
    }
}
