//! `x-warded.revokes`: how a client's own credential is taken from it, in the type and for good.
//!
//! ```yaml
//! x-warded: { revokes: JWT }
//! ```
//! becomes the trait `without::WithoutJwt`, which is a bound of the revoking operation's method.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

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
        /// Client credentials from which one was removed, because it was revoked.
        pub mod without {
            use super::{Credentials, DynamicCredentials, sealed};
            #(#traits)*
        }
    }
}

/// The trait's name. One like that of the credential itself would be like that of a trait in `requires` too, which the
/// compiler would point out.
pub(super) fn ident(names: &Names, scheme: SchemeId) -> Ident {
    format_ident!("Without{}", names.schemes[scheme.index()].ty)
}

fn item(api: &Api, names: &Names, scheme: SchemeId) -> TokenStream {
    let own = &names.schemes[scheme.index()];
    let (slot, without, ident) = (&own.slot, &own.without, ident(names, scheme));
    let parameters = generics(&all_parameters(names));
    let rest = replaced(names, scheme.index(), &quote! { ::warded::Absent });
    let docs = docs::attribute(&format!("Credentials whose {} can be revoked.", docs::code(&api[scheme].name)));
    let source = quote! { ::std::option::Option<::std::sync::Arc<dyn ::warded::Supply>> };
    let others = others(names, scheme.index(), &quote! { self });
    quote! {
        #docs
        pub trait #ident: sealed::Sealed {
            /// The remaining credentials.
            type Rest;
            /// Separates the credential's source from the other credentials.
            fn take(self) -> (#source, Self::Rest);
        }
        impl #parameters #ident for Credentials #parameters {
            type Rest = #rest;
            fn take(self) -> (#source, Self::Rest) {
                let rest = Credentials { #slot: ::warded::rt::Slot::absent(), #(#others),* };
                (self.#slot.supply().cloned(), rest)
            }
        }
        impl #ident for DynamicCredentials {
            type Rest = Self;
            fn take(self) -> (#source, Self::Rest) {
                (self.#slot.supply().cloned(), self.#without())
            }
        }
    }
}
