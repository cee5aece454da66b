//! `DynamicCredentials`: what a client carries if only configuration knows it.
//!
//! They implement every trait of module `requires`; a call that nothing in them satisfies is an error at run time.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::docs;
use super::message::needs;
use super::slots::{Within, any, generics, parameters, role_marker, role_type, schemes};
use crate::model::{Api, GuardId, SchemeId, SchemeUse, SecurityScheme};
use crate::name::{Names, SchemeNames};

/// The type and its setters, if the API has schemes.
pub(super) fn items(api: &Api, names: &Names) -> TokenStream {
    if names.schemes.is_empty() {
        return TokenStream::new();
    }
    let slots: Vec<_> = names.schemes.iter().map(|scheme| &scheme.slot).collect();
    let setters: TokenStream = schemes(api, names).map(|(scheme, own)| setter(scheme, own)).collect();
    quote! {
        /// What a client carries if that is known at run time only, as from configuration.
        ///
        /// Every operation can be called with it. One that needs what is not there fails, before anything is sent,
        /// with [`CredentialError::Missing`](::warded::CredentialError::Missing).
        #[derive(Clone, Default)]
        pub struct DynamicCredentials { #(pub(super) #slots: ::warded::DynamicSlot),* }
        impl DynamicCredentials {
            /// None at all.
            #[must_use]
            pub fn new() -> Self {
                <Self as ::std::default::Default>::default()
            }
            #setters
        }
        impl ::std::fmt::Debug for DynamicCredentials {
            /// The names of the schemes, nothing else.
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str("DynamicCredentials ")?;
                f.debug_set().entries([#(self.#slots.scheme()),*].into_iter().flatten()).finish()
            }
        }
        impl sealed::Sealed for DynamicCredentials {}
    }
}

fn setter(scheme: &SecurityScheme, own: &SchemeNames) -> TokenStream {
    let SchemeNames { slot, without, .. } = own;
    let (credential, parameters) = (any(scheme, own, Within::Credential), generics(&parameters(scheme, own)));
    let with = docs::attribute(&format!("With a credential of {}.", docs::code(&scheme.name)));
    let less = docs::attribute(&format!("Without the credential of {}.", docs::code(&scheme.name)));
    quote! {
        #with
        #[must_use]
        pub fn #slot #parameters (mut self, #slot: impl ::warded::IntoSource<#credential>) -> Self {
            self.#slot = ::warded::DynamicSlot::held(&::warded::IntoSource::into_source(#slot));
            self
        }
        #less
        #[must_use]
        pub fn #without(mut self) -> Self {
            self.#slot = ::warded::DynamicSlot::default();
            self
        }
    }
}

/// The trait's implementation for `DynamicCredentials`.
pub(super) fn implementation(api: &Api, names: &Names, id: GuardId, renewed: &[SchemeId]) -> TokenStream {
    let (guard, ident) = (&api[id], &names.guards[id.index()]);
    let needs = needs(api, guard);
    let alternatives = guard.alternatives.iter().map(|alternative| {
        let supplies = alternative.schemes.iter().map(|one| supply(names, one));
        quote! { &[#(#supplies),*] }
    });
    let roles = renewed.iter().map(|scheme| {
        let role = role_type(names, *scheme);
        quote! { type #role = ::warded::UnknownRole; }
    });
    quote! {
        #[diagnostic::do_not_recommend]
        impl #ident for super::credential::DynamicCredentials {
            #(#roles)*
            fn authorization(&self) -> ::warded::Authorization {
                ::warded::Authorization::first_held(&[#(#alternatives),*], #needs)
            }
        }
    }
}

fn supply(names: &Names, one: &SchemeUse) -> TokenStream {
    let own = &names.schemes[one.scheme.index()];
    let slot = &own.slot;
    if one.roles.is_empty() {
        return quote! { self.#slot.supply() };
    }
    let roles = one.roles.iter().map(|role| role_marker(own, *role));
    quote! { self.#slot.supply_as(&[#(<#roles as super::role::Role>::NAME),*]) }
}
