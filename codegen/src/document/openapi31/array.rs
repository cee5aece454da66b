//! Arrays in a Schema Object: 3.0 has one schema for all elements.
//!
//! ```yaml
//! prefixItems: [{ type: string }, { type: integer }]   # items: { anyOf: [{ type: string }, { type: integer }] }
//! ```

use serde_json::{Map, json};

use super::super::walk::Trail;
use super::{Lowering, schema::lower_boolean};
use crate::source::{Pointer, Tree};

/// Turns the schemas of single elements into one for all of them.
pub(super) fn lower(lowering: &mut Lowering<'_>, schema: &mut Map<String, Tree>, at: &Trail) {
    let (keyword, rest_keyword) = match (schema.get("prefixItems"), schema.get("items")) {
        (Some(Tree::Array(_)), _) => ("prefixItems", "items"),
        // As it was called before JSON Schema 2020-12.
        (_, Some(Tree::Array(_))) => ("items", "additionalItems"),
        _ => {
            schema.shift_remove("additionalItems");
            return;
        }
    };
    let place = at.pointer();
    let Some(Tree::Array(elements)) = schema.shift_remove(keyword) else { return };
    let rest = schema.shift_remove(rest_keyword).filter(|rest| !rest.is_boolean());
    let elements_at = place.key(keyword);
    let mut members: Vec<(Tree, Pointer)> =
        elements.into_iter().enumerate().map(|(index, element)| (element, elements_at.index(index))).collect();
    members.extend(rest.map(|rest| (rest, place.key(rest_keyword))));
    let items = any_of(lowering, members, &place.key("items"));
    schema.insert("items".to_owned(), items);
    schema.entry("type").or_insert_with(|| "array".into());
}

/// One schema for what any of the members allows; it is going to stand at `at`, and each member stands at its place yet.
pub(super) fn any_of(lowering: &mut Lowering<'_>, members: Vec<(Tree, Pointer)>, at: &Pointer) -> Tree {
    let mut distinct: Vec<(Tree, Pointer)> = Vec::new();
    for (mut member, from) in members {
        lower_boolean(&mut member);
        if !distinct.iter().any(|(known, _)| *known == member) {
            distinct.push((member, from));
        }
    }
    if let [(only, from)] = distinct.as_slice() {
        lowering.moved(&[(at.clone(), from.clone())]);
        return only.clone();
    }
    let (members, places): (Vec<Tree>, Vec<Pointer>) = distinct.into_iter().unzip();
    let new = at.key("anyOf");
    lowering.moved(&places.into_iter().enumerate().map(|(index, from)| (new.index(index), from)).collect::<Vec<_>>());
    if members.is_empty() { json!({}) } else { json!({ "anyOf": members }) }
}
