//! Schema Object: the items of module `types`, and types wherever they are used.
//!
//! ```yaml
//! components:
//!   schemas:
//!     Pet: { type: object, required: [id], properties: { id: { type: integer } } }
//!     Pets: { type: array, items: { $ref: "#/components/schemas/Pet" } }
//! ```
//! becomes a table for `pub struct Pet { pub id: i64 }` and `pub type Pets = Vec<Pet>`. Objects, enumerations and unions
//! are tables, and the runtime does the rest: no serde derive, which would take its user four times as long to compile.

mod alias;
mod enumeration;
mod object;
mod property;
mod secret;
mod ty;
mod union;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{docs, feature};
use crate::model::{Api, Schema, SchemaId, SchemaKind};
use crate::name::Names;
pub(super) use secret::is_secret;
pub(super) use ty::{aliased_at_root, at_root, ty};

/// The items of module `types`.
pub(super) fn items(api: &Api, names: &Names) -> Vec<TokenStream> {
    let ids = (0u32..).map(SchemaId).take(api.schemas.len());
    ids.filter_map(|id| Some((id, names.schemas[id.index()].as_ref()?)))
        .map(|(id, ident)| feature::items(&names.features.of_schema(id), item(api, names, id, ident)))
        .collect()
}

fn item(api: &Api, names: &Names, id: SchemaId, ident: &Ident) -> TokenStream {
    match &api[id].kind {
        SchemaKind::Object(object) => object::item(api, names, id, ident, object),
        SchemaKind::Enumeration(enumeration) => enumeration::item(api, names, id, ident, enumeration),
        SchemaKind::Union(union) => union::item(api, names, id, ident, union),
        SchemaKind::Any
        | SchemaKind::Null
        | SchemaKind::Boolean
        | SchemaKind::Integer(_)
        | SchemaKind::Number(_)
        | SchemaKind::String(_)
        | SchemaKind::Array(_)
        | SchemaKind::Tuple(_)
        | SchemaKind::Map(_)
        | SchemaKind::Alias(_)
        | SchemaKind::Secret(_) => alias::item(api, names, id, ident),
    }
}

/// The documentation of a schema's item.
fn documentation(schema: &Schema) -> TokenStream {
    let described = [&schema.title, &schema.description].into_iter().flatten().map(|text| docs::clean(text));
    let place = match &schema.component {
        Some(name) => format!("The schema {} of the document.", docs::code(name)),
        None => format!("The schema at {} of the document.", docs::code(schema.origin.as_str())),
    };
    let deprecated = schema.deprecated.then(|| "**Deprecated.**".to_owned());
    let sections: Vec<String> = described.chain([place]).chain(deprecated).filter(|text| !text.is_empty()).collect();
    docs::attribute(&sections.join("\n\n"))
}

/// The words for a type that goes in one direction only.
fn direction(schema: &Schema) -> Option<TokenStream> {
    match (schema.usage.request, schema.usage.response || schema.usage.elsewhere) {
        (true, false) => Some(quote!(in request)),
        (false, true) => Some(quote!(in response)),
        (true, true) | (false, false) => None,
    }
}
