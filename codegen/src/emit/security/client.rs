//! The methods of the client that fill and empty its slots, and change its type: a table for each scheme.

use proc_macro2::TokenStream;
use quote::quote;

use super::credentials::row;
use crate::plan::{Client, Scheme};

/// The tables, for the module that defines `Client { core, credentials }`.
pub(in crate::emit) fn setters(client: &Client<'_>) -> TokenStream {
    let slot = |Scheme { slot, generic, .. }: &Scheme<'_>| quote! { #slot: #generic };
    let slots: Vec<TokenStream> = client.schemes.iter().map(slot).collect();
    let tables = client.schemes.iter().enumerate().map(|(index, scheme)| {
        let (row, before, after) = (row(scheme), &slots[..index], &slots[index + 1..]);
        quote! { ::warded::rt::slot! { #row among [#(#before),*] [#(#after),*]; } }
    });
    tables.collect()
}
