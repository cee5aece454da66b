//! The method of the client that makes a call: required parameters and the body are its arguments.

use proc_macro2::TokenStream;
use quote::quote;

use super::documentation;
use crate::emit::{parameter, path, request_body, security};
use crate::model::ParameterLocation;
use crate::plan::{Body, Client, Method, Operation, Parameter};

/// The method. Its bound says what the client must carry.
pub(super) fn method(client: &Client<'_>, operation: &Operation<'_>, method: &Method<'_>) -> TokenStream {
    let ident = method.ident;
    let docs = documentation::method(client, operation, method);
    let deprecated = operation.of.deprecated.then(|| quote!(#[deprecated]));
    let body = method.body.as_ref();
    let (arguments, request) = (arguments(operation, body, None), request(operation, body, None));
    let (generics, bound) = (security::parameters(operation), security::where_clause(client, operation));
    let authorization = security::authorization(client, operation);
    let marker = security::marker_use(operation);
    let ty = quote!(Call<op::#marker>);
    let call = quote!(Call(::warded::Call::new(&self.core, carried, Token(())) #request));
    let (receiver, ty, call) = match operation.of.revokes {
        Some(scheme) => {
            let (ty, call) = security::revocation(client, scheme, &ty, &call);
            (quote!(self), ty, call)
        }
        None => (quote!(&self), ty, call),
    };
    quote! {
        #docs
        #deprecated
        pub fn #ident #generics (#receiver #(, #arguments)*) -> #ty #bound { #authorization #call }
    }
}

/// The required parameters but for one, and the body.
pub(super) fn arguments(operation: &Operation<'_>, body: Option<&Body<'_>>, but: Option<usize>) -> Vec<TokenStream> {
    let parameters = others(operation, but).map(|parameter| {
        let (ident, ty) = (parameter.ident, parameter::ty(&parameter.argument));
        quote!(#ident: #ty)
    });
    parameters.chain(body.into_iter().flat_map(request_body::arguments)).collect()
}

/// The calls that write the arguments into the request: `.literal("/pets/").path(…).json(…)`.
pub(super) fn request(operation: &Operation<'_>, body: Option<&Body<'_>>, but: Option<usize>) -> TokenStream {
    let path = path::write(operation);
    let others = others(operation, but).filter(|parameter| parameter.of.location != ParameterLocation::Path);
    let writes = others.map(parameter::write).chain(body.map(request_body::write));
    quote!(#path #(.#writes)*)
}

/// The required parameters, without the one at a position.
fn others<'o, 'a>(operation: &'o Operation<'a>, but: Option<usize>) -> impl Iterator<Item = &'o Parameter<'a>> {
    let but = but.map(|at| operation.parameters[at].ident);
    operation.arguments().filter(move |parameter| Some(parameter.ident) != but)
}
