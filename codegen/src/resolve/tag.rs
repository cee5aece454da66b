//! Tag Object: the tags that a document declares, and their tree.
//!
//! ```yaml
//! tags: [{ name: pets, summary: Pets }, { name: cats, parent: pets }]
//! ```

use super::sink::Sink;
use crate::diagnostics::Code;
use crate::document::Typed;
use crate::model::Tag;
use crate::source::Pointer;

/// The tags of a document. A parent that is none is left out.
pub(super) fn tags(Typed { openapi, additions, .. }: &Typed, sink: &mut Sink<'_>) -> Vec<Tag> {
    let list = Pointer::root().key("tags");
    let declared = openapi.tags.iter().enumerate().map(|(index, declared)| {
        let origin = list.index(index);
        let (name, description) = (declared.name.clone(), declared.description.clone());
        let summary = additions.tag_summaries.get(&origin).cloned();
        Tag { origin, name, summary, description, parent: None }
    });
    let mut tags: Vec<Tag> = declared.collect();
    for index in 0..tags.len() {
        let Some(parent) = additions.tag_parents.get(&tags[index].origin) else { continue };
        let at = tags[index].origin.key("parent");
        match tags.iter().position(|tag| tag.name == *parent) {
            None => {
                sink.warning(Code::InvalidValue, &at, format!("there is no tag `{parent}`; this one has no parent"));
            }
            Some(parent) if lineage(&tags, parent).any(|ancestor| ancestor == index) => {
                sink.warning(Code::InvalidValue, &at, "this tag descends from itself; it has no parent");
            }
            Some(parent) => tags[index].parent = Some(parent),
        }
    }
    tags
}

/// A tag and its ancestors.
fn lineage(tags: &[Tag], index: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(index), |index| tags[*index].parent)
}
