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

use super::{feature, imports, parameter, request_body, security};
use crate::plan::{Client, Operation};

/// The items of the module `op`.
pub(super) fn markers(client: &Client<'_>) -> Vec<TokenStream> {
    if client.operations.is_empty() {
        return Vec::new();
    }
    let operations = client.operations.iter().map(|operation| {
        let marker = marker::marker(client, operation);
        let companions = &operation.responses.companions;
        let companions = companions.iter().map(|one| companion::item(client, operation.marker, one));
        let media_types = operation.bodies().filter_map(|body| request_body::media_types(operation.marker, body));
        let setters = setters(operation);
        feature::items(&operation.features, quote!(#marker #(#companions)* #(#media_types)* #setters))
    });
    let shared = client.shared.iter().map(companion::shared);
    std::iter::once(imports(&quote!(servers, types))).chain(operations).chain(shared).collect()
}

/// The items of the module `operations`: the methods of the client, and the token without which no call can be made.
pub(super) fn methods(client: &Client<'_>) -> TokenStream {
    if client.operations.is_empty() {
        return TokenStream::new();
    }
    let methods = client.operations.iter().flat_map(|operation| {
        let attribute = feature::attribute(&operation.features);
        operation.methods.iter().map(move |method| {
            let method = method::method(client, operation, method);
            quote!(#attribute #method)
        })
    });
    let requires = (!client.guards.is_empty()).then(|| quote!(requires,));
    let imports = imports(&quote!(Call, Client, op, #requires types));
    let items = quote! {
        #imports
        /// The token that `Call::new` requires. Nothing outside this module can make one, so that no call bypasses
        /// the bounds of the methods.
        pub struct Token(());
        impl<C> Client<C> { #(#methods)* }
    };
    feature::items(client.features_of_any_operation(), items)
}

/// The arguments of the operation's plain method, and what writes them into a request.
pub(super) fn required(operation: &Operation<'_>) -> (Vec<TokenStream>, TokenStream) {
    let body = operation.methods.first().and_then(|method| method.body.as_ref());
    (method::arguments(operation, body, None), method::request(operation, body, None))
}

/// The same, without the parameter at a position, and without the body unless that is given.
pub(super) fn required_but(
    operation: &Operation<'_>,
    parameter: Option<usize>,
    takes_body: bool,
) -> (Vec<TokenStream>, TokenStream) {
    let body = operation.methods.first().and_then(|method| method.body.as_ref()).filter(|_| takes_body);
    (method::arguments(operation, body, parameter), method::request(operation, body, parameter))
}

/// The setters of a call's optional parameters, and of its body if that is optional.
fn setters(operation: &Operation<'_>) -> Option<TokenStream> {
    let body = operation.of.request_body.as_ref().zip(operation.optional_body.as_ref());
    let body = body.map(|(of, body)| request_body::setter(of, body));
    let setters: Vec<TokenStream> = operation.setters().map(parameter::setter).chain(body).collect();
    let role = operation.keeps.map(|_| quote!(where Grants: 'static));
    let marker = security::marker_use(operation);
    (!setters.is_empty()).then(|| quote!(::warded::rt::setters! { for super::Call<#marker> #role { #(#setters)* } }))
}
