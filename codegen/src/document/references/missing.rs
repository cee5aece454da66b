//! References to schemas that do not exist: they take any value, so that one of them does not cost the whole client.
//!
//! ```yaml
//! toggle: { $ref: '#/components/schemas/ToggleOverride' }   # which the document does not declare: becomes {}
//! ```
//! No other object has a form that takes everything: a missing security scheme or parameter is an error.

use std::collections::BTreeSet;

use serde_json::json;

use super::super::walk::{Kind, Slot};
use super::collect::Found;
use super::components::Components;
use super::resolve::Failure;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::pointer::percent_decoded;
use crate::source::{Origins, Pointer, Tree};

/// The texts of such references so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Missing {
    texts: BTreeSet<String>,
}

impl Missing {
    /// The warning for a reference to a schema that is not there; `None` for any other. The first of several to one
    /// schema shows an overlay.
    pub(super) fn warning(
        &mut self,
        tree: &Tree,
        found: &Found,
        failure: Failure,
        origins: &Origins,
    ) -> Option<Diagnostic> {
        if failure != Failure::Nothing || found.slot != Slot::One(Kind::Schema) {
            return None;
        }
        let text = &found.text;
        let message = format!("`{text}` refers to nothing in this document; it takes any value");
        let warning = Diagnostic::warning(Code::DanglingReference, &found.text_at, message);
        let is_new = self.texts.insert(text.clone());
        let action = match component(tree, text) {
            Some(declaration) => json!({ "target": "$", "update": declaration }),
            // An overlay changes the document's own file.
            None if !is_new || origins.in_document(&found.at).is_none() => {
                return Some(warning.help("refer to a schema that exists, or remove the `$ref`"));
            }
            None => {
                let text = text.replace('\\', "\\\\").replace('\'', "\\'");
                json!({ "target": format!("$..[?@['$ref'] == '{text}']['$ref']"), "remove": true })
            }
        };
        if !is_new {
            return Some(warning.help("declare it"));
        }
        let help = if action.get("remove").is_some() {
            "refer to a schema that exists; if any value is right, this overlay says so:"
        } else {
            "this overlay declares it; insert the right schema:"
        };
        let info = json!({ "title": "Schemas that the document does not declare", "version": "1.0.0" });
        Some(warning.help(help).overlay(json!({ "overlay": "1.0.0", "info": info, "actions": [action] })))
    }
}

/// The components that lack the schema; `None` if it is not looked for among them, or has no name.
fn component(tree: &Tree, text: &str) -> Option<Tree> {
    let home = Components::of(tree).home(Kind::Schema)?;
    let place = Pointer::from_escaped(percent_decoded(text.strip_prefix('#')?));
    let name = place.last().filter(|name| !name.trim().is_empty())?;
    let is_component = place.parent().is_some_and(|parent| parent.as_str() == home);
    let schema = is_component.then(|| json!({ name: {} }))?;
    Some(home.rsplit('/').filter(|key| !key.is_empty()).fold(schema, |inner, key| json!({ key: inner })))
}
