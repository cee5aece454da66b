//! The marker type of an operation, and what the runtime has to know of it.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};

use super::Companion;
use crate::emit::{docs, response, response_header, security};
use crate::model::{Api, Method, OperationId};
use crate::name::Names;

/// The table of the operation, and the types that go with it.
pub(super) fn marker<'a>(api: &'a Api, names: &'a Names, id: OperationId) -> (TokenStream, Vec<Companion<'a>>) {
    let operation = &api[id];
    let idents = &names.operations[id.index()];
    let (ident, method) = (&idents.ty, operation.method.as_str());
    let parameters = security::parameters(api, operation);
    let docs = docs::attribute(&format!("`{method}` {}", docs::code(&operation.path)));
    let (path, servers) = (&operation.path, &names.servers[operation.servers.index()]);
    let operation_id = operation.id.clone().unwrap_or_else(|| format!("{method} {path}"));
    let response::Responses { output, error, companions, accept, streams, statuses } =
        response::responses(api, names, id);
    let headers = response_header::headers(api, names, id);
    let has_headers = headers.as_ref().map(|_| {
        let ident = &idents.headers;
        quote!(headers #ident;)
    });
    let sent = match operation.method {
        Method::Other(_) => quote!(#method),
        Method::Get
        | Method::Put
        | Method::Post
        | Method::Delete
        | Method::Options
        | Method::Head
        | Method::Patch
        | Method::Trace
        | Method::Query => format_ident!("{method}").into_token_stream(),
    };
    let table = quote! {
        ::warded::rt::operation! {
            #docs
            pub enum #ident #parameters = #operation_id;
            sends #sent #path, servers::#servers, #accept;
            #streams
            #has_headers
            gives #output, #error;
            #statuses
        }
    };
    (table, companions.into_iter().chain(headers).collect())
}
