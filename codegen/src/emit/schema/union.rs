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

use super::{direction, documentation, secret, ty};
use crate::emit::docs::documented;
use crate::model::{Api, Discriminator, SchemaId, SchemaKind, Union};
use crate::name::Names;

/// The item of a union, and its implementations.
pub(super) fn item(api: &Api, names: &Names, id: SchemaId, ident: &Ident, union: &Union) -> TokenStream {
    let fallback = names.fallback[id.index()].as_ref().expect("`name` names the variant of other values");
    let variants = variants(api, names, id, union);
    let (docs, direction, table) = (documentation(&api[id]), direction(&api[id]), table(union, &variants, fallback));
    quote! {
        ::warded::rt::union! {
            #docs
            #[derive(Clone, PartialEq)]
            pub enum #ident #direction #table
        }
    }
}

struct Variant<'a> {
    ident: &'a Ident,
    ty: TokenStream,
    /// The tags that no earlier variant has.
    tags: Vec<&'a str>,
    is_secret: bool,
    /// True if nearly every value is one of its type.
    takes_anything: bool,
}

impl Variant<'_> {
    /// The row of a variant that no tag tells.
    fn tried(&self, when: &TokenStream) -> TokenStream {
        let Self { ident, ty, is_secret, .. } = self;
        let how = if *is_secret { quote!(secret) } else { quote!(plain) };
        quote! { #when #how #ident(#ty); }
    }
}

fn variants<'a>(api: &Api, names: &'a Names, id: SchemaId, union: &'a Union) -> Vec<Variant<'a>> {
    let mut seen: Vec<&str> = Vec::new();
    let variants = union.variants.iter().zip(&names.variants[id.index()]).map(|(variant, ident)| {
        let tags: Vec<&str> = variant.tags.iter().map(String::as_str).filter(|tag| !seen.contains(tag)).collect();
        seen.extend(&tags);
        Variant {
            ident,
            ty: ty::local(api, names, variant.ty),
            tags,
            is_secret: secret::is_secret(api, variant.ty.schema),
            takes_anything: takes_anything(api, variant.ty.schema),
        }
    });
    variants.collect()
}

fn takes_anything(api: &Api, schema: SchemaId) -> bool {
    let kind = &api[api.unaliased(schema)].kind;
    if let SchemaKind::Secret(hidden) = kind {
        takes_anything(api, hidden.schema)
    } else {
        matches!(kind, SchemaKind::Any | SchemaKind::Map(_))
    }
}

/// The discriminator, if it has a value for some variant.
fn discriminator(union: &Union) -> Option<&Discriminator> {
    union.discriminator.as_ref().filter(|_| union.variants.iter().any(|variant| !variant.tags.is_empty()))
}

/// The variants that the tag tells, and those that are tried.
fn table(union: &Union, variants: &[Variant<'_>], fallback: &Ident) -> TokenStream {
    let discriminator = discriminator(union);
    let by = discriminator.map(|Discriminator { property, is_optional, default, .. }| {
        let or_content = is_optional.then(|| quote!(or content));
        // One that no tag tells is tried anyway.
        let default = default.map(|index| &variants[index]).filter(|variant| !variant.tags.is_empty());
        let or_default = default.map(|Variant { ident, .. }| quote!(or #ident));
        quote!(by #property #or_content #or_default)
    });
    let is_added = discriminator.is_some_and(|discriminator| !discriminator.in_variants);
    let told = variants.iter().filter(|variant| !variant.tags.is_empty()).map(|variant| {
        let how = match (is_added, variant.is_secret) {
            (_, true) => quote!(secret),
            (true, false) => quote!(tagged),
            (false, false) => quote!(plain),
        };
        let Variant { ident, ty, tags, .. } = variant;
        let tags = tags.iter().map(|tag| documented(tag));
        quote! { #how #ident(#ty) = #(#tags)|*; }
    });
    let tried = union.trial.iter().map(|index| &variants[*index]).filter(|variant| variant.tags.is_empty());
    let (last, first): (Vec<_>, Vec<_>) = tried.partition(|variant| variant.takes_anything);
    let first = first.into_iter().map(|variant| variant.tried(&quote!(or)));
    let last = last.into_iter().map(|variant| variant.tried(&quote!(or_else)));
    let tried: Vec<TokenStream> = first.chain(last).collect();
    let tries = (!tried.is_empty()).then(|| quote!(tries { #(#tried)* }));
    quote! { #by else #fallback { #(#told)* } #tries }
}
