//! Schema Object: JSON Schema 2020-12 in the words of OpenAPI 3.0.
//!
//! ```yaml
//! const: cat                     # enum: [cat]
//! discriminator: kind            # discriminator: { propertyName: kind }
//! exclusiveMinimum: 0            # minimum: 0, exclusiveMinimum: true
//! contentEncoding: base64        # format: byte
//! examples: [Tom, Felix]         # example: Tom
//! if: …                          # restricts values, not types: left out
//! ```

use serde_json::{Map, json};

use super::super::walk::Trail;
use super::{Lowering, array, null, object, reference, types};
use crate::source::Tree;

/// Keywords that say nothing about types, once references to `$defs` and anchors are resolved.
const WITHOUT_EFFECT: &[&str] = &[
    "$schema",
    "$id",
    "$anchor",
    "$dynamicAnchor",
    "$recursiveAnchor",
    "$comment",
    "$vocabulary",
    "$defs",
    "definitions",
    "if",
    "then",
    "else",
    "dependentSchemas",
    "dependentRequired",
    "dependencies",
    "contains",
    "minContains",
    "maxContains",
    "propertyNames",
    "unevaluatedItems",
    "contentSchema",
];

/// Lowers one schema; those inside of it follow.
pub(super) fn lower(lowering: &mut Lowering<'_>, value: &mut Tree, at: &Trail) {
    // `additionalProperties` is the one place where 3.0 has booleans.
    if value.is_boolean() && at.pointer().last().as_deref() != Some("additionalProperties") {
        lower_boolean(value);
    }
    let Tree::Object(schema) = value else { return };
    if is_plain(schema) {
        return;
    }
    schema.retain(|key, _| !WITHOUT_EFFECT.contains(&key.as_str()));
    lower_constant(schema);
    lower_discriminator(lowering, schema, at);
    lower_bound(schema, "exclusiveMinimum", "minimum", |new, old| new >= old);
    lower_bound(schema, "exclusiveMaximum", "maximum", |new, old| new <= old);
    lower_content(schema);
    lower_examples(schema);
    array::lower(lowering, schema, at);
    object::lower(lowering, schema, at);
    null::lower(lowering, schema, at);
    types::lower(lowering, schema, at);
    reference::lower(lowering, schema, at);
}

/// Returns true if a schema has only keywords of 3.0 that nothing else depends on. Most do, and looking for each
/// keyword of 3.1 in each of them would cost more than all other lowering.
fn is_plain(schema: &Map<String, Tree>) -> bool {
    schema.iter().all(|(key, value)| match key.as_str() {
        "description" | "format" | "properties" | "required" | "nullable" | "title" | "default" | "example" => true,
        "maxLength" | "minLength" | "pattern" | "additionalProperties" | "readOnly" | "deprecated" => true,
        "type" => value.as_str().is_some_and(|name| name != "null"),
        "items" => value.is_object(),
        "enum" => value.as_array().is_some_and(|values| !values.contains(&Tree::Null)),
        "$ref" => schema.len() == 1,
        _ => false,
    })
}

/// Lowers the booleans among named schemas. This comes before [`lower`] sees them: a property may be called
/// `additionalProperties`.
pub(super) fn lower_booleans(schemas: &mut Tree) {
    for schema in schemas.as_object_mut().into_iter().flat_map(Map::values_mut) {
        lower_boolean(schema);
    }
}

/// `true` allows everything, `false` nothing.
pub(super) fn lower_boolean(schema: &mut Tree) {
    match schema {
        Tree::Bool(true) => *schema = json!({}),
        Tree::Bool(false) => *schema = json!({ "not": {} }),
        _ => {}
    }
}

fn lower_constant(schema: &mut Map<String, Tree>) {
    if let Some(constant) = schema.shift_remove("const") {
        schema.insert("enum".to_owned(), Tree::Array(vec![constant]));
    }
}

/// Lowers a discriminator in the form of 2.0, the name of the property alone, and takes out what 3.2 adds.
fn lower_discriminator(lowering: &mut Lowering<'_>, schema: &mut Map<String, Tree>, at: &Trail) {
    match schema.get_mut("discriminator") {
        Some(Tree::String(property)) => {
            let discriminator = json!({ "propertyName": property });
            schema.insert("discriminator".to_owned(), discriminator);
        }
        Some(Tree::Object(discriminator)) => {
            if let Some(Tree::String(default)) = discriminator.shift_remove("defaultMapping") {
                lowering.default_mappings.insert(at.pointer().key("discriminator"), default);
            }
        }
        Some(Tree::Null | Tree::Bool(_) | Tree::Number(_) | Tree::Array(_)) | None => {}
    }
}

/// A number as a bound of its own becomes a bound with a flag. Of two bounds the one that `is_tighter` counts.
fn lower_bound(schema: &mut Map<String, Tree>, exclusive: &str, inclusive: &str, is_tighter: fn(f64, f64) -> bool) {
    let Some(bound @ Tree::Number(_)) = schema.get(exclusive) else { return };
    let bound = bound.clone();
    let other = schema.get(inclusive).and_then(Tree::as_f64);
    let wins = match (bound.as_f64(), other) {
        (Some(bound), Some(other)) => is_tighter(bound, other),
        (Some(_) | None, None | Some(_)) => true,
    };
    if wins {
        schema.insert(inclusive.to_owned(), bound);
        schema.insert(exclusive.to_owned(), true.into());
    } else {
        schema.shift_remove(exclusive);
    }
}

/// Text in base64 is `byte`. A media type that is no text, without an encoding, means bytes outside of JSON: `binary`. So
/// does the encoding `binary`, which is none, unless the media type is text.
fn lower_content(schema: &mut Map<String, Tree>) {
    let encoding = schema.shift_remove("contentEncoding");
    let media_type = schema.shift_remove("contentMediaType");
    let format = match (encoding.as_ref().and_then(Tree::as_str), media_type.as_ref().and_then(Tree::as_str)) {
        (Some("base64"), _) => "byte",
        (None | Some("binary"), Some(media_type)) if !is_text(media_type) => "binary",
        (Some("binary"), None) => "binary",
        _ => return,
    };
    schema.entry("type").or_insert_with(|| "string".into());
    schema.entry("format").or_insert_with(|| format.into());
}

/// Returns true if a media type is read as text.
pub(super) fn is_text(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.starts_with("text/")
        || ["json", "xml", "yaml", "javascript", "graphql", "x-www-form-urlencoded"]
            .iter()
            .any(|text| essence.ends_with(text))
}

fn lower_examples(schema: &mut Map<String, Tree>) {
    if let Some(examples) = schema.shift_remove("examples")
        && !schema.contains_key("example")
    {
        let first = match examples {
            Tree::Array(examples) => examples.into_iter().next(),
            // Not a schema's, but it happens: named examples, as elsewhere.
            Tree::Object(examples) => examples.into_iter().next().map(|(_, example)| example),
            Tree::Null | Tree::Bool(_) | Tree::Number(_) | Tree::String(_) => None,
        };
        schema.extend(first.map(|example| ("example".to_owned(), example)));
    }
}
