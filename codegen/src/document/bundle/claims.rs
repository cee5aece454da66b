//! Components that are nothing but references to files: what they refer to takes their place and their name.
//!
//! ```yaml
//! components:
//!   schemas: { Pet: { $ref: schemas/pet.yaml } }   # the schema of that file is called `Pet`, for all who refer to it
//!   responses: { $ref: responses.yaml }            # every member of that file is a component
//! ```

use serde_json::{Map, json};

use super::super::references::Section;
use super::super::walk::{Kind, Slot};
use super::files::Base;
use super::{Bundler, Job, Named, Target, only_reference, reference};
use crate::source::{Location, Pointer, Tree};

impl Bundler<'_> {
    /// Gives targets the names that the document has for them, before any place can ask for another.
    pub(super) fn claim(&mut self, tree: &mut Tree) {
        self.open_components(tree);
        for section in self.components.sections() {
            let Some(Tree::Object(members)) = tree.pointer_mut(section.home) else { continue };
            let mut members = std::mem::take(members);
            if let Some(Tree::String(text)) = members.get("$ref").cloned() {
                self.claim_members(&mut members, &text, section);
            } else {
                self.claim_each(&mut members, section);
            }
            if let Some(place) = tree.pointer_mut(section.home) {
                *place = Tree::Object(members);
            }
        }
    }

    /// `components: { $ref: … }` becomes `components: { schemas: { $ref: … }, … }`.
    fn open_components(&mut self, tree: &mut Tree) {
        let Some(components) = tree.get_mut("components") else { return };
        let Some(text) = reference(components).map(str::to_owned) else { return };
        let at = Pointer::root().key("components");
        let Some(Named::File(target)) = self.named(&text, Base::Document, &at.key("$ref"), Slot::One(Kind::Components))
        else {
            return;
        };
        let (url, fragment) = text.split_once('#').unwrap_or((&text, ""));
        let Some(Tree::Object(found)) = self.files.tree(target.file).pointer(target.pointer.as_str()) else { return };
        let link = |key: &String| json!({ "$ref": format!("{url}#{fragment}{}", Pointer::root().key(key).as_str()) });
        *components = found.keys().map(|key| (key.clone(), link(key))).collect::<Map<_, _>>().into();
    }

    /// Every member of the object that the reference names becomes a component.
    fn claim_members(&mut self, members: &mut Map<String, Tree>, text: &str, section: Section) {
        let Section { kind, home } = section;
        let at = Pointer::from_escaped(home);
        let Some(Named::File(target)) = self.named(text, Base::Document, &at.key("$ref"), Slot::Map(kind)) else {
            return;
        };
        let Some(Tree::Object(found)) = self.files.tree(target.file).pointer(target.pointer.as_str()) else { return };
        let names: Vec<String> = found.keys().cloned().collect();
        members.shift_remove("$ref");
        for name in names {
            let pointer = target.pointer.key(&name);
            let location = Location { file: self.files.id(target.file), pointer: pointer.clone() };
            self.origins.moved(at.key(&name), location);
            let value = self.files.tree(target.file).pointer(pointer.as_str());
            let next = value.and_then(|value| only_reference(value, Slot::One(kind))).map(str::to_owned);
            let named = match next {
                Some(next) => self.named(&next, Base::File(target.file), &at.key(&name).key("$ref"), Slot::One(kind)),
                None => Some(Named::File(Target { file: target.file, pointer })),
            };
            self.names.reserve(home, &name);
            let value = self.claim_one(named, section, &name);
            members.insert(name, value.unwrap_or_default());
        }
    }

    fn claim_each(&mut self, members: &mut Map<String, Tree>, section: Section) {
        let Section { kind, home } = section;
        let at = Pointer::from_escaped(home);
        for (name, member) in members {
            let text = only_reference(member, Slot::One(kind)).filter(|text| !text.starts_with('#'));
            let Some(text) = text.map(str::to_owned) else { continue };
            let named = self.named(&text, Base::Document, &at.key(name).key("$ref"), Slot::One(kind));
            if let Some(value) = self.claim_one(named, section, name) {
                *member = value;
            }
        }
    }

    /// The value at the component's place: nothing yet if it claims its target, otherwise a reference.
    fn claim_one(&mut self, named: Option<Named>, section: Section, name: &str) -> Option<Tree> {
        let target = match named? {
            Named::Document(fragment) => return Some(json!({ "$ref": format!("#{fragment}") })),
            Named::File(target) => target,
        };
        let Section { kind, home } = section;
        let key = (target, kind);
        if let Some(place) = self.hoisted.get(&key) {
            return Some(json!({ "$ref": format!("#{}", place.as_str()) }));
        }
        self.queue.push_back(Job { target: key.0.clone(), kind, home, name: name.to_owned() });
        self.hoisted.insert(key, Pointer::from_escaped(home).key(name));
        Some(Tree::Null)
    }
}
