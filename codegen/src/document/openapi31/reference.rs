//! Keywords beside the `$ref` of a Schema Object: 3.0 ignores them, 3.1 does not.
//!
//! ```yaml
//! { $ref: '#/components/schemas/Pet', description: The winner. }   # allOf: [{ $ref: … }], description: The winner.
//! ```
//! Documents of 3.0 write `description`, `nullable` and the like beside references too, and mean it.

use serde_json::{Map, json};

use super::super::walk::Trail;
use super::Lowering;
use crate::diagnostics::Code;
use crate::source::Tree;

/// The keywords that describe the place that refers, not the type.
const ANNOTATIONS: &[&str] = &[
    "title",
    "description",
    "default",
    "deprecated",
    "nullable",
    "readOnly",
    "writeOnly",
    "example",
    "externalDocs",
    "x-warded",
];

/// Keywords that would make it another type.
const OF_TYPES: &[&str] =
    &["properties", "required", "additionalProperties", "items", "enum", "allOf", "anyOf", "oneOf"];

/// Moves a reference that has something beside it into an `allOf`.
pub(super) fn lower(lowering: &mut Lowering<'_>, schema: &mut Map<String, Tree>, at: &Trail) {
    if schema.len() < 2 || !schema.get("$ref").is_some_and(Tree::is_string) {
        return;
    }
    if !lowering.siblings_count {
        for keyword in OF_TYPES.iter().filter(|keyword| schema.contains_key(**keyword)) {
            let message = format!("`{keyword}` has no effect beside `$ref` before OpenAPI 3.1");
            lowering.diagnostics.warning(Code::UnknownKey, &at.pointer().key(keyword), message);
        }
    }
    let counts = lowering.siblings_count;
    schema.retain(|key, _| key == "$ref" || ANNOTATIONS.contains(&key.as_str()) || (counts && !key.starts_with("x-")));
    if schema.len() == 1 {
        return;
    }
    let Some(reference) = schema.shift_remove("$ref") else { return };
    let all = schema.entry("allOf").or_insert_with(|| json!([]));
    if let Tree::Array(all) = all {
        let place = at.pointer();
        lowering.moved(&[(place.key("allOf").index(all.len()), place)]);
        all.push(json!({ "$ref": reference }));
    }
}
