//! Operation Object: a marker type in `op`, a method of the client, and setters of its optional parameters.
//!
//! ```yaml
//! /pets/{id}:
//!   get: { operationId: showPet, … }
//! ```
//! becomes `op::ShowPet`, which implements the runtime's `Operation`, and `client.show_pet(id)`, which makes a
//! `Call<op::ShowPet>`.

mod companion;
mod documentation;
mod marker;
mod method;

use proc_macro2::TokenStream;
use quote::quote;

use super::{feature, parameter, request_body, security, siblings};
use crate::model::{Api, OperationId};
use crate::name::Names;
pub(super) use companion::{Companion, Kind as CompanionKind, Member};

/// The items of the module `op`.
pub(super) fn markers(api: &Api, names: &Names) -> Vec<TokenStream> {
    let features: Vec<_> = ids(api).map(|id| names.features.of_operation(id)).collect();
    let markers: Vec<_> = ids(api).map(|id| marker::marker(api, names, id)).collect();
    let mut shared = companion::Shared::default();
    for (features, (_, companions)) in features.iter().zip(&markers) {
        companions.iter().for_each(|companion| shared.note(features, companion));
    }
    let operations = ids(api).zip(&features).zip(&markers).map(|((id, features), (marker, companions))| {
        let companions = companions.iter().map(|companion| shared.item(features, companion));
        let setters = setters(api, names, id);
        feature::items(features, quote!(#marker #(#companions)* #setters))
    });
    let operations: Vec<TokenStream> = operations.collect();
    if operations.is_empty() {
        return operations;
    }
    std::iter::once(siblings(&quote!(servers, types))).chain(operations).collect()
}

/// The items of the module `operations`: the methods of the client, and the token without which no call can be made.
pub(super) fn methods(api: &Api, names: &Names) -> TokenStream {
    if api.operations.is_empty() {
        return TokenStream::new();
    }
    let methods = ids(api).flat_map(|id| (0..method::count(&api[id])).map(move |body| (id, body)));
    let methods = methods.map(|(id, body)| {
        let (attribute, method) =
            (feature::attribute(&names.features.of_operation(id)), method::method(api, names, id, body));
        quote!(#attribute #method)
    });
    let is_guarded = api.operations.iter().any(|operation| operation.guard.is_some());
    let requires = is_guarded.then(|| quote!(requires,));
    let siblings = siblings(&quote!(Call, Client, op, #requires types));
    let items = quote! {
        #siblings
        /// The token that `Call::new` requires. Nothing outside this module can make one, so that no call bypasses
        /// the bounds of the methods.
        pub struct Token(());
        impl<C> Client<C> { #(#methods)* }
    };
    feature::items(&names.features.of_any_operation(), items)
}

/// The arguments of the operation's method, and what writes them into a request.
pub(super) fn required(api: &Api, names: &Names, id: OperationId) -> (Vec<TokenStream>, TokenStream) {
    method::arguments(api, names, id, 0)
}

fn ids(api: &Api) -> impl Iterator<Item = OperationId> {
    (0u32..).take(api.operations.len()).map(OperationId)
}

/// The setters of a call's optional parameters, and of its body if that is optional.
fn setters(api: &Api, names: &Names, id: OperationId) -> Option<TokenStream> {
    let operation = &api[id];
    let idents = &names.operations[id.index()];
    let mut setters: Vec<TokenStream> = operation
        .parameters
        .iter()
        .zip(&idents.parameters)
        .filter(|(parameter, _)| !parameter.required)
        .map(|(parameter, ident)| parameter::setter(api, names, parameter, ident))
        .collect();
    setters.extend(operation.request_body.as_ref().and_then(|body| request_body::setter(api, names, body)));
    let role = security::keeps_role(api, operation).then(|| quote!(where Grants: 'static));
    let marker = security::marker_use(api, names, id);
    (!setters.is_empty()).then(|| quote!(::warded::rt::setters! { for super::Call<#marker> #role { #(#setters)* } }))
}
