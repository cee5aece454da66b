//! Overlay Object (Overlay Specification 1.0): changes that stand beside a document.
//!
//! ```yaml
//! overlay: 1.0.0
//! info: { title: What the vendor's document does not say, version: 1.0.0 }
//! actions:
//!   - target: $.paths['/login'].post    # JSONPath, RFC 9535
//!     update: { x-warded: { issues: { scheme: JWT } } }
//!   - target: $.paths[*].options
//!     remove: true
//! ```
//! Actions apply one after the other. An update is merged into each object that the target matches, and appended to each
//! array. `extends` is not followed: the caller says what the overlay belongs to.

use std::cmp::Reverse;

use serde_json_path::JsonPath;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::source::{FileId, Location, Origins, Pointer, Tree};

/// The overlay's place in [`Origins`] while it is applied: no key of a document begins like this.
const PREFIX: &str = "x-warded-overlay";

/// Applies an overlay, which was read from the file `file`, to a document.
pub(super) fn apply(
    tree: &mut Tree,
    overlay: &Tree,
    file: FileId,
    origins: &mut Origins,
    diagnostics: &mut Diagnostics,
) {
    let root = Pointer::root().key(&format!("{PREFIX}-{}", file.0));
    origins.moved(root.clone(), Location { file, pointer: Pointer::root() });
    let mut pass = Pass { file, root, origins, diagnostics };
    if !overlay.get("overlay").and_then(Tree::as_str).is_some_and(|version| version.starts_with("1.")) {
        pass.error(Code::UnknownVersion, "", "an overlay begins with `overlay: 1.0.0`");
        return;
    }
    let Some(actions) = overlay.get("actions").and_then(Tree::as_array) else {
        pass.error(Code::MissingKey, "", "an overlay has a list of `actions`");
        return;
    };
    for (index, action) in actions.iter().enumerate() {
        pass.action(tree, action, &format!("/actions/{index}"));
    }
}

struct Pass<'a> {
    file: FileId,
    root: Pointer,
    origins: &'a mut Origins,
    diagnostics: &'a mut Diagnostics,
}

impl Pass<'_> {
    fn action(&mut self, tree: &mut Tree, action: &Tree, at: &str) {
        let Some(target) = action.get("target").and_then(Tree::as_str) else {
            return self.error(Code::MissingKey, at, "an action has a `target`");
        };
        let target_at = format!("{at}/target");
        let path = match JsonPath::parse(target) {
            Ok(path) => path,
            Err(error) => {
                let message = format!("`{target}` is not a JSONPath: {}", error.message());
                return self.error(Code::InvalidValue, &target_at, &message);
            }
        };
        let places: Vec<Pointer> = path
            .query_located(tree)
            .locations()
            .map(|location| Pointer::from_escaped(location.to_json_pointer()))
            .collect();
        if places.is_empty() {
            let message = format!("`{target}` matches nothing in the document");
            self.diagnostics.push(Diagnostic::warning(Code::InvalidValue, self.place(&target_at), message));
        }
        if action.get("remove").is_some_and(|remove| *remove == true) {
            remove(tree, places);
        } else if let Some(update) = action.get("update") {
            for place in &places {
                self.update(tree, place, update, &format!("{at}/update"));
            }
        } else {
            self.error(Code::MissingKey, at, "an action has an `update`, or `remove: true`");
        }
    }

    fn update(&mut self, tree: &mut Tree, place: &Pointer, update: &Tree, at: &str) {
        match tree.pointer_mut(place.as_str()) {
            Some(Tree::Array(array)) => {
                self.record(&place.index(array.len()), at);
                array.push(update.clone());
            }
            Some(object @ Tree::Object(_)) if update.is_object() => self.merge(object, update, place, at),
            Some(_) | None => {
                let message = "an update applies to objects and arrays only, and an object's is an object";
                self.error(Code::WrongType, at, message);
            }
        }
    }

    /// Objects are merged, arrays joined, and everything else is replaced.
    fn merge(&mut self, value: &mut Tree, update: &Tree, place: &Pointer, at: &str) {
        match (value, update) {
            (Tree::Object(object), Tree::Object(update)) => {
                for (key, new) in update {
                    let (place, at) = (place.key(key), Pointer::from_escaped(at).key(key));
                    match object.get_mut(key) {
                        Some(old) => self.merge(old, new, &place, at.as_str()),
                        None => {
                            self.record(&place, at.as_str());
                            object.insert(key.clone(), new.clone());
                        }
                    }
                }
            }
            (Tree::Array(array), Tree::Array(update)) => {
                for (index, new) in update.iter().enumerate() {
                    self.record(&place.index(array.len()), &format!("{at}/{index}"));
                    array.push(new.clone());
                }
            }
            (value, update) => {
                self.record(place, at);
                *value = update.clone();
            }
        }
    }

    fn record(&mut self, place: &Pointer, at: &str) {
        self.origins.moved(place.clone(), Location { file: self.file, pointer: Pointer::from_escaped(at) });
    }

    fn place(&self, at: &str) -> Place {
        Place::Pointer(Pointer::from_escaped(format!("{}{at}", self.root.as_str())))
    }

    fn error(&mut self, code: Code, at: &str, message: &str) {
        self.diagnostics.push(Diagnostic::error(code, self.place(at), message));
    }
}

/// Removes what stands at the places; the last ones of an array first, so that the others stay where they are.
fn remove(tree: &mut Tree, mut places: Vec<Pointer>) {
    let index = |place: &Pointer| place.last().and_then(|last| last.parse::<usize>().ok());
    places.sort_by_key(|place| Reverse((place.segments().count(), index(place))));
    for place in places {
        let (Some(parent), Some(last)) = (place.parent(), place.last()) else { continue };
        match tree.pointer_mut(parent.as_str()) {
            Some(Tree::Object(object)) => {
                object.shift_remove(&last);
            }
            Some(Tree::Array(array)) => {
                if let Some(index) = index(&place).filter(|index| *index < array.len()) {
                    array.remove(index);
                }
            }
            Some(_) | None => {}
        }
    }
}
