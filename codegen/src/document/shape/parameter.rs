//! Parameter Object, Header Object, and the Media Type Object and Example Object that they hold.
//!
//! ```yaml
//! name: limit
//! in: query
//! type: integer        # Swagger 2.0's way, found in documents of later versions, too: taken as `schema`
//! ```

use serde_json::{Map, json};

use super::check::Check;
use super::table::{Key, Shape, Type, V2, V3, V31, key};
use crate::diagnostics::Code;
use crate::document::version::Version;
use crate::source::Tree;

pub(super) static PARAMETER: Shape = Shape::new("parameter", PARAMETER_KEYS).referable().finish(finish);

pub(super) static HEADER: Shape = Shape::new("header", HEADER_KEYS).referable().finish(finish);

const LOCATIONS: &[&str] = &["query", "header", "path", "cookie", "body", "formData", "querystring"];

const STYLES: &[&str] =
    &["matrix", "label", "form", "simple", "spaceDelimited", "pipeDelimited", "deepObject", "cookie"];

#[rustfmt::skip]
static PARAMETER_KEYS: &[Key] = &[
    key("allowEmptyValue", &Type::Boolean),
    key("allowReserved", &Type::Boolean).only(V3).matters(),
    key("collectionFormat", &Type::Text).only(V2).matters(),
    key("content", &Type::Map(&Type::Object(&MEDIA_TYPE))).only(V3).matters(),
    key("default", &Type::Any).only(V2),
    key("deprecated", &Type::Boolean).only(V3),
    key("description", &Type::Text),
    key("enum", &Type::OneOrMore(&Type::Any)).only(V2).matters(),
    key("example", &Type::Any).only(V3),
    key("examples", &Type::Any).only(V3),
    key("exclusiveMaximum", &Type::Bound).only(V2),
    key("exclusiveMinimum", &Type::Bound).only(V2),
    key("explode", &Type::Boolean).only(V3).matters(),
    key("format", &Type::Text).only(V2),
    key("in", &Type::Word(LOCATIONS)).required(),
    key("items", &Type::Schema).only(V2).matters(),
    key("maxItems", &Type::Count).only(V2),
    key("maxLength", &Type::Count).only(V2),
    key("maximum", &Type::Number).only(V2),
    key("minItems", &Type::Count).only(V2),
    key("minLength", &Type::Count).only(V2),
    key("minimum", &Type::Number).only(V2),
    key("multipleOf", &Type::Number).only(V2),
    key("name", &Type::Text).required(),
    key("pattern", &Type::Text).only(V2),
    key("required", &Type::Boolean),
    key("schema", &Type::Schema).matters(),
    key("style", &Type::Word(STYLES)).only(V3).matters(),
    key("type", &Type::SchemaType).only(V2).matters(),
    key("uniqueItems", &Type::Boolean).only(V2),
];

#[rustfmt::skip]
static HEADER_KEYS: &[Key] = &[
    key("allowEmptyValue", &Type::Boolean).only(V3),
    key("collectionFormat", &Type::Text).only(V2),
    key("content", &Type::Map(&Type::Object(&MEDIA_TYPE))).only(V3).matters(),
    key("default", &Type::Any).only(V2),
    key("deprecated", &Type::Boolean).only(V3),
    key("description", &Type::Text),
    key("enum", &Type::OneOrMore(&Type::Any)).only(V2),
    key("example", &Type::Any).only(V3),
    key("examples", &Type::Any).only(V3),
    key("exclusiveMaximum", &Type::Bound).only(V2),
    key("exclusiveMinimum", &Type::Bound).only(V2),
    key("explode", &Type::Boolean).only(V3),
    key("format", &Type::Text).only(V2),
    key("items", &Type::Schema).only(V2),
    key("maxItems", &Type::Count).only(V2),
    key("maxLength", &Type::Count).only(V2),
    key("maximum", &Type::Number).only(V2),
    key("minItems", &Type::Count).only(V2),
    key("minLength", &Type::Count).only(V2),
    key("minimum", &Type::Number).only(V2),
    key("multipleOf", &Type::Number).only(V2),
    key("pattern", &Type::Text).only(V2),
    key("required", &Type::Boolean).only(V3),
    key("schema", &Type::Schema).only(V3).matters(),
    key("style", &Type::Word(&["simple"])).only(V3),
    key("type", &Type::SchemaType).only(V2),
    key("uniqueItems", &Type::Boolean).only(V2),
];

pub(super) static MEDIA_TYPE: Shape = Shape::new("media type", MEDIA_TYPE_KEYS).referable();

#[rustfmt::skip]
static MEDIA_TYPE_KEYS: &[Key] = &[
    key("encoding", &Type::Map(&Type::Object(&ENCODING))).matters(),
    key("example", &Type::Any),
    key("examples", &Type::Any),
    key("itemEncoding", &Type::Any).only(V31),
    key("itemSchema", &Type::Schema).only(V31).matters(),
    key("prefixEncoding", &Type::Any).only(V31),
    key("schema", &Type::Schema).matters(),
];

#[rustfmt::skip]
static ENCODING: Shape = Shape::new("encoding", &[
    key("allowReserved", &Type::Boolean).matters(),
    key("contentType", &Type::Text).matters(),
    key("explode", &Type::Boolean).matters(),
    key("headers", &Type::Map(&Type::Object(&HEADER))),
    key("style", &Type::Word(&["form", "spaceDelimited", "pipeDelimited", "deepObject"])).matters(),
]);

#[rustfmt::skip]
pub(super) static EXAMPLE: Shape = Shape::new("example", &[
    key("dataValue", &Type::Any).only(V31),
    key("description", &Type::Text),
    key("externalValue", &Type::Text),
    key("serializedValue", &Type::Any).only(V31),
    key("summary", &Type::Text),
    key("value", &Type::Any),
]).referable();

/// Keys of Swagger 2.0 that later versions have inside of `schema`.
const SCHEMA_KEYS: &[&str] = &[
    "default",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "items",
    "maxItems",
    "maxLength",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "multipleOf",
    "pattern",
    "type",
    "uniqueItems",
];

/// A parameter has a `schema` or one `content`, and never both.
fn finish(check: &mut Check<'_>, parameter: &mut Map<String, Tree>) {
    if check.version == Version::Swagger2 {
        return;
    }
    if parameter.get("content").and_then(Tree::as_object).is_some_and(Map::is_empty) {
        parameter.shift_remove("content");
    }
    match (parameter.contains_key("schema"), parameter.contains_key("content")) {
        (true, true) => {
            check.note(Code::UnknownKey, "a parameter or header has `schema` and `content`; `content` is left out");
            parameter.shift_remove("content");
        }
        (true, false) | (false, true) => {}
        (false, false) => {
            let mut schema = json!({});
            for key in SCHEMA_KEYS {
                if let Some(value) = parameter.shift_remove(*key) {
                    schema[*key] = value;
                }
            }
            check.note(Code::MissingKey, "a parameter or header needs `schema` or `content`; it may be anything");
            parameter.insert("schema".to_owned(), schema);
        }
    }
    // Examples have another form in each version, and nothing depends on them.
    if parameter.get("examples").is_some_and(|examples| !examples.is_object()) {
        check.note(Code::WrongType, "`examples` should be an object; it is left out");
        parameter.shift_remove("examples");
    }
}
