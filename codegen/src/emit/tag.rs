//! Tag Object: the tree of tags in the documentation of the client's methods.
//!
//! Only of documents that give tags a summary or a parent, as those of 3.2 can.

use std::collections::BTreeSet;

use super::docs;
use crate::model::Tag;
use crate::plan::Client;

/// The tags of the API's operations, as a list; empty if none is described so.
pub(super) fn documentation(client: &Client<'_>) -> String {
    let tags = client.tags;
    if tags.iter().all(|tag| tag.summary.is_none() && tag.parent.is_none()) {
        return String::new();
    }
    let is_used = |tag: &Tag| client.operations.iter().any(|operation| operation.of.tags.contains(&tag.name));
    let mut shown = BTreeSet::new();
    for index in (0..tags.len()).filter(|index| is_used(&tags[*index])) {
        shown.extend(std::iter::successors(Some(index), |index| tags[*index].parent));
    }
    let mut text = String::new();
    list(tags, &shown, None, &mut text);
    if text.is_empty() { text } else { format!("\n\nTags:\n{text}") }
}

fn list(tags: &[Tag], shown: &BTreeSet<usize>, parent: Option<usize>, text: &mut String) {
    let depth = std::iter::successors(parent, |index| tags[*index].parent).count();
    for index in shown.iter().copied().filter(|index| tags[*index].parent == parent) {
        let Tag { name, summary, description, .. } = &tags[index];
        text.push_str(&format!("\n{}- {}", "  ".repeat(depth), docs::code(name)));
        if let Some(summary) = summary {
            text.push_str(&format!(" ({})", docs::line(summary)));
        }
        if let Some(description) = description {
            text.push_str(&format!(": {}", docs::line(description)));
        }
        list(tags, shown, Some(index), text);
    }
}
