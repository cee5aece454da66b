//! The setters of the client: they fill and empty its slots, and change its type.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::docs;
use super::credentials::{all_parameters, others, replaced};
use super::slots::{Within, any, generics, parameters, schemes};
use crate::model::{Api, SecurityScheme};
use crate::name::{Names, SchemeNames};

/// The setters, for the module that defines `Client { core, credentials }`.
pub(in crate::emit) fn setters(api: &Api, names: &Names) -> TokenStream {
    if names.schemes.is_empty() {
        return TokenStream::new();
    }
    let setters: TokenStream =
        schemes(api, names).enumerate().map(|(index, scheme)| setter(names, index, scheme)).collect();
    let parameters = generics(&all_parameters(names));
    quote! {
        impl #parameters Client<super::credential::Credentials #parameters> { #setters }
    }
}

fn setter(names: &Names, index: usize, (scheme, own): (&SecurityScheme, &SchemeNames)) -> TokenStream {
    let SchemeNames { slot, without, .. } = own;
    let (credential, parameters) = (any(scheme, own, Within::Sibling), generics(&parameters(scheme)));
    let filled = replaced(names, index, &credential);
    let emptied = replaced(names, index, &quote! { ::warded::Absent });
    let others = others(names, index, &quote! { self.credentials });
    let (with, less) = documentation(scheme);
    quote! {
        #with
        #[must_use]
        pub fn #slot #parameters (
            self,
            #slot: impl ::warded::IntoSource<#credential>,
        ) -> Client<super::credential::#filled> {
            let credentials = super::credential::Credentials {
                #slot: ::warded::Slot::held(::warded::IntoSource::into_source(#slot)),
                #(#others),*
            };
            Client { core: self.core, credentials }
        }
        #less
        #[must_use]
        pub fn #without(self) -> Client<super::credential::#emptied> {
            let credentials = super::credential::Credentials { #slot: ::warded::Slot::absent(), #(#others),* };
            Client { core: self.core, credentials }
        }
    }
}

fn documentation(scheme: &SecurityScheme) -> (TokenStream, TokenStream) {
    let with = format!("The client with a credential of {}, in place of one that it has.", docs::code(&scheme.name));
    let less = format!("The client without its credential of {}.", docs::code(&scheme.name));
    (docs::attribute(&with), docs::attribute(&less))
}
