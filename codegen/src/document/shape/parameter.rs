//! Parameter Object, Header Object, and the Media Type Object and Example Object that they hold.
//!
//! ```yaml
//! name: limit
//! in: query
//! type: integer        # Swagger 2.0's way, found in documents of later versions, too: taken as `schema`
//! ```

use serde_json::Map;

use super::check::{Check, Verdict};
use super::kind::Kind;
use super::table::{Key, Shape, Type, V2, V3, V31, key};
use crate::diagnostics::Code;
use crate::document::version::Version;
use crate::source::Tree;

pub(super) static PARAMETER: Shape = Shape::of(Kind::Parameter, "parameter", PARAMETER_KEYS).referable().finish(finish);

pub(super) static HEADER: Shape = Shape::of(Kind::Header, "header", HEADER_KEYS).referable().finish(finish);

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
    key("examples", &EXAMPLES).only(V3),
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
    key("type", &Type::Primitive).only(V2).matters(),
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
    key("examples", &EXAMPLES).only(V3),
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
    key("type", &Type::Primitive).only(V2),
    key("uniqueItems", &Type::Boolean).only(V2),
];

pub(super) static MEDIA_TYPE: Shape = Shape::of(Kind::MediaType, "media type", MEDIA_TYPE_KEYS).referable();

#[rustfmt::skip]
static MEDIA_TYPE_KEYS: &[Key] = &[
    key("encoding", &Type::Map(&Type::Object(&ENCODING))).matters(),
    key("example", &Type::Any),
    key("examples", &EXAMPLES),
    key("itemEncoding", &Type::Object(&ENCODING)).only(V31).matters(),
    key("itemSchema", &Type::Schema).only(V31).matters(),
    key("prefixEncoding", &Type::OneOrMore(&Type::Object(&ENCODING))).only(V31).matters(),
    key("schema", &Type::Schema).matters(),
];

#[rustfmt::skip]
pub(super) static ENCODING: Shape = Shape::of(Kind::Encoding, "encoding", &[
    key("allowReserved", &Type::Boolean).matters(),
    key("contentType", &Type::Text).matters(),
    key("encoding", &Type::Map(&Type::Object(&ENCODING))).only(V31),
    key("explode", &Type::Boolean).matters(),
    key("headers", &Type::Map(&Type::Object(&HEADER))),
    key("itemEncoding", &Type::Object(&ENCODING)).only(V31),
    key("prefixEncoding", &Type::OneOrMore(&Type::Object(&ENCODING))).only(V31),
    key("style", &Type::Word(&["form", "spaceDelimited", "pipeDelimited", "deepObject"])).matters(),
]);

#[rustfmt::skip]
static EXAMPLES: Type = Type::Map(&Type::Object(&EXAMPLE));

pub(super) static EXAMPLE: Shape = Shape::of(
    Kind::Example,
    "example",
    &[
        key("dataValue", &Type::Any).only(V31),
        key("description", &Type::Text),
        key("externalValue", &Type::Text),
        key("serializedValue", &Type::Any).only(V31),
        key("summary", &Type::Text),
        key("value", &Type::Any),
    ],
)
.referable()
.data();

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

/// A parameter has a `schema` or one `content`, and never both, and a style that suits its place.
fn finish(check: &mut Check<'_>, parameter: &mut Map<String, Tree>) -> Verdict {
    let is_query_string = parameter.get("in").is_some_and(|location| *location == "querystring");
    if check.version == Version::Swagger2 {
        if is_query_string {
            check
                .below("in", |check| check.error(Code::InvalidValue, "Swagger 2.0 has no parameters in `querystring`"));
        }
        return Verdict::Keep;
    }
    if parameter.get("content").and_then(Tree::as_object).is_some_and(Map::is_empty) {
        parameter.shift_remove("content");
    }
    match (parameter.contains_key("schema"), parameter.contains_key("content")) {
        (_, false) if is_query_string => {
            let message = "a parameter in `querystring` needs `content`, which says how the query string is written";
            check.error(Code::MissingKey, message);
        }
        (true, true) => {
            check.note(Code::UnknownKey, "a parameter or header has `schema` and `content`; `content` is left out");
            parameter.shift_remove("content");
        }
        (true, false) | (false, true) => {}
        (false, false) => finish_schema(check, parameter),
    }
    finish_style(check, parameter);
    // Before 3.2 it has an effect in the query only.
    if check.version < Version::OpenApi32 && parameter.get("in").is_some_and(|location| *location != "query") {
        parameter.shift_remove("allowReserved");
    }
    if let Some(location @ ("body" | "formData")) = parameter.get("in").and_then(Tree::as_str) {
        let message = format!("parameters in `{location}` are Swagger 2.0's; write a `requestBody` instead");
        check.below("in", |check| check.error(Code::InvalidValue, message));
    }
    Verdict::Keep
}

fn finish_schema(check: &mut Check<'_>, parameter: &mut Map<String, Tree>) {
    let mut schema = Map::new();
    for key in SCHEMA_KEYS {
        if let Some(value) = parameter.shift_remove(*key) {
            schema.insert((*key).to_owned(), value);
        }
    }
    if schema.is_empty() {
        check.note(Code::MissingKey, "a parameter or header needs `schema` or `content`; it may be anything");
    } else {
        check.note(Code::MissingKey, "a parameter or header needs `schema`; its own keys are taken for it");
    }
    parameter.insert("schema".to_owned(), Tree::Object(schema));
}

fn finish_style(check: &mut Check<'_>, parameter: &mut Map<String, Tree>) {
    let text = |key: &str| parameter.get(key).and_then(Tree::as_str);
    let (Some(location), Some(style)) = (text("in"), text("style")) else { return };
    let suits: &[&str] = match location {
        "path" => &["matrix", "label", "simple"],
        "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        "header" => &["simple"],
        "cookie" => &["form", "cookie"],
        "querystring" => &[],
        _ => return,
    };
    if STYLES.contains(&style) && !suits.contains(&style) {
        let message = format!("the style `{style}` is not for parameters in `{location}`; it is left out");
        check.note(Code::InvalidValue, message);
        parameter.shift_remove("style");
    }
}
