//! The client's slots: `Credentials<J = Absent, T = Absent>`, one type parameter for each scheme.
//!
//! Filling a slot changes the type, so that the compiler knows what a client carries.

use proc_macro2::TokenStream;
use quote::quote;

use super::slots::generics;
use crate::name::{Names, SchemeNames};

/// The type, and the trait that closes those of modules `requires` and `role`.
pub(super) fn items(names: &Names) -> TokenStream {
    let all = all_parameters(names);
    let item = item(names);
    let (parameters, absent) = (generics(&all), generics(&vec![quote! { ::warded::Absent }; all.len()]));
    let slots = names.schemes.iter().map(|scheme| &scheme.slot);
    let seal = (!all.is_empty()).then(|| seal(&parameters));
    quote! {
        #item
        impl Credentials #absent {
            /// None at all.
            #[must_use]
            pub const fn new() -> Self {
                Self { #(#slots: ::warded::Slot::absent()),* }
            }
        }
        impl ::std::default::Default for Credentials #absent {
            fn default() -> Self {
                Self::new()
            }
        }
        #seal
    }
}

/// What closes the traits of other modules; there are none if there is no scheme.
fn seal(parameters: &TokenStream) -> TokenStream {
    quote! {
        pub(super) mod sealed {
            /// Implemented by what a client can carry, by roles, and by nothing else.
            #[diagnostic::on_unimplemented(
                message = "`{Self}` is neither a client's credentials nor a role: this API has all of them already",
                label = "this API has all of them already"
            )]
            pub trait Sealed {}
        }
        impl #parameters sealed::Sealed for Credentials #parameters {}
    }
}

/// `J, T`
pub(super) fn all_parameters(names: &Names) -> Vec<TokenStream> {
    let generics = names.schemes.iter().map(|scheme| &scheme.generic);
    generics.map(|generic| quote! { #generic }).collect()
}

/// The slots but for the one at `index`, moved: `jwt: self.jwt` if `from` is `self`.
pub(super) fn others(names: &Names, index: usize, from: &TokenStream) -> Vec<TokenStream> {
    let others = names.schemes.iter().enumerate().filter(|(other, _)| *other != index);
    others.map(|(_, SchemeNames { slot, .. })| quote! { #slot: #from.#slot }).collect()
}

/// `J, Jwt<JRole>` for the scheme at `index`, and the same with something else in its place.
pub(super) fn replaced(names: &Names, index: usize, replacement: &TokenStream) -> TokenStream {
    replaced_in(all_parameters(names), index, replacement.clone())
}

/// `Credentials` of these slots, with another one at `index`.
pub(super) fn replaced_in(mut slots: Vec<TokenStream>, index: usize, replacement: TokenStream) -> TokenStream {
    slots[index] = replacement;
    quote! { Credentials<#(#slots),*> }
}

fn item(names: &Names) -> TokenStream {
    let parameters = generics(&all_parameters(names));
    let defaults: Vec<_> =
        names.schemes.iter().map(|SchemeNames { generic, .. }| quote! { #generic = ::warded::Absent }).collect();
    let defaults = generics(&defaults);
    let fields = names
        .schemes
        .iter()
        .map(|SchemeNames { slot, generic, .. }| quote! { pub(super) #slot: ::warded::Slot<#generic> });
    let slots: Vec<_> = names.schemes.iter().map(|scheme| &scheme.slot).collect();
    let held = quote! { [#(self.#slots.scheme()),*] };
    let held: TokenStream = if slots.is_empty() {
        quote! { [""; 0] }
    } else {
        quote! { #held.into_iter().flatten() }
    };
    quote! {
        /// What a client carries: one type parameter for each security scheme, `Absent` where there is none of it.
        #[derive(Clone)]
        pub struct Credentials #defaults { #(#fields),* }
        impl #parameters ::std::fmt::Debug for Credentials #parameters {
            /// The names of the schemes, nothing else.
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str("Credentials ")?;
                f.debug_set().entries(#held).finish()
            }
        }
    }
}
