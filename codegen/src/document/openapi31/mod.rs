//! OpenAPI Object of 3.1 and 3.2, said in the words of 3.0.
//!
//! ```yaml
//! openapi: 3.1.0
//! jsonSchemaDialect: …                  # left out: every schema is of OpenAPI's own dialect
//! components:
//!   schemas:
//!     Age: { type: [integer, "null"] }  # becomes { type: integer, nullable: true }
//! ```
//! It runs for every version: documents of 3.0 contain `const` and `type: [string, "null"]` as well, and there they mean
//! the same. What has no effect on types or requests is left out without a word; what has one, and cannot be said in
//! 3.0, is reported.

mod array;
mod event;
mod null;
mod object;
mod operation;
mod reference;
mod schema;
mod types;

use std::collections::BTreeMap;

use serde_json::{Map, json};

use super::walk::{Descend, Kind, Slot, Trail, walk};
use crate::diagnostics::Diagnostics;
use crate::source::{Origins, Pointer, Tree};

/// The `defaultMapping` of Discriminator Objects, by place.
pub(super) type DefaultMappings = BTreeMap<Pointer, String>;

/// Brings a document, with its references in the one form, to OpenAPI 3.0.3. Gives what 3.0 has no word for, and no later
/// walk finds, as none goes into schemas.
pub(super) fn lower(tree: &mut Tree, origins: &mut Origins, diagnostics: &mut Diagnostics) -> DefaultMappings {
    let version = tree.get("openapi").and_then(Tree::as_str).unwrap_or_default();
    let siblings_count = !version.starts_with("3.0");
    let mut lowering = Lowering { origins, diagnostics, siblings_count, default_mappings: DefaultMappings::new() };
    if siblings_count {
        event::lower(&mut lowering, tree);
    }
    lowering.run(tree, Slot::One(Kind::Document), &Pointer::root());
    let default_mappings = lowering.default_mappings;
    let Tree::Object(document) = tree else { return default_mappings };
    document.shift_remove("jsonSchemaDialect");
    if let Some(Tree::Object(components)) = document.get_mut("components") {
        // Whatever referred to these has a copy.
        components.shift_remove("pathItems");
        components.shift_remove("mediaTypes");
    }
    info(document);
    document.entry("paths").or_insert_with(|| json!({}));
    document.insert("openapi".to_owned(), "3.0.3".into());
    default_mappings
}

fn info(document: &mut Map<String, Tree>) {
    let Some(Tree::Object(info)) = document.get_mut("info") else { return };
    info.shift_remove("summary");
    if let Some(Tree::Object(license)) = info.get_mut("license") {
        license.shift_remove("identifier");
    }
}

/// One pass over the document.
struct Lowering<'a> {
    origins: &'a mut Origins,
    diagnostics: &'a mut Diagnostics,
    /// True if keywords beside a `$ref` have a meaning, as they have since 3.1.
    siblings_count: bool,
    default_mappings: DefaultMappings,
}

impl Lowering<'_> {
    fn run(&mut self, tree: &mut Tree, slot: Slot, at: &Pointer) {
        walk(tree, slot, at, &mut |slot, at, value| self.visit(slot, at, value));
    }

    /// Outer objects come first, so that places are final when they are recorded.
    fn visit(&mut self, slot: Slot, at: &Trail, value: &mut Tree) -> Descend {
        match slot {
            Slot::One(Kind::Schema) => schema::lower(self, value, at),
            Slot::Map(Kind::Schema) => schema::lower_booleans(value),
            Slot::One(kind) => operation::lower(self, kind, value, at),
            Slot::Map(_) | Slot::List(_) => {}
        }
        Descend::Yes
    }

    /// Records that what stands at `new` came from `old`, while the whole of it is being written.
    fn moved(&mut self, moves: &[(Pointer, Pointer)]) {
        // All sources first: a target may be another one's source.
        let located: Vec<_> = moves.iter().map(|(new, old)| (new.clone(), self.origins.location(old))).collect();
        for (new, location) in located {
            self.origins.moved(new, location);
        }
    }
}
