//! The method of the client that makes a call: required parameters and the body are its arguments.

use proc_macro2::TokenStream;
use quote::quote;

use super::documentation;
use crate::emit::{parameter, path, request_body, security};
use crate::model::{Api, MediaType, Operation, OperationId, ParameterLocation};
use crate::name::Names;

/// The number of methods of an operation: one for each media type of its body.
pub(super) fn count(operation: &Operation) -> usize {
    operation.request_body.as_ref().map_or(1, |body| body.content.len().max(1))
}

/// The method that takes the body in its media type number `body`. Its bound says what the client must carry.
pub(super) fn method(api: &Api, names: &Names, id: OperationId, body: usize) -> TokenStream {
    let operation = &api[id];
    let idents = &names.operations[id.index()];
    let ident = idents.bodies.get(body).unwrap_or(&idents.method);
    let attributes = attributes(api, names, id, body);
    let (arguments, request) = arguments(api, names, id, body);
    let generics = security::parameters(api, operation);
    let bound = security::where_clause(api, names, id);
    let authorization = security::authorization(api, operation);
    let marker = security::marker_use(api, names, id);
    let ty = quote!(Call<op::#marker>);
    let call = quote!(Call(::warded::Call::new(&self.core, carried, Token(())) #request));
    let (receiver, ty, call) = match operation.revokes {
        Some(scheme) => {
            let (ty, call) = security::revocation(names, scheme, &ty, &call);
            (quote!(self), ty, call)
        }
        None => (quote!(&self), ty, call),
    };
    quote! {
        #attributes
        pub fn #ident #generics (#receiver #(, #arguments)*) -> #ty #bound { #authorization #call }
    }
}

/// Docs, `#[deprecated]`.
fn attributes(api: &Api, names: &Names, id: OperationId, body: usize) -> TokenStream {
    let operation = &api[id];
    let docs = documentation::method(api, names, id, body);
    let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
    quote!(#docs #deprecated)
}

/// The arguments, and what writes them into the request: `.literal("/pets/").path(…).json(…)`.
pub(super) fn arguments(api: &Api, names: &Names, id: OperationId, body: usize) -> (Vec<TokenStream>, TokenStream) {
    let (mut arguments, writes) = parameters(api, names, id);
    let body = body_argument(&api[id], body).map(|media| request_body::body(api, names, media));
    arguments.extend(body.as_ref().map(|request_body::Body { ty, .. }| quote!(body: #ty)));
    let body = body.map(|request_body::Body { write, .. }| quote!(.#write));
    let path = path::write(api, names, id);
    (arguments, quote!(#path #writes #body))
}

/// The body's media type, if the method takes the body: all do but the first where the body is optional.
fn body_argument(operation: &Operation, body: usize) -> Option<&MediaType> {
    let request_body = operation.request_body.as_ref()?;
    request_body.content.get(body).filter(|_| request_body.required || body > 0)
}

/// The arguments of the required parameters, and what writes those that are not in the path.
fn parameters(api: &Api, names: &Names, id: OperationId) -> (Vec<TokenStream>, TokenStream) {
    let (mut arguments, mut writes) = (Vec::new(), TokenStream::new());
    let idents = &names.operations[id.index()].parameters;
    for (parameter, ident) in api[id].parameters.iter().zip(idents).filter(|(parameter, _)| parameter.required) {
        let argument = parameter::required(api, names, parameter);
        let ty = &argument.ty;
        arguments.push(quote!(#ident: #ty));
        if parameter.location != ParameterLocation::Path {
            let write = parameter::write(parameter, &argument, ident);
            writes.extend(quote!(.#write));
        }
    }
    (arguments, writes)
}
