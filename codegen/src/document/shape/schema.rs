//! Schema Object.
//!
//! ```yaml
//! Pet:
//!   type: Object               # taken as `object`
//!   required: true             # left over from another version: left out
//!   properties:
//!     secruity: {}             # a name, not a key
//!   propertes: {}              # a misspelling: an error
//! ```

use serde_json::{Map, json};

use super::check::{Check, Verdict};
use super::document::EXTERNAL_DOCS;
use super::kind::Kind;
use super::scalar;
use super::table::{Key, Need, Shape, Type, V2, V3, V31, key};
use crate::diagnostics::{Code, Diagnostic};
use crate::document::version::Version;
use crate::source::Tree;

pub(super) static SCHEMA: Shape = Shape::of(Kind::Schema, "schema", SCHEMA_KEYS).referable().data().finish(finish);

#[rustfmt::skip]
static SCHEMA_KEYS: &[Key] = &[
    key("$anchor", &Type::Text).only(V31),
    key("$comment", &Type::Any),
    key("$defs", &Type::Map(&Type::Schema)).only(V31),
    key("$dynamicAnchor", &Type::Text).only(V31),
    key("$dynamicRef", &Type::Text).only(V31),
    key("$id", &Type::Text).only(V31),
    key("$ref", &Type::Text).matters(),
    key("$schema", &Type::Text).only(V31),
    key("$vocabulary", &Type::Any).only(V31),
    key("additionalItems", &Type::Schema).only(V31),
    key("additionalProperties", &Type::Schema).matters(),
    key("allOf", &Type::OneOrMore(&Type::Schema)).matters(),
    key("anyOf", &Type::OneOrMore(&Type::Schema)).matters().only(V3),
    key("collectionFormat", &Type::Text).only(V2),
    key("const", &Type::Any).only(V31),
    key("contains", &Type::Schema).only(V31),
    key("contentEncoding", &Type::Text).only(V31),
    key("contentMediaType", &Type::Text).only(V31),
    key("contentSchema", &Type::Schema).only(V31),
    key("default", &Type::Any),
    key("definitions", &Type::Map(&Type::Schema)).only(V31),
    key("dependencies", &Type::Dependencies).only(V31),
    key("dependentRequired", &Type::Any).only(V31),
    key("dependentSchemas", &Type::Map(&Type::Schema)).only(V31),
    key("deprecated", &Type::Boolean).only(V3),
    key("description", &Type::Text),
    key("discriminator", &Type::Discriminator).matters(),
    key("else", &Type::Schema).only(V31),
    key("enum", &Type::OneOrMore(&Type::Any)).matters(),
    key("example", &Type::Any),
    key("examples", &Type::Any).only(V31),
    key("exclusiveMaximum", &Type::Bound),
    key("exclusiveMinimum", &Type::Bound),
    key("externalDocs", &Type::Object(&EXTERNAL_DOCS)),
    key("format", &Type::Text),
    key("if", &Type::Schema).only(V31),
    key("items", &Type::Schemas).matters(),
    key("maxContains", &Type::Count).only(V31),
    key("maxItems", &Type::Count),
    key("maxLength", &Type::Count),
    key("maxProperties", &Type::Count),
    key("maximum", &Type::Number),
    key("minContains", &Type::Count).only(V31),
    key("minItems", &Type::Count),
    key("minLength", &Type::Count),
    key("minProperties", &Type::Count),
    key("minimum", &Type::Number),
    key("multipleOf", &Type::Number),
    key("not", &Type::Schema),
    key("nullable", &Type::Boolean).only(V3),
    key("oneOf", &Type::OneOrMore(&Type::Schema)).matters().only(V3),
    key("pattern", &Type::Text),
    key("patternProperties", &Type::Map(&Type::Schema)).only(V31),
    key("prefixItems", &Type::List(&Type::Schema)).only(V31),
    key("properties", &Type::Map(&Type::Schema)).matters(),
    key("propertyNames", &Type::Schema).only(V31),
    key("readOnly", &Type::Boolean),
    key("required", &Type::RequiredProperties).matters(),
    key("then", &Type::Schema).only(V31),
    key("title", &Type::Text),
    key("type", &Type::Primitive).matters(),
    key("unevaluatedItems", &Type::Schema).only(V31),
    key("unevaluatedProperties", &Type::Schema).only(V31),
    key("uniqueItems", &Type::Boolean),
    key("writeOnly", &Type::Boolean).only(V3),
    key("xml", &Type::Object(&XML)),
];

pub(super) static DISCRIMINATOR: Shape = Shape::new(
    "discriminator",
    &[
        key("defaultMapping", &Type::Text).only(V31).matters(),
        key("mapping", &Type::Map(&Type::Text)).matters(),
        key("propertyName", &Type::Text).need(Need::OrNothing),
    ],
);

static XML: Shape = Shape::new(
    "XML object",
    &[
        key("attribute", &Type::Any),
        key("name", &Type::Any),
        key("namespace", &Type::Any),
        key("nodeType", &Type::Any).only(V31),
        key("prefix", &Type::Any),
        key("wrapped", &Type::Any),
    ],
);

const TYPES: &[&str] = &["array", "boolean", "integer", "null", "number", "object", "string"];

