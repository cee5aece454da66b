//! OpenAPI Object: the document as `openapiv3` reads it, with what that has no place for, becomes the model.
//!
//! ```yaml
//! paths: { /pets: { get: { operationId: listPets, responses: { "200": { $ref: "#/components/responses/Pets" } } } } }
//! ```
//! One construct, one file. When it is done no `$ref` is left, `allOf` is merged, what path items say stands in their
//! operations, and every decision about types (what is shared, what is boxed, what is nullable) is a value.

mod extension;
mod media_key;
mod media_type;
mod operation;
mod overlay;
mod parameter;
mod path;
mod placement;
mod query_string;
mod reference;
mod representation;
mod request_body;
mod response;
mod schema;
mod secret;
mod security;
mod server;
mod sink;
mod split;
mod tag;
mod xml;

use openapiv3::{Components, Info};

use self::schema::Schemas;
use self::server::Servers;
use self::sink::Sink;
use crate::diagnostics::Diagnostics;
use crate::document::{LeftOut, Typed, Version};
use crate::model::Api;
use crate::model::uses::operation_uses_mut;
use crate::source::Pointer;

/// Properties of a document beside its typed form.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The version that it is written in, as overlays that are proposed are for it.
    pub version: Option<Version>,
    /// The parts that a filter leaves out. They are resolved, as names depend on them, but are not part of the
    /// client.
    pub left_out: Option<&'a LeftOut>,
    /// True if the client has bodies of XML.
    pub xml: bool,
}

/// Resolves a document into the model. Findings go to `diagnostics`; with an error among them the result is not
/// complete.
#[must_use]
pub fn resolve(document: &Typed, diagnostics: &mut Diagnostics) -> Api {
    resolve_with(document, Context::default(), diagnostics)
}

/// Same as [`resolve`], with its context.
#[must_use]
pub fn resolve_with(document: &Typed, context: Context<'_>, diagnostics: &mut Diagnostics) -> Api {
    let openapi = &document.openapi;
    let no_components = Components::default();
    let components = openapi.components.as_ref().unwrap_or(&no_components);
    let mut api = described(&openapi.info);
    let mut schemas = Schemas::new(document, Sink::new(diagnostics));
    schemas.takes_xml = context.xml;
    let mut schemes = security::schemes(document, &mut schemas.sink);
    let mut servers = Servers::new(&openapi.servers, &document.additions, &mut schemas.sink);
    api.operations = operation::operations(openapi, components, (&mut servers, &mut schemes), &mut schemas);
    api.server_groups = servers.finish();
    api.tags = tag::tags(document, &mut schemas.sink);
    let mut sink = settle(&mut api, schemas, context);
    if context.xml {
        xml::tables(&mut api, document, context.version, &mut sink);
    }
    security::finish(&mut api, schemes, context, &mut sink);
    sink.report_often();
    api
}

/// Makes the decisions for which all types must be known.
fn settle<'a>(api: &mut Api, mut schemas: Schemas<'a>, context: Context<'_>) -> Sink<'a> {
    let any = schemas.any(&Pointer::root());
    let (types, mut sink) = schemas.finish();
    api.schemas = types;
    if context.version >= Some(Version::OpenApi31) {
        schema::make_files(api);
    }
    schema::break_endless(&mut api.schemas, any, &mut sink);
    schema::spread_nullability(&mut api.schemas, api.operations.iter_mut().flat_map(operation_uses_mut));
    schema::drop_invalid_defaults(&mut api.schemas, &mut api.operations, &mut sink);
    secret::hide(&mut api.schemas, &mut api.operations, &mut sink);
    schema::box_cycles(&mut api.schemas);
    let patches = schema::separate_patches(&mut api.schemas, &mut api.operations);
    schema::mark_usage(&mut api.schemas, &api.operations);
    schema::loosen_patches(&mut api.schemas, &patches);
    schema::order_variants(&mut api.schemas);
    sink
}

/// The API's title, version and description.
fn described(info: &Info) -> Api {
    Api {
        title: info.title.clone(),
        version: info.version.clone(),
        description: info.description.clone(),
        ..Api::default()
    }
}
