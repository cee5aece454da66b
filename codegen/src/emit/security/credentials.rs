//! The client's slots: `Credentials<J = Absent, T = Absent>`, one type parameter for each scheme.
//!
//! Filling a slot changes the type, so that the compiler knows what a client carries.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::docs::documented;
use super::slots::{Within, any};
use crate::plan::{Client, Scheme};

/// The types of what a client carries, known to the compiler or at run time only.
pub(super) fn items(client: &Client<'_>) -> TokenStream {
    let rows = client.schemes.iter().map(row);
    quote! { ::warded::rt::credentials! { #(#rows)* } }
}

/// `jwt: J = "JWT", without_jwt, Jwt<Grants>;`
pub(super) fn row(scheme: &Scheme<'_>) -> TokenStream {
    let Scheme { of, slot, generic, without, .. } = scheme;
    let (credential, name) = (any(scheme, Within::Credential), documented(&of.name));
    quote! { #slot: #generic = #name, #without, #credential; }
}

/// `J, T`
pub(super) fn all_parameters(client: &Client<'_>) -> Vec<TokenStream> {
    let generics = client.schemes.iter().map(|scheme| scheme.generic);
    generics.map(|generic| quote! { #generic }).collect()
}

/// The slots but for the one at `index`, moved: `jwt: self.jwt` if `from` is `self`.
pub(super) fn others(client: &Client<'_>, index: usize, from: &TokenStream) -> Vec<TokenStream> {
    let others = client.schemes.iter().enumerate().filter(|(other, _)| *other != index);
    others.map(|(_, Scheme { slot, .. })| quote! { #slot: #from.#slot }).collect()
}

/// `J, Jwt<JRole>` for the scheme at `index`, and the same with something else in its place.
pub(super) fn replaced(client: &Client<'_>, index: usize, replacement: &TokenStream) -> TokenStream {
    replaced_in(all_parameters(client), index, replacement.clone())
}

/// `Credentials` of these slots, with another one at `index`.
pub(super) fn replaced_in(mut slots: Vec<TokenStream>, index: usize, replacement: TokenStream) -> TokenStream {
    slots[index] = replacement;
    quote! { Credentials<#(#slots),*> }
}
