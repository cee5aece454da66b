//! Module `scope`: a trait for each scope that some operation needs.
//!
//! ```yaml
//! security: [{ OAuth: [read:pets] }]
//! ```
//! becomes `trait ReadPets`. The set is open: users implement it for types of their own, which say what a token was
//! granted. Schemes that name the same scope share its trait.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::super::{Module, docs};
use super::message::{as_format, quoted};
use super::slots::schemes;
use crate::model::{Api, Role};
use crate::name::Names;

/// The module, if any operation needs a scope.
pub(super) fn module(api: &Api, names: &Names) -> Option<Module> {
    let mut scopes: BTreeMap<&Ident, &Role> = BTreeMap::new();
    for (scheme, own) in schemes(api, names) {
        for (ident, scope) in own.scopes.iter().zip(&scheme.scopes) {
            scopes.entry(ident).or_insert(scope);
        }
    }
    let first = scopes.keys().next()?.to_string();
    let traits = scopes.iter().map(|(ident, scope)| marker(ident, scope));
    Some(Module {
        name: "scope".to_owned(),
        docs: documentation(&first),
        parts: vec![quote! { pub use ::warded::AllScopes; #(#traits)* }],
    })
}

fn documentation(first: &str) -> String {
    format!(
        "Scopes: what a token was granted.\n\n\
         A credential made by `new` is taken to have all of them ([`AllScopes`]). For one that may lack some, declare\n\
         those that it has on a type of your own, and make it by `with_scopes`:\n\n\
         ```ignore\nstruct Granted;\nimpl scope::{first} for Granted {{}}\n```"
    )
}

fn marker(ident: &Ident, scope: &Role) -> TokenStream {
    let name = as_format(&quoted(&scope.name));
    let message = format!(
        "this operation needs the scope {name}, which `{{Self}}` does not declare: implement `scope::{ident}` for it if the token was granted it"
    );
    let mut text = format!("Tokens with the scope {}.", docs::code(&scope.name));
    if let Some(description) = &scope.description {
        text = format!("{text}\n\n{}", docs::clean(description));
    }
    let docs = docs::attribute(&text);
    quote! {
        #docs
        #[diagnostic::on_unimplemented(message = #message, label = "a scope is missing here")]
        pub trait #ident {}
        impl #ident for ::warded::AllScopes {}
    }
}
