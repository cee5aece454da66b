//! `type: object` with named properties: a struct.
//!
//! ```yaml
//! Pet: { type: object, required: [id], properties: { id: { type: integer }, name: { type: string } } }
//! ```
//! becomes a table of the properties, of which `::warded::rt::object!` makes `pub struct Pet { pub id: i64, pub name:
//! Option<String> }` with serde's traits, and `Pet::new(id)` if a request may hold one.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::{direction, documentation, property, ty};
use crate::plan::{Item, Others, Struct};

/// The item of an object, and its implementations.
pub(super) fn item(item: &Item<'_>, ident: &Ident, object: &Struct<'_>) -> TokenStream {
    let (docs, direction) = (documentation(item.of), direction(item));
    let default = object.has_default.then(|| quote!(: Default));
    let rows = object.fields.iter().map(property::row);
    let others = object.others.as_ref().map(others);
    let (new, at) = (new(object), positions(object));
    quote! {
        ::warded::rt::object! {
            #docs
            #[derive(Clone, PartialEq)]
            pub struct #ident #direction #default { #(#rows)* #others }
            #new
            #at
        }
    }
}

/// The row of the field for members that are not properties.
fn others(Others { ident, ty, is_secret, is_any }: &Others<'_>) -> TokenStream {
    let word = match (is_secret, is_any) {
        (true, _) => quote!(secret_others),
        (false, true) => quote!(any_others),
        (false, false) => quote!(others),
    };
    let ty = ty::local(ty);
    quote! { .. #word #ident: ::std::collections::BTreeMap<String, #ty>; }
}

/// `at [0 1] [2];`: the positions of the rows. They are apart from the rows, so that an added property leaves the other
/// rows as they are.
fn positions(object: &Struct<'_>) -> TokenStream {
    let count = object.fields.len();
    let at = (0..count).map(Literal::usize_unsuffixed);
    let others = object.others.iter().map(|_| Literal::usize_unsuffixed(count));
    quote! { at [#(#at)*] #([#others])*; }
}

/// The arguments of `new`, and which of them are converted.
fn new(object: &Struct<'_>) -> Option<TokenStream> {
    let converted = object.new.iter().filter(|one| one.is_converted).map(|one| one.ident);
    let converted: Vec<&Ident> = converted.collect();
    let into = (!converted.is_empty()).then(|| quote! { into #(#converted),* });
    let arguments = object.new.iter().map(property::argument);
    (!object.new.is_empty()).then(|| quote! { new(#(#arguments),*) #into; })
}
