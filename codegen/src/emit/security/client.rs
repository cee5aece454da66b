//! The methods of the client that fill and empty its slots, and change its type: a table for each scheme.

use proc_macro2::TokenStream;
use quote::quote;

use super::credentials::row;
use super::slots::schemes;
use crate::model::Api;
use crate::name::{Names, SchemeNames};

/// The tables, for the module that defines `Client { core, credentials }`.
pub(in crate::emit) fn setters(api: &Api, names: &Names) -> TokenStream {
    let slot = |SchemeNames { slot, generic, .. }: &SchemeNames| quote! { #slot: #generic };
    let slots: Vec<TokenStream> = names.schemes.iter().map(slot).collect();
    let tables = schemes(api, names).enumerate().map(|(index, (scheme, own))| {
        let (row, before, after) = (row(scheme, own), &slots[..index], &slots[index + 1..]);
        quote! { ::warded::rt::slot! { #row among [#(#before),*] [#(#after),*]; } }
    });
    tables.collect()
}
