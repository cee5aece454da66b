//! OpenAPI Object of 3.1 and 3.2, said in the words of 3.0, but for its schemas, which are read as they are.
//!
//! ```yaml
//! openapi: 3.1.0
//! jsonSchemaDialect: …                             # left out: every schema is of OpenAPI's own dialect
//! responses: { "200": { summary: Fine } }          # becomes { description: "" }
//! ```
//! It runs for every version. What has no effect on types or requests is left out without a word; what has one, and
//! cannot be said in 3.0, is reported.

mod operation;

use serde_json::{Map, json};

pub(crate) use operation::is_text;

use super::walk::{Descend, Kind, Slot, walk};
use crate::diagnostics::Diagnostics;
use crate::source::{Origins, Pointer, Tree};

/// Brings a document, with its references in the one form, to OpenAPI 3.0.3.
pub(super) fn lower(tree: &mut Tree, origins: &mut Origins, diagnostics: &mut Diagnostics) {
    walk(tree, Slot::One(Kind::Document), &Pointer::root(), &mut |slot, at, value| match slot {
        Slot::One(Kind::Schema) | Slot::Map(Kind::Schema) => Descend::No,
        Slot::One(kind) => {
            operation::lower(kind, value, at, origins, diagnostics);
            Descend::Yes
        }
        Slot::Map(_) | Slot::List(_) => Descend::Yes,
    });
    let Tree::Object(document) = tree else { return };
    document.shift_remove("jsonSchemaDialect");
    if let Some(Tree::Object(components)) = document.get_mut("components") {
        // Whatever referred to these has a copy.
        components.shift_remove("pathItems");
        components.shift_remove("mediaTypes");
    }
    info(document);
    document.entry("paths").or_insert_with(|| json!({}));
    document.insert("openapi".to_owned(), "3.0.3".into());
}

fn info(document: &mut Map<String, Tree>) {
    let Some(Tree::Object(info)) = document.get_mut("info") else { return };
    info.shift_remove("summary");
    if let Some(Tree::Object(license)) = info.get_mut("license") {
        license.shift_remove("identifier");
    }
}
