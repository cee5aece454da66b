//! Tag Object: the tree of tags in the documentation of the client's methods.
//!
//! Only of documents that give tags a summary or a parent, as those of 3.2 can.

use std::collections::BTreeSet;

use super::docs;
use crate::model::{Api, Tag};

/// The tags of the API's operations, as a list; empty if none is described so.
pub(super) fn documentation(api: &Api) -> String {
    if api.tags.iter().all(|tag| tag.summary.is_none() && tag.parent.is_none()) {
        return String::new();
    }
    let is_used = |tag: &Tag| api.operations.iter().any(|operation| operation.tags.contains(&tag.name));
    let mut shown = BTreeSet::new();
    for index in (0..api.tags.len()).filter(|index| is_used(&api.tags[*index])) {
        shown.extend(std::iter::successors(Some(index), |index| api.tags[*index].parent));
    }
    let mut text = String::new();
    list(api, &shown, None, &mut text);
    if text.is_empty() { text } else { format!("\n\nTags:\n{text}") }
}

fn list(api: &Api, shown: &BTreeSet<usize>, parent: Option<usize>, text: &mut String) {
    let depth = std::iter::successors(parent, |index| api.tags[*index].parent).count();
    for index in shown.iter().copied().filter(|index| api.tags[*index].parent == parent) {
        let Tag { name, summary, description, .. } = &api.tags[index];
        text.push_str(&format!("\n{}- {}", "  ".repeat(depth), docs::code(name)));
        if let Some(summary) = summary {
            text.push_str(&format!(" ({})", docs::line(summary)));
        }
        if let Some(description) = description {
            text.push_str(&format!(": {}", docs::line(description)));
        }
        list(api, shown, Some(index), text);
    }
}
