//! Paths Object, Path Item Object, Operation Object, and what only they hold.

use serde_json::Map;

use super::check::{Check, Verdict};
use super::document::EXTERNAL_DOCS;
use super::kind::Kind;
use super::parameter::PARAMETER;
use super::response::{REQUEST_BODY, RESPONSES};
use super::server::SERVER;
use super::table::{Key, Need, Other, Shape, Type, V2, V3, V31, key};
use crate::diagnostics::Code;
use crate::source::Tree;

pub(super) static PATHS: Shape =
    Shape::of(Kind::Paths, "paths object", &[]).others(Other::Path(&Type::Object(&PATH_ITEM)));

pub(super) static PATH_ITEM: Shape = Shape::of(Kind::PathItem, "path item", PATH_ITEM_KEYS).referable();

#[rustfmt::skip]
static PATH_ITEM_KEYS: &[Key] = &[
    key("$ref", &Type::Text).matters(),
    key("additionalOperations", &Type::Map(&Type::Object(&OPERATION))).only(V31).matters(),
    key("delete", &Type::Object(&OPERATION)).matters(),
    key("description", &Type::Text).only(V3),
    key("get", &Type::Object(&OPERATION)).matters(),
    key("head", &Type::Object(&OPERATION)).matters(),
    key("options", &Type::Object(&OPERATION)).matters(),
    key("parameters", &Type::List(&Type::Object(&PARAMETER))).matters(),
    key("patch", &Type::Object(&OPERATION)).matters(),
    key("post", &Type::Object(&OPERATION)).matters(),
    key("put", &Type::Object(&OPERATION)).matters(),
    key("query", &Type::Object(&OPERATION)).only(V31).matters(),
    key("servers", &Type::OneOrMore(&Type::Object(&SERVER))).only(V3).matters(),
    key("summary", &Type::Text).only(V3),
    key("trace", &Type::Object(&OPERATION)).only(V3).matters(),
];

pub(super) static OPERATION: Shape = Shape::of(Kind::Operation, "operation", OPERATION_KEYS);

#[rustfmt::skip]
static OPERATION_KEYS: &[Key] = &[
    key("callbacks", &Type::Map(&Type::Object(&CALLBACK))).only(V3),
    key("consumes", &Type::OneOrMore(&Type::Text)).only(V2).matters(),
    key("deprecated", &Type::Boolean),
    key("description", &Type::Text),
    key("externalDocs", &Type::Object(&EXTERNAL_DOCS)),
    key("operationId", &Type::Text).matters(),
    key("parameters", &Type::List(&Type::Object(&PARAMETER))).matters(),
    key("produces", &Type::OneOrMore(&Type::Text)).only(V2).matters(),
    key("requestBody", &Type::Object(&REQUEST_BODY)).only(V3).matters(),
    key("responses", &Type::Object(&RESPONSES)).matters().need(Need::Object),
    key("schemes", &Type::OneOrMore(&Type::Text)).only(V2).matters(),
    key("security", &Type::Security).matters(),
    key("servers", &Type::OneOrMore(&Type::Object(&SERVER))).only(V3).matters(),
    key("summary", &Type::Text),
    key("tags", &Type::OneOrMore(&Type::Text)),
];

pub(super) static CALLBACK: Shape =
    Shape::of(Kind::Callback, "callback", &[]).others(Other::Expression(&Type::Object(&PATH_ITEM))).referable();

pub(super) static LINK: Shape = Shape::of(Kind::Link, "link", LINK_KEYS).referable().data().finish(finish_link);

#[rustfmt::skip]
static LINK_KEYS: &[Key] = &[
    key("description", &Type::Text),
    key("operationId", &Type::Text),
    key("operationRef", &Type::Text),
    key("parameters", &Type::Map(&Type::Any)),
    key("requestBody", &Type::Any),
    key("server", &Type::Object(&SERVER)),
];

/// A link that leads nowhere says nothing, and one that leads to two places contradicts itself.
fn finish_link(check: &mut Check<'_>, link: &mut Map<String, Tree>) -> Verdict {
    if link.contains_key("operationId") != link.contains_key("operationRef") {
        return Verdict::Keep;
    }
    check.note(Code::MissingKey, "a link needs either `operationId` or `operationRef`; it is left out");
    Verdict::Remove
}
