//! Module `role`: a marker for each role, whom a credential speaks for.
//!
//! ```yaml
//! x-warded: { requires-role: { JWT: [client, anonymous-client] } }
//! ```
//! The set is closed: the traits of module `requires` tell the roles apart, which needs all of them to be known.
//! Schemes that name the same role share its marker.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::super::{Module, docs};
use super::slots::schemes;
use crate::model::{Api, Role};
use crate::name::Names;

/// The module, if any scheme knows roles.
pub(super) fn module(api: &Api, names: &Names) -> Option<Module> {
    let roles = all(api, names);
    if roles.is_empty() {
        return None;
    }
    let markers = roles.iter().map(|(ident, role)| marker(ident, role));
    Some(Module {
        name: "role".to_owned(),
        docs: "Roles: whom a credential speaks for.".to_owned(),
        parts: vec![quote! {
            /// Whom a credential speaks for.
            #[diagnostic::on_unimplemented(
                message = "`{Self}` is no role of this API: take one of module `role`",
                label = "not a role"
            )]
            pub trait Role: super::credential::sealed::Sealed + 'static {
                /// Its name in the document; none if only the server knows the role.
                const NAME: Option<&'static str>;
            }
            impl super::credential::sealed::Sealed for ::warded::UnknownRole {}
            impl Role for ::warded::UnknownRole {
                const NAME: Option<&'static str> = None;
            }
            #(#markers)*
        }],
    })
}

/// The roles of all schemes, each marker once.
fn all<'a>(api: &'a Api, names: &'a Names) -> BTreeMap<&'a Ident, &'a Role> {
    let mut all = BTreeMap::new();
    for (scheme, own) in schemes(api, names) {
        for (ident, role) in own.roles.iter().zip(&scheme.roles) {
            all.entry(ident).or_insert(role);
        }
    }
    all
}

fn marker(ident: &Ident, role: &Role) -> TokenStream {
    let name = &role.name;
    let docs = docs::attribute(&format!("The role {}.", docs::code(name)));
    quote! {
        #docs
        #[derive(Clone, Copy, Debug)]
        pub enum #ident {}
        impl super::credential::sealed::Sealed for #ident {}
        impl Role for #ident {
            const NAME: Option<&'static str> = Some(#name);
        }
    }
}
