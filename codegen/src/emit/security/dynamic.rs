//! Module `requires`, for `DynamicCredentials`: what a client carries if only configuration knows it.
//!
//! They implement every trait; a call that nothing in them satisfies is an error at run time.

use proc_macro2::TokenStream;
use quote::quote;

use super::message::needs;
use super::slots::role_marker;
use crate::model::{Api, Guard, SchemeUse};
use crate::name::Names;

/// `else "`JWT` or `Key`": [jwt] | [key];`
pub(super) fn row(api: &Api, names: &Names, guard: &Guard) -> TokenStream {
    let needs = needs(api, guard);
    let alternatives = guard.alternatives.iter().map(|alternative| {
        let slots = alternative.schemes.iter().map(|one| slot(names, one));
        quote! { [#(#slots),*] }
    });
    quote! { else #needs: #(#alternatives)|*; }
}

fn slot(names: &Names, one: &SchemeUse) -> TokenStream {
    let own = &names.schemes[one.scheme.index()];
    let slot = &own.slot;
    let roles: Vec<_> = one.roles.iter().map(|role| role_marker(own, *role)).collect();
    let roles = (!roles.is_empty()).then(|| quote! { (#(#roles),*) });
    quote! { #slot #roles }
}
