//! `x-warded.revokes`: how a client's own credential is taken from it, in the type and for good.
//!
//! ```yaml
//! x-warded: { revokes: JWT }
//! ```
//! becomes the trait `credential::without::Jwt`, which is a bound of the revoking operation's method.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::super::docs;
use super::credentials::{all_parameters, others, replaced};
use super::slots::generics;
use crate::model::{Api, SchemeId};
use crate::name::Names;

/// The module `without`, if any operation revokes a credential.
pub(super) fn module(api: &Api, names: &Names) -> TokenStream {
    let revoked: BTreeSet<SchemeId> = api.operations.iter().filter_map(|operation| operation.revokes).collect();
    if revoked.is_empty() {
        return TokenStream::new();
    }
    let traits = revoked.into_iter().map(|scheme| item(api, names, scheme));
    quote! {
        /// What is left of a client's credentials when one of them is revoked.
        pub mod without {
            use super::{Credentials, DynamicCredentials, sealed};
            #(#traits)*
        }
    }
}

fn item(api: &Api, names: &Names, scheme: SchemeId) -> TokenStream {
    let own = &names.schemes[scheme.index()];
    let (ty, slot, without) = (&own.ty, &own.slot, &own.without);
    let parameters = generics(&all_parameters(names));
    let rest = replaced(names, scheme.index(), &quote! { ::warded::Absent });
    let docs = docs::attribute(&format!("Credentials of which {} can be revoked.", docs::code(&api[scheme].name)));
    let source = quote! { ::std::option::Option<::std::sync::Arc<dyn ::warded::Supply>> };
    let others = others(names, scheme.index(), &quote! { self });
    quote! {
        #docs
        pub trait #ty: sealed::Sealed {
            /// The others.
            type Rest;
            /// What supplied the credential, and the others.
            fn take(self) -> (#source, Self::Rest);
        }
        impl #parameters #ty for Credentials #parameters {
            type Rest = #rest;
            fn take(self) -> (#source, Self::Rest) {
                let rest = Credentials { #slot: ::warded::Slot::absent(), #(#others),* };
                (self.#slot.supply().cloned(), rest)
            }
        }
        impl #ty for DynamicCredentials {
            type Rest = Self;
            fn take(self) -> (#source, Self::Rest) {
                (self.#slot.supply().cloned(), self.#without())
            }
        }
    }
}
