//! Components Object: where a document keeps the objects that references name.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Map;

use super::super::walk::Kind;
use crate::source::{Pointer, Tree};

/// The way in which a document keeps its components.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::document) enum Components {
    /// OpenAPI 3: `components.schemas` and so on.
    Three,
    /// Swagger 2.0: `definitions`, `parameters`, `responses` and `securityDefinitions` at the root.
    Two,
}

/// The components of one kind.
#[derive(Clone, Copy, Debug)]
pub(in crate::document) struct Section {
    pub(in crate::document) kind: Kind,
    /// The pointer of the object that holds them.
    pub(in crate::document) home: &'static str,
}

/// Without callbacks: the typed parse after this takes no references to them in operations, so they are copied.
const THREE: &[Section] = &[
    Section { kind: Kind::Schema, home: "/components/schemas" },
    Section { kind: Kind::Response, home: "/components/responses" },
    Section { kind: Kind::Parameter, home: "/components/parameters" },
    Section { kind: Kind::Example, home: "/components/examples" },
    Section { kind: Kind::RequestBody, home: "/components/requestBodies" },
    Section { kind: Kind::Header, home: "/components/headers" },
    Section { kind: Kind::SecurityScheme, home: "/components/securitySchemes" },
    Section { kind: Kind::Link, home: "/components/links" },
];

const TWO: &[Section] = &[
    Section { kind: Kind::Schema, home: "/definitions" },
    Section { kind: Kind::Response, home: "/responses" },
    Section { kind: Kind::Parameter, home: "/parameters" },
    Section { kind: Kind::SecurityScheme, home: "/securityDefinitions" },
];

impl Components {
    /// The way of a document.
    pub(in crate::document) fn of(tree: &Tree) -> Self {
        if tree.get("swagger").is_some() { Self::Two } else { Self::Three }
    }

    fn table(self) -> &'static [Section] {
        match self {
            Self::Three => THREE,
            Self::Two => TWO,
        }
    }

    /// The pointer of the object that holds the components of a kind; `None` if there are no such components.
    pub(in crate::document) fn home(self, kind: Kind) -> Option<&'static str> {
        self.section(kind).map(|section| section.home)
    }

    /// The components of a kind; `None` if there are no such components.
    pub(in crate::document) fn section(self, kind: Kind) -> Option<Section> {
        self.sections().find(|section| section.kind == kind)
    }

    /// The components of all kinds.
    pub(in crate::document) fn sections(self) -> impl Iterator<Item = Section> {
        self.table().iter().copied()
    }

    /// All such pointers.
    pub(super) fn homes(self) -> impl Iterator<Item = &'static str> {
        self.table().iter().map(|section| section.home)
    }

    /// The names of the components of a kind.
    pub(super) fn names(self, tree: &Tree, kind: Kind) -> impl Iterator<Item = &str> {
        let home = self.home(kind).and_then(|home| tree.pointer(home)).and_then(Tree::as_object);
        home.into_iter().flat_map(Map::keys).map(String::as_str)
    }

    /// Puts a component in its place, in place of one that has its name already.
    pub(in crate::document) fn insert(self, tree: &mut Tree, home: &str, name: String, component: Tree) {
        let mut object = tree;
        for segment in home.split('/').skip(1) {
            let Tree::Object(map) = object else { return };
            object = map.entry(segment).or_insert_with(|| Tree::Object(Map::new()));
        }
        if let Tree::Object(map) = object {
            map.insert(name, component);
        }
    }
}

/// Finds names for new components.
#[derive(Clone, Debug)]
pub(in crate::document) struct UniqueNames {
    taken: BTreeMap<&'static str, BTreeSet<String>>,
    /// The number that was last given to each name of which there are several.
    last: BTreeMap<String, u64>,
}

impl UniqueNames {
    /// The names that the document has are taken.
    pub(in crate::document) fn new(tree: &Tree) -> Self {
        let components = Components::of(tree);
        let names = |kind| components.names(tree, kind).map(str::to_owned).collect();
        let taken = components.sections().map(|Section { kind, home }| (home, names(kind))).collect();
        Self { taken, last: BTreeMap::new() }
    }

    /// Reserves a name if it is free.
    pub(in crate::document) fn reserve(&mut self, home: &'static str, name: &str) -> bool {
        self.taken.entry(home).or_default().insert(name.to_owned())
    }

    /// Reserves the first of the candidates that is free; if none is, the last one with a number.
    pub(in crate::document) fn choose(&mut self, home: &'static str, candidates: &[String]) -> String {
        if let Some(free) = candidates.iter().find(|name| self.reserve(home, name)) {
            return free.clone();
        }
        let base = candidates.last().map_or("Component", String::as_str);
        loop {
            let number = self.last.entry(base.to_owned()).or_insert(1);
            *number += 1;
            let name = format!("{base}_{number}");
            if self.reserve(home, &name) {
                return name;
            }
        }
    }
}

/// Names for what stands at `pointer`, the best one first.
///
/// A definition has a name of its own. Other places are described by the names on the way to them: the schema at
/// `/components/schemas/Order/properties/lines/items` is called `Order_lines_item`.
pub(in crate::document) fn names_for(pointer: &Pointer) -> Vec<String> {
    let segments: Vec<String> = pointer.segments().collect();
    let mut names = Vec::new();
    let own = match segments.as_slice() {
        [name] | [_, name] => Some(name),
        [components, _, name] if components == "components" => Some(name),
        [.., folder, name] if folder == "$defs" || folder == "definitions" => Some(name),
        _ => None,
    };
    names.extend(own.filter(|name| name.parse::<usize>().is_err()).cloned());
    let words: Vec<&str> = segments.iter().filter_map(|segment| word(segment)).collect();
    names.push(if words.is_empty() { "Component".to_owned() } else { words.join("_") });
    names
}

fn word(segment: &str) -> Option<&str> {
    match segment {
        "components" | "schemas" | "properties" | "paths" | "content" | "schema" | "$defs" | "definitions"
        | "responses" | "parameters" | "allOf" | "" => None,
        "items" => Some("item"),
        "additionalProperties" => Some("value"),
        "oneOf" | "anyOf" => Some("variant"),
        other => Some(other.trim_matches('/')).filter(|word| !word.is_empty()),
    }
}
