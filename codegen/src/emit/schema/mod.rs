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
mod ty;
mod union;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{docs, feature};
use crate::model::Schema;
use crate::plan::{Client, Direction, Item, ItemKind};
pub(super) use ty::{at_root, ty};

/// The items of module `types`.
pub(super) fn items(client: &Client<'_>) -> Vec<TokenStream> {
    let items = client.items.iter().filter_map(|item| Some((item, item.ident?)));
    let items = items.map(|(item, ident)| feature::items(&item.features, self::item(item, ident)));
    items.collect()
}

fn item(item: &Item<'_>, ident: &Ident) -> TokenStream {
    let aliases = alias::of_places(&item.aliases, ident);
    let item = match &item.kind {
        ItemKind::Struct(object) => object::item(item, ident, object),
        ItemKind::Enumeration(enumeration) => enumeration::item(item, ident, enumeration),
        ItemKind::Union(union) => union::item(item, ident, union),
        ItemKind::Alias(ty) => alias::item(item, ident, ty),
    };
    quote!(#item #aliases)
}

/// The documentation of a schema's item.
fn documentation(schema: &Schema) -> TokenStream {
    let described = [&schema.title, &schema.description].into_iter().flatten().map(|text| docs::clean(text));
    let at = || docs::code(schema.origin.as_str());
    let place = match (&schema.component, schema.places.len()) {
        _ if schema.is_patch => format!("The schema at {} of the document, in merge patches.", at()),
        (Some(name), _) => format!("The schema {} of the document.", docs::code(name)),
        (None, 0 | 1) => format!("The schema at {} of the document.", at()),
        (None, 2) => format!("The schema at {} and at another place of the document.", at()),
        (None, several) => format!("The schema at {} and at {} other places of the document.", at(), several - 1),
    };
    let deprecated = schema.deprecated.then(|| "**Deprecated.**".to_owned());
    let sections: Vec<String> = described.chain([place]).chain(deprecated).filter(|text| !text.is_empty()).collect();
    docs::attribute(&sections.join("\n\n"))
}

/// The words for a type that goes in one direction only.
fn direction(item: &Item<'_>) -> Option<TokenStream> {
    item.direction.map(|direction| match direction {
        Direction::Request => quote!(in request),
        Direction::Response => quote!(in response),
    })
}
