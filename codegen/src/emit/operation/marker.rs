//! The marker type of an operation, and what the runtime has to know of it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::emit::{docs, response, response_header, security};
use crate::model::{Api, OperationId};
use crate::name::Names;

/// `pub enum ShowPet {}` and `impl Operation for ShowPet`.
pub(super) fn marker(api: &Api, names: &Names, id: OperationId) -> TokenStream {
    let operation = &api[id];
    let idents = &names.operations[id.index()];
    let ident = &idents.ty;
    let (generics, used) = (security::parameters(api, operation), security::marker_use(api, names, id));
    let item = if security::keeps_role(api, operation) {
        quote!(pub struct #ident<Role>(::std::marker::PhantomData<fn() -> Role>);)
    } else {
        quote!(pub enum #ident {})
    };
    let docs = docs::attribute(&format!("`{}` {}", operation.method.as_str(), docs::code(&operation.path)));
    let constants = constants(api, names, id);
    let response::Responses { output, error, items, accept, functions } = response::responses(api, names, id);
    let headers = response_header::headers(api, names, id);
    quote! {
        #docs
        #item
        impl #generics ::warded::Operation for #used {
            #constants
            const ACCEPT: &'static str = #accept;
            type Output = #output;
            type Error = #error;
            #functions
        }
        #items
        #headers
    }
}

fn constants(api: &Api, names: &Names, id: OperationId) -> TokenStream {
    let operation = &api[id];
    let method = format_ident!("{}", operation.method.as_str());
    let path = &operation.path;
    let id = match &operation.id {
        Some(id) => id.clone(),
        None => format!("{} {path}", operation.method.as_str()),
    };
    let servers = &names.servers[operation.servers.index()];
    quote! {
        const ID: &'static str = #id;
        const METHOD: ::warded::http::Method = ::warded::http::Method::#method;
        const PATH: &'static str = #path;
        const SERVERS: &'static ::warded::Servers = &super::servers::#servers;
    }
}
