//! The vocabulary of OpenAPI, as the tables have it: which objects a document has, and which keys each of them knows.
//! Tests go by it, so that they cannot fall behind the tables.

use std::collections::BTreeMap;

use super::document::DOCUMENT;
use super::table::{Key, Shape, Type};
use crate::document::version::Version;
use crate::source::{Pointer, Tree};

static ROOT: Type = Type::Object(&DOCUMENT);

/// One of OpenAPI's objects in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// The place of the object.
    pub at: Pointer,
    /// The noun in messages.
    pub noun: &'static str,
}

/// Every kind of object that documents of a version have, by what messages call it, with its keys.
#[must_use]
pub fn nouns(version: Version) -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut found = BTreeMap::new();
    gather(&DOCUMENT, version, &mut found);
    found
}

fn gather(shape: &'static Shape, version: Version, found: &mut BTreeMap<&'static str, Vec<&'static str>>) {
    if found.contains_key(shape.noun) {
        return;
    }
    found.insert(shape.noun, known(shape, version).map(|key| key.name).collect());
    let types = known(shape, version).map(|key| key.ty).chain(shape.other.ty());
    for shape in types.filter_map(Type::shape) {
        gather(shape, version, found);
    }
}

/// Every object of a document that is written in a version.
#[must_use]
pub fn objects(tree: &Tree, version: Version) -> Vec<Object> {
    let mut objects = Vec::new();
    visit(tree, &ROOT, &Pointer::root(), version, &mut objects);
    objects
}

fn visit(tree: &Tree, ty: &'static Type, at: &Pointer, version: Version, objects: &mut Vec<Object>) {
    match (tree, ty) {
        // Nothing is checked there.
        (_, Type::Dependencies) => {}
        (Tree::Array(list), Type::List(ty) | Type::OneOrMore(ty)) => {
            list.iter().enumerate().for_each(|(index, one)| visit(one, ty, &at.index(index), version, objects));
        }
        (Tree::Array(list), Type::Schemas) => {
            list.iter()
                .enumerate()
                .for_each(|(index, one)| visit(one, &Type::Schema, &at.index(index), version, objects));
        }
        (Tree::Object(members), Type::Map(ty)) => {
            members.iter().for_each(|(name, one)| visit(one, ty, &at.key(name), version, objects));
        }
        (Tree::Object(members), ty) => {
            let Some(shape) = ty.shape() else { return };
            objects.push(Object { at: at.clone(), noun: shape.noun });
            for (name, one) in members.iter().filter(|(name, _)| !name.starts_with("x-")) {
                let key = known(shape, version).find(|key| key.name == name).map(|key| key.ty).or(shape.other.ty());
                if let Some(ty) = key {
                    visit(one, ty, &at.key(name), version, objects);
                }
            }
        }
        (Tree::Null | Tree::Bool(_) | Tree::Number(_) | Tree::String(_) | Tree::Array(_), _) => {}
    }
}

fn known(shape: &'static Shape, version: Version) -> impl Iterator<Item = &'static Key> {
    shape.keys.iter().filter(move |key| key.versions.contains(&version))
}
