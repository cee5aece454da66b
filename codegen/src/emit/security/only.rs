//! Names for clients in structs: `struct Search { client: Client<only::TrackerKey> }`.
//!
//! Functions are better generic in a trait of `requires`; a struct wants a type without parameters.

use quote::quote;

use super::super::{Module, docs};
use super::credentials::replaced_in;
use super::slots::{Within, any, has_grants, schemes};
use crate::model::Api;
use crate::name::Names;

/// The module `only`, if there are schemes.
pub(super) fn module(api: &Api, names: &Names) -> Option<Module> {
    let absent = vec![quote! { ::warded::Absent }; names.schemes.len()];
    let aliases = schemes(api, names).enumerate().map(|(index, (scheme, own))| {
        let docs = docs::attribute(&format!("A credential of {}, and no other.", docs::code(&scheme.name)));
        let (ty, parameters) = (&own.ty, has_grants(scheme).then(|| quote! { <Grants = ::warded::All> }));
        let credentials = replaced_in(absent.clone(), index, any(scheme, own, Within::Sibling));
        quote! {
            #docs
            pub type #ty #parameters = super::credential::#credentials;
        }
    });
    (!names.schemes.is_empty()).then(|| Module {
        name: "only".to_owned(),
        docs: "Credentials of clients that have exactly one: for the types of struct fields, as in `Client<only::…>`."
            .to_owned(),
        parts: vec![quote! { #(#aliases)* }],
    })
}
