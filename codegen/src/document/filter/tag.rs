//! `parent` of Tag Objects (3.2): a selector of a tag takes the operations of its descendants too.
//!
//! ```yaml
//! tags: [{ name: pets }, { name: cats, parent: pets }]
//! ```

use std::collections::BTreeMap;

use crate::source::Tree;

/// The parent of each tag that has one.
pub(super) struct Families<'t>(BTreeMap<&'t str, &'t str>);

impl<'t> Families<'t> {
    /// Those of a document.
    pub(super) fn of(tree: &'t Tree) -> Self {
        let tags = tree.get("tags").and_then(Tree::as_array).into_iter().flatten();
        let text = |tag: &'t Tree, key| tag.get(key).and_then(Tree::as_str);
        Self(tags.filter_map(|tag| Some((text(tag, "name")?, text(tag, "parent")?))).collect())
    }

    /// Tags with their ancestors, each once.
    pub(super) fn with_ancestors<'a>(&'a self, tags: impl Iterator<Item = &'a str>) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for tag in tags {
            let mut next = Some(tag);
            // Parents may be in a circle, which is reported later.
            while let Some(tag) = next.filter(|tag| all.iter().all(|known| known != tag)) {
                all.push(tag.to_owned());
                next = self.0.get(tag).copied();
            }
        }
        all
    }
}
