//! Request Body Object, Responses Object and Response Object.

use super::kind::Kind;
use super::operation::LINK;
use super::parameter::{HEADER, MEDIA_TYPE};
use super::table::{Key, Need, Other, Shape, Type, V2, V3, V31, key};
use crate::document::version::Version;

pub(super) static REQUEST_BODY: Shape = Shape::of(Kind::RequestBody, "request body", REQUEST_BODY_KEYS).referable();

#[rustfmt::skip]
static REQUEST_BODY_KEYS: &[Key] = &[
    key("content", &Type::Map(&Type::Object(&MEDIA_TYPE))).matters().need(Need::Object),
    key("description", &Type::Text),
    key("required", &Type::Boolean),
];

pub(super) static RESPONSES: Shape =
    Shape::of(Kind::Responses, "responses object", &[key("default", &Type::Object(&RESPONSE)).matters()])
        .others(Other::Status(&Type::Object(&RESPONSE)));

pub(super) static RESPONSE: Shape = Shape::of(Kind::Response, "response", RESPONSE_KEYS).referable();

#[rustfmt::skip]
static RESPONSE_KEYS: &[Key] = &[
    key("content", &Type::Map(&Type::Object(&MEDIA_TYPE))).only(V3).matters(),
    key("description", &Type::Text).need(Need::Text("")).until(Version::OpenApi32),
    key("examples", &Type::Any).only(V2),
    key("headers", &Type::Map(&Type::Object(&HEADER))).matters(),
    key("links", &Type::Map(&Type::Object(&LINK))).only(V3),
    key("schema", &Type::Schema).only(V2).matters(),
    key("summary", &Type::Text).only(V31),
];
