//! `null` in a Schema Object: a type and a value in 3.1, a flag beside them in 3.0.
//!
//! ```yaml
//! anyOf: [{ $ref: … }, { type: "null" }]            # allOf: [{ $ref: … }], nullable: true
//! oneOf: [{ $ref: … }, { $ref: … }, { const: null }]  # oneOf: [{ $ref: … }, { $ref: … }], nullable: true
//! ```

use serde_json::{Map, json};

use super::super::walk::Trail;
use super::Lowering;
use crate::source::Tree;

/// Takes `null` out of unions and enumerations.
pub(super) fn lower(lowering: &mut Lowering<'_>, schema: &mut Map<String, Tree>, at: &Trail) {
    for keyword in ["oneOf", "anyOf"] {
        lower_union(lowering, schema, keyword, at);
    }
    if let Some(Tree::Array(values)) = schema.get("enum")
        && values.contains(&Tree::Null)
        && !schema.contains_key("type")
    {
        schema.insert("nullable".to_owned(), true.into());
    }
}

/// Makes a schema allow `null` and nothing else.
pub(super) fn only(schema: &mut Map<String, Tree>) {
    schema.shift_remove("type");
    schema.insert("nullable".to_owned(), true.into());
    schema.insert("enum".to_owned(), json!([null]));
}

fn lower_union(lowering: &mut Lowering<'_>, schema: &mut Map<String, Tree>, keyword: &str, at: &Trail) {
    let Some(Tree::Array(members)) = schema.get_mut(keyword) else { return };
    if !members.iter().any(is_null) {
        return;
    }
    let members = std::mem::take(members);
    let (indices, mut members): (Vec<_>, Vec<_>) =
        members.into_iter().enumerate().filter(|(_, member)| !is_null(member)).unzip();
    schema.insert("nullable".to_owned(), true.into());
    let place = at.pointer().key(keyword);
    match members.len() {
        0 => {
            schema.shift_remove(keyword);
            only(schema);
        }
        1 => {
            schema.shift_remove(keyword);
            let all = schema.entry("allOf").or_insert_with(|| json!([]));
            if let (Tree::Array(all), Some(member)) = (all, members.pop()) {
                let new = at.pointer().key("allOf").index(all.len());
                all.push(member);
                lowering.moved(&[(new, place.index(indices[0]))]);
            }
        }
        _ => {
            schema.insert(keyword.to_owned(), Tree::Array(members));
            let moves: Vec<_> =
                indices.iter().enumerate().map(|(new, old)| (place.index(new), place.index(*old))).collect();
            lowering.moved(&moves);
        }
    }
}

/// Returns true if `null` is the only value of a schema.
fn is_null(schema: &Tree) -> bool {
    let Some(schema) = schema.as_object() else { return false };
    let only_null = |list: &Tree, null: &Tree| list.as_array().is_some_and(|list| list.as_slice() == [null.clone()]);
    let by_type = schema.get("type").is_some_and(|ty| ty == "null" || only_null(ty, &"null".into()));
    let by_value = schema.get("const") == Some(&Tree::Null)
        || schema.get("enum").is_some_and(|values| only_null(values, &Tree::Null));
    by_type || by_value
}