/// A schema: an object, and in 3.1 also a boolean, which is accepted everywhere.
pub(super) fn schema(check: &mut Check<'_>, value: &mut Tree) -> Verdict {
    match value {
        Tree::Bool(_) => Verdict::Keep,
        Tree::String(text) if text == "true" || text == "false" => scalar::boolean(check, value, false),
        Tree::Null | Tree::Number(_) | Tree::String(_) | Tree::Array(_) | Tree::Object(_) => {
            check.object(value, &SCHEMA, true)
        }
    }
}

/// `items`, which was a list of schemas in older drafts.
pub(super) fn schemas(check: &mut Check<'_>, value: &mut Tree) -> Verdict {
    match value {
        Tree::Array(elements) if !elements.is_empty() => check.value(value, &Type::List(&Type::Schema), true),
        Tree::Null | Tree::Bool(_) | Tree::Number(_) | Tree::String(_) | Tree::Array(_) | Tree::Object(_) => {
            schema(check, value)
        }
    }
}

/// `type`: a word, or a list of words.
pub(super) fn schema_type(check: &mut Check<'_>, value: &mut Tree) -> Verdict {
    match value {
        // YAML reads `type: null` as a null, and not as the name of a type.
        Tree::Null if check.version >= Version::OpenApi31 => {
            check.note(Code::WrongType, "the type `null` needs quotation marks; it is taken as if it had them");
            *value = "null".into();
            Verdict::Keep
        }
        Tree::Array(_) => check.value(value, &Type::List(&Type::Primitive), false),
        Tree::String(text) if text == "file" => Verdict::Keep,
        Tree::Null | Tree::Bool(_) | Tree::Number(_) | Tree::String(_) | Tree::Object(_) => {
            scalar::word(check, value, TYPES, false)
        }
    }
}

/// `required`: the names of properties. In older versions it was a boolean of the property itself.
pub(super) fn required_properties(check: &mut Check<'_>, value: &mut Tree) -> Verdict {
    if scalar::truth(value).is_some() {
        let message = "`required` of a schema should be an array of property names, not a boolean; it is left out";
        check.note(Code::WrongType, message);
        return Verdict::Remove;
    }
    check.value(value, &Type::OneOrMore(&Type::Text), true)
}

/// `exclusiveMinimum`, in the notation of any version.
pub(super) fn bound(check: &mut Check<'_>, value: &mut Tree) -> Verdict {
    if value.is_boolean() || value.is_number() {
        Verdict::Keep
    } else if scalar::truth(value).is_some() {
        scalar::boolean(check, value, false)
    } else {
        scalar::number(check, value)
    }
}

/// `discriminator`, which was text in Swagger 2.0.
pub(super) fn discriminator(check: &mut Check<'_>, value: &mut Tree) -> Verdict {
    if !value.is_string() {
        return check.object(value, &DISCRIMINATOR, true);
    }
    if check.version != Version::Swagger2 {
        check.note(Code::WrongType, "text stands for a discriminator; it is taken as its `propertyName`");
        *value = json!({ "propertyName": value.take() });
    }
    Verdict::Keep
}

/// The keywords that describe the place that refers, not the type.
const ANNOTATIONS: &[&str] = &[
    "$ref",
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

/// Keywords that say nothing about types, once references to `$defs` and anchors are resolved.
const WITHOUT_EFFECT: &[&str] = &[
    "$schema",
    "$id",
    "$anchor",
    "$dynamicAnchor",
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

/// Leaves out what has no effect beside `$ref`: in 3.0 all that is not about the place. (Documents of 3.0 write
/// `description`, `nullable` and the like beside references too, and mean it.)
pub(super) fn leave_out_siblings(check: &mut Check<'_>, schema: &mut Map<String, Tree>) {
    if schema.len() == 1 {
        return;
    }
    if check.version >= Version::OpenApi31 {
        schema.retain(|key, _| key == "x-warded" || !(key.starts_with("x-") || WITHOUT_EFFECT.contains(&key.as_str())));
        return;
    }
    for keyword in OF_TYPES.iter().filter(|keyword| schema.contains_key(**keyword)) {
        let message = format!("`{keyword}` has no effect beside `$ref` before OpenAPI 3.1");
        let at = check.pointer().key(keyword);
        check.push(Diagnostic::warning(Code::UnknownKey, &at, message));
    }
    schema.retain(|key, _| ANNOTATIONS.contains(&key.as_str()));
}

/// `exclusiveMinimum: 3` in a document of an older version is what its successor means by it.
fn finish(check: &mut Check<'_>, schema: &mut Map<String, Tree>) -> Verdict {
    if check.version >= Version::OpenApi31 {
        return Verdict::Keep;
    }
    for (exclusive, limit) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        if let Some(bound) = schema.get(exclusive).filter(|bound| bound.is_number()).cloned() {
            check.note(
                Code::WrongType,
                format!(
                    "`{exclusive}` should be a boolean in {}; it is taken as a number, as in OpenAPI 3.1",
                    check.version
                ),
            );
            schema.insert(limit.to_owned(), bound);
            schema.insert(exclusive.to_owned(), Tree::Bool(true));
        }
    }
    Verdict::Keep
}
