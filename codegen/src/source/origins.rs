//! Origins of the places of the lowered, bundled tree: their files, and the places in them.
//!
//! Lowering moves subtrees (`/definitions/Pet` becomes `/components/schemas/Pet`) and bundling brings others in from
//! other files. Only the roots of what moved are recorded; everything below follows them.

use std::collections::BTreeMap;
use std::ops::Bound;

use super::{FileId, Pointer};

/// A place in a file as it was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// The place in it.
    pub pointer: Pointer,
}

/// Maps places of the tree that the stages see to places in files.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    root: FileId,
    moved: BTreeMap<Pointer, Location>,
}

impl Origins {
    /// Nothing has moved yet: every place is at the same place of `root`.
    #[must_use]
    pub fn new(root: FileId) -> Self {
        Self { root, moved: BTreeMap::new() }
    }

    /// Records that the value now at `new` came from `from`.
    pub fn moved(&mut self, new: Pointer, from: Location) {
        self.moved.insert(new, from);
    }

    /// Records that the value at `old` of this tree is now at `new`, with all that was recorded below `old`.
    pub fn renamed(&mut self, new: &Pointer, old: &Pointer) {
        let from = self.location(old);
        let below: Vec<_> = self
            .moved
            .range((Bound::Excluded(old), Bound::Unbounded))
            .take_while(|(at, _)| at.as_str().starts_with(old.as_str()))
            .filter_map(|(at, location)| Some((new.join(at.strip_prefix(old)?), location.clone())))
            .collect();
        self.moved.extend(below);
        self.moved.insert(new.clone(), from);
    }

    /// The place in the document's own file that `at` came from; `None` if it came from another file.
    #[must_use]
    pub fn in_document(&self, at: &Pointer) -> Option<Pointer> {
        let location = self.location(at);
        (location.file == self.root).then_some(location.pointer)
    }

    /// The place that `at` came from: that of its nearest recorded ancestor, with the rest appended.
    #[must_use]
    pub fn location(&self, at: &Pointer) -> Location {
        let mut ancestor = Some(at.clone());
        while let Some(candidate) = ancestor {
            if let (Some(from), Some(rest)) = (self.moved.get(&candidate), at.strip_prefix(&candidate)) {
                return Location { file: from.file, pointer: from.pointer.join(rest) };
            }
            ancestor = candidate.parent();
        }
        Location { file: self.root, pointer: at.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::{FileId, Location, Origins, Pointer};

    #[test]
    fn places_follow_what_moved() {
        let at = |text: &str| Pointer::from_escaped(text);
        let location = |file, text| Location { file: FileId(file), pointer: at(text) };
        let mut origins = Origins::new(FileId(0));
        origins.moved(at("/definitions/Pet"), location(1, "/Pet"));
        assert_eq!(origins.location(&at("/definitions/Pet/type")), location(1, "/Pet/type"));
        assert_eq!(origins.location(&at("/definitions/Pets")), location(0, "/definitions/Pets"));
        origins.renamed(&at("/components/schemas"), &at("/definitions"));
        assert_eq!(origins.location(&at("/components/schemas/Pet/type")), location(1, "/Pet/type"));
        assert_eq!(origins.location(&at("/components/schemas/Cat")), location(0, "/definitions/Cat"));
    }
}
