//! One property of an object: the row of its field, and the argument of `new`.
//!
//! ```yaml
//! required: [id, age]
//! properties:
//!   id: { type: integer }                      # id: i64
//!   age: { type: integer, nullable: true }     # age: Option<i64>
//!   name: { type: string }                     # name: Option<String>
//!   nickname: { type: string, nullable: true } # nickname: ::warded::Nullable<String>
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::ty;
use crate::emit::docs;
use crate::plan::{Field, NewArgument, Presence};

/// The row of a field: `required id: i64 = "id";`
pub(super) fn row(field: &Field<'_>) -> TokenStream {
    let (docs, word, ident) = (docs::attribute(&documentation(field)), word(field), field.ident);
    let (ty, name) = (ty::local(&field.ty), field.of.name.as_str());
    quote! { #docs #word #ident: #ty = #name; }
}

/// The argument of `new`: `id: i64`, `name: impl Into<String>`.
pub(super) fn argument(NewArgument { ident, ty, is_generic, .. }: &NewArgument<'_>) -> TokenStream {
    let ty = ty::local(ty);
    if *is_generic { quote!(#ident: impl Into<#ty>) } else { quote!(#ident: #ty) }
}

/// What the document says about the property, and its name in JSON if the field's is another.
fn documentation(Field { of: property, ident, .. }: &Field<'_>) -> String {
    let mut sections: Vec<String> = property.description.iter().map(|text| docs::clean(text)).collect();
    sections.retain(|text| !text.is_empty());
    if **ident != property.name {
        sections.push(format!("In JSON: {}.", docs::code(&property.name)));
    }
    if let Some(default) = &property.default {
        sections.push(format!("Default: {}.", docs::code(&default.to_string())));
    }
    if property.read_only {
        sections.push("Only in responses.".to_owned());
    }
    if property.write_only {
        sections.push("Only in requests.".to_owned());
    }
    if property.deprecated {
        sections.push("**Deprecated.**".to_owned());
    }
    sections.join("\n\n")
}

/// The word for the presence of a member.
fn word(field: &Field<'_>) -> TokenStream {
    match (field.is_secret, field.presence) {
        (false, Presence::Required) => quote!(required),
        (false, Presence::Optional) => quote!(optional),
        (false, Presence::OptionalAny) => quote!(any),
        (false, Presence::Nullable) => quote!(nullable),
        (true, Presence::Required) => quote!(secret_required),
        (true, Presence::Optional) => quote!(secret_optional),
        (true, Presence::OptionalAny) => quote!(secret_any),
        (true, Presence::Nullable) => quote!(secret_nullable),
    }
}
