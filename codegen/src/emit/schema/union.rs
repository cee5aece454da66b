//! `oneOf` and `anyOf`: an enum of the types, and one more variant that keeps what none of them takes.
//!
//! ```yaml
//! Pet:
//!   oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }]
//!   discriminator: { propertyName: kind }
//! ```
//! becomes tables of which `::warded::rt::union!` makes `pub enum Pet { Cat(Cat), Dog(Dog), Unknown(Value) }`, which is read by
//! its tag; without a discriminator, as the type that loses least of the value.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{direction, documentation, ty};
use crate::emit::docs::documented;
use crate::plan::{Discriminated, Item, Tried, Union, Variant};

/// The item of a union, and its implementations.
pub(super) fn item(item: &Item<'_>, ident: &Ident, union: &Union<'_>) -> TokenStream {
    let (docs, direction, table) = (documentation(item.of), direction(item), table(union));
    quote! {
        ::warded::rt::union! {
            #docs
            #[derive(Clone, PartialEq)]
            pub enum #ident #direction #table
        }
    }
}

/// The variants that the tag tells, and those that are tried.
fn table(union: &Union<'_>) -> TokenStream {
    let fallback = union.fallback;
    let by = union.discriminated.map(|Discriminated { property, default, or_content, .. }| {
        let or_content = or_content.then(|| quote!(or content));
        let or_default = default.map(|default| &union.variants[default]).map(|Variant { ident, .. }| quote!(or #ident));
        quote!(by #property #or_content #or_default)
    });
    let is_added = union.discriminated.is_some_and(|discriminated| discriminated.is_added);
    let told = union.variants.iter().filter(|variant| !variant.tags.is_empty()).map(|variant| told(variant, is_added));
    let tried: Vec<TokenStream> = union.tried.iter().map(|one| tried(&union.variants[one.variant], *one)).collect();
    let tries = (!tried.is_empty()).then(|| quote!(tries { #(#tried)* }));
    quote! { #by else #fallback { #(#told)* } #tries }
}

/// The row of a variant that a tag tells.
fn told(Variant { ident, ty, tags, is_secret }: &Variant<'_>, is_added: bool) -> TokenStream {
    let how = match (is_added, is_secret) {
        (_, true) => quote!(secret),
        (true, false) => quote!(tagged),
        (false, false) => quote!(plain),
    };
    let ty = ty::local(ty);
    let tags = tags.iter().map(|tag| documented(tag));
    quote! { #how #ident(#ty) = #(#tags)|*; }
}

/// The row of a variant that no tag tells.
fn tried(Variant { ident, ty, is_secret, .. }: &Variant<'_>, tried: Tried) -> TokenStream {
    let when = if tried.is_last { quote!(or_else) } else { quote!(or) };
    let how = if *is_secret { quote!(secret) } else { quote!(plain) };
    let ty = ty::local(ty);
    quote! { #when #how #ident(#ty); }
}
