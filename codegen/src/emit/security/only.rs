//! Names for clients in structs: `struct Search { client: Client<only::TrackerKey> }`.
//!
//! Functions are better generic in a trait of `requires`; a struct wants a type without parameters.

use quote::quote;

use super::super::{Module, docs};
use super::credentials::replaced_in;
use super::slots::{Within, any};
use crate::plan::Client;

/// The module `only`, if there are schemes.
pub(super) fn module(client: &Client<'_>) -> Option<Module> {
    let absent = vec![quote! { ::warded::Absent }; client.schemes.len()];
    let aliases = client.schemes.iter().enumerate().map(|(index, scheme)| {
        let docs = docs::attribute(&format!("A credential of {}, and no other.", docs::code(&scheme.of.name)));
        let (ty, parameters) = (scheme.ty, scheme.has_grants().then(|| quote! { <Grants = ::warded::All> }));
        let credentials = replaced_in(absent.clone(), index, any(scheme, Within::Sibling));
        quote! {
            #docs
            pub type #ty #parameters = super::credential::#credentials;
        }
    });
    (!client.schemes.is_empty()).then(|| Module {
        name: "only".to_owned(),
        docs: "Credentials of clients that have exactly one: for the types of struct fields, as in `Client<only::…>`."
            .to_owned(),
        parts: vec![quote! { #(#aliases)* }],
    })
}
