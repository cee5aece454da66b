//! `x-warded.revokes`: how a client's own credential is taken from it, in the type and for good.
//!
//! ```yaml
//! x-warded: { revokes: JWT }
//! ```
//! becomes the trait `without::WithoutJwt`, which is a bound of the revoking operation's method.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::super::docs;
use super::credentials::{all_parameters, others, replaced};
use super::slots::generics;
use crate::plan::{Client, Scheme};

/// The module `without`, if any operation revokes a credential.
pub(super) fn module(client: &Client<'_>) -> TokenStream {
    let schemes = client.schemes.iter().enumerate().filter(|(_, scheme)| scheme.is_revoked);
    let traits: Vec<TokenStream> = schemes.map(|(index, scheme)| item(client, index, scheme)).collect();
    if traits.is_empty() {
        return TokenStream::new();
    }
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
pub(super) fn ident(scheme: &Scheme<'_>) -> Ident {
    format_ident!("Without{}", scheme.ty)
}

fn item(client: &Client<'_>, index: usize, scheme: &Scheme<'_>) -> TokenStream {
    let (slot, without, ident) = (scheme.slot, scheme.without, ident(scheme));
    let parameters = generics(&all_parameters(client));
    let rest = replaced(client, index, &quote! { ::warded::Absent });
    let docs = docs::attribute(&format!("Credentials whose {} can be revoked.", docs::code(&scheme.of.name)));
    let source = quote! { ::std::option::Option<::std::sync::Arc<dyn ::warded::Supply>> };
    let others = others(client, index, &quote! { self });
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
