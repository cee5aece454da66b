//! OpenAPI Object, and the small objects that stand in it: info, servers, tags, components.

use super::kind::Kind;
use super::operation::{CALLBACK, LINK, PATH_ITEM, PATHS};
use super::parameter::{EXAMPLE, HEADER, MEDIA_TYPE, PARAMETER};
use super::response::{REQUEST_BODY, RESPONSE};
use super::security_scheme::SECURITY_SCHEME;
use super::server::SERVER;
use super::table::{Key, Need, Shape, Type, V2, V3, V31, key};

pub(super) static DOCUMENT: Shape = Shape::of(Kind::Document, "document", DOCUMENT_KEYS);

#[rustfmt::skip]
static DOCUMENT_KEYS: &[Key] = &[
    key("$schema", &Type::Any),
    key("$self", &Type::Text).only(V31).matters(),
    key("basePath", &Type::Text).only(V2).matters(),
    key("components", &Type::Object(&COMPONENTS)).only(V3).matters(),
    key("consumes", &Type::OneOrMore(&Type::Text)).only(V2).matters(),
    key("definitions", &Type::Map(&Type::Schema)).only(V2).matters(),
    key("externalDocs", &Type::Object(&EXTERNAL_DOCS)),
    key("host", &Type::Text).only(V2).matters(),
    key("info", &Type::Object(&INFO)).need(Need::Object),
    key("jsonSchemaDialect", &Type::Text).only(V31),
    key("openapi", &Type::Version).only(V3),
    key("parameters", &Type::Map(&Type::Object(&PARAMETER))).only(V2).matters(),
    key("paths", &Type::Object(&PATHS)).matters(),
    key("produces", &Type::OneOrMore(&Type::Text)).only(V2).matters(),
    key("responses", &Type::Map(&Type::Object(&RESPONSE))).only(V2).matters(),
    key("schemes", &Type::OneOrMore(&Type::Text)).only(V2).matters(),
    key("security", &Type::Security).matters(),
    key("securityDefinitions", &Type::Map(&Type::Object(&SECURITY_SCHEME))).only(V2).matters(),
    key("servers", &Type::OneOrMore(&Type::Object(&SERVER))).only(V3).matters(),
    key("swagger", &Type::Version).only(V2),
    key("tags", &Type::OneOrMore(&Type::Object(&TAG))),
    key("webhooks", &Type::Map(&Type::Object(&PATH_ITEM))).only(V31),
];

pub(super) static COMPONENTS: Shape = Shape::of(Kind::Components, "components object", COMPONENTS_KEYS);

#[rustfmt::skip]
static COMPONENTS_KEYS: &[Key] = &[
    key("callbacks", &Type::Map(&Type::Object(&CALLBACK))),
    key("examples", &Type::Map(&Type::Object(&EXAMPLE))),
    key("headers", &Type::Map(&Type::Object(&HEADER))).matters(),
    key("links", &Type::Map(&Type::Object(&LINK))),
    key("mediaTypes", &Type::Map(&Type::Object(&MEDIA_TYPE))).only(V31).matters(),
    key("parameters", &Type::Map(&Type::Object(&PARAMETER))).matters(),
    key("pathItems", &Type::Map(&Type::Object(&PATH_ITEM))).only(V31).matters(),
    key("requestBodies", &Type::Map(&Type::Object(&REQUEST_BODY))).matters(),
    key("responses", &Type::Map(&Type::Object(&RESPONSE))).matters(),
    key("schemas", &Type::Map(&Type::Schema)).matters(),
    key("securitySchemes", &Type::Map(&Type::Object(&SECURITY_SCHEME))).matters(),
];

static INFO: Shape = Shape::new("info object", INFO_KEYS);

#[rustfmt::skip]
static INFO_KEYS: &[Key] = &[
    key("contact", &Type::Object(&CONTACT)),
    key("description", &Type::Text),
    key("license", &Type::Object(&LICENSE)),
    key("summary", &Type::Text).only(V31),
    key("termsOfService", &Type::Text),
    key("title", &Type::Text).need(Need::Text("API")),
    key("version", &Type::Version).need(Need::Text("")),
];

static CONTACT: Shape =
    Shape::new("contact", &[key("email", &Type::Text), key("name", &Type::Text), key("url", &Type::Text)]);

static LICENSE: Shape = Shape::new(
    "license",
    &[key("identifier", &Type::Text).only(V31), key("name", &Type::Text).need(Need::Text("")), key("url", &Type::Text)],
);

static TAG: Shape = Shape::new(
    "tag",
    &[
        key("description", &Type::Text),
        key("externalDocs", &Type::Object(&EXTERNAL_DOCS)),
        key("kind", &Type::Text).only(V31),
        key("name", &Type::Text).need(Need::OrNothing),
        key("parent", &Type::Text).only(V31),
        key("summary", &Type::Text).only(V31),
    ],
);

pub(super) static EXTERNAL_DOCS: Shape = Shape::new(
    "external documentation",
    &[key("description", &Type::Text), key("url", &Type::Text).need(Need::OrNothing)],
);
