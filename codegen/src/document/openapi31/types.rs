//! `type` of a Schema Object: 3.0 allows one.
//!
//! ```yaml
//! { type: [string, "null"], maxLength: 9 }   # { type: string, nullable: true, maxLength: 9 }
//! { type: [string, integer], maxLength: 9 }  # anyOf: [{ type: string, maxLength: 9 }, { type: integer }]
//! ```

use serde_json::{Map, json};

use super::super::walk::Trail;
use super::{Lowering, null};
use crate::source::{Pointer, Tree};

/// Keywords that restrict values of one type only, with the types.
const OF_TYPE: &[(&str, &[&str])] = &[
    ("pattern", &["string"]),
    ("minLength", &["string"]),
    ("maxLength", &["string"]),
    ("multipleOf", &["integer", "number"]),
    ("minimum", &["integer", "number"]),
    ("maximum", &["integer", "number"]),
    ("exclusiveMinimum", &["integer", "number"]),
    ("exclusiveMaximum", &["integer", "number"]),
    ("items", &["array"]),
    ("minItems", &["array"]),
    ("maxItems", &["array"]),
    ("uniqueItems", &["array"]),
    ("properties", &["object"]),
    ("required", &["object"]),
    ("additionalProperties", &["object"]),
    ("minProperties", &["object"]),
    ("maxProperties", &["object"]),
];

/// Keywords that describe the values of several types already.
const COMPOSITION: &[&str] = &["allOf", "anyOf", "oneOf", "not", "$ref", "enum"];

/// Leaves one type at most.
pub(super) fn lower(lowering: &mut Lowering<'_>, schema: &mut Map<String, Tree>, at: &Trail) {
    let mut types: Vec<String> = match schema.get("type") {
        Some(Tree::String(name)) if name == "null" => vec![name.clone()],
        Some(Tree::Array(names)) => names.iter().filter_map(Tree::as_str).map(str::to_owned).collect(),
        _ => return,
    };
    let before = types.len();
    types.retain(|name| name != "null");
    let has_null = types.len() < before;
    // Every integer is a number.
    let has_number = types.iter().any(|name| name == "number");
    types.retain(|name| !has_number || name != "integer");
    types.dedup();
    if has_null {
        schema.insert("nullable".to_owned(), true.into());
    }
    let is_everything =
        ["object", "array", "string", "number", "boolean"].iter().all(|name| types.iter().any(|t| t == name));
    match types.as_slice() {
        [] if has_null => null::only(schema),
        [one] => {
            schema.insert("type".to_owned(), one.as_str().into());
        }
        [] | [_, ..] => {
            schema.shift_remove("type");
            if !is_everything && !COMPOSITION.iter().any(|keyword| schema.contains_key(*keyword)) {
                split(lowering, schema, &types, &at.pointer());
            }
        }
    }
}

/// One schema for each type. Keywords go where they have a meaning; the others describe the whole.
fn split(lowering: &mut Lowering<'_>, schema: &mut Map<String, Tree>, types: &[String], at: &Pointer) {
    let mut members: Vec<Map<String, Tree>> =
        types.iter().map(|name| Map::from_iter([("type".to_owned(), name.as_str().into())])).collect();
    for (keyword, of) in OF_TYPE {
        let Some(value) = schema.shift_remove(*keyword) else { continue };
        for (name, member) in types.iter().zip(&mut members) {
            if of.contains(&name.as_str()) {
                member.insert((*keyword).to_owned(), value.clone());
            }
        }
    }
    if let Some(format) = schema.shift_remove("format") {
        let is_numeric = matches!(
            format.as_str(),
            Some("int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64" | "float" | "double")
        );
        for (name, member) in types.iter().zip(&mut members) {
            if (is_numeric && matches!(name.as_str(), "integer" | "number")) || (!is_numeric && name == "string") {
                member.insert("format".to_owned(), format.clone());
            }
        }
    }
    let place = at.key("anyOf");
    lowering.moved(&(0..members.len()).map(|index| (place.index(index), at.clone())).collect::<Vec<_>>());
    schema.insert("anyOf".to_owned(), json!(members));
}
