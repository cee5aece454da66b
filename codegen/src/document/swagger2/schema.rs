//! Schema Object of 2.0, where it differs from 3.0's.
//!
//! ```yaml
//! { type: file }            # { type: string, format: binary }
//! { x-nullable: true }      # { nullable: true }
//! ```

use serde_json::Map;

use crate::source::Tree;

/// Keywords of a schema that 2.0 writes into parameters, headers and their items.
const OF_PARAMETER: &[&str] = &[
    "type",
    "format",
    "items",
    "default",
    "enum",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "properties",
    "required",
    "additionalProperties",
    "allOf",
    "x-nullable",
    "nullable",
    "title",
    "x-enum-varnames",
    "x-enumNames",
    "x-enum-descriptions",
    "x-enumDescriptions",
    "x-ms-enum",
];

/// Lowers one schema; those inside of it follow.
pub(super) fn lower(schema: &mut Tree) {
    let Tree::Object(schema) = schema else { return };
    for spelling in ["x-nullable", "x-isnullable"] {
        if let Some(nullable @ Tree::Bool(_)) = schema.shift_remove(spelling) {
            schema.insert("nullable".to_owned(), nullable);
        }
    }
    if schema.get("type").is_some_and(|ty| *ty == "file") {
        schema.insert("type".to_owned(), "string".into());
        schema.insert("format".to_owned(), "binary".into());
    }
    // How the elements of a nested array are joined; those of the outer one are the parameter's affair.
    schema.shift_remove("collectionFormat");
}

/// Takes the schema out of a parameter or a header.
pub(super) fn extract(object: &mut Map<String, Tree>) -> Tree {
    if let Some(schema) = object.shift_remove("schema") {
        return schema;
    }
    let mut schema = Map::new();
    for key in OF_PARAMETER {
        // `required: true` is the parameter's, a list is the schema's.
        if object.get(*key).is_some_and(|value| *key != "required" || value.is_array()) {
            schema.extend(object.shift_remove(*key).map(|value| ((*key).to_owned(), value)));
        }
    }
    Tree::Object(schema)
}
