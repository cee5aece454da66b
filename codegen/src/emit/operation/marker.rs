//! The marker type of an operation, and what the runtime has to know of it.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};

use crate::emit::{docs, response, schema, security};
use crate::model::Method;
use crate::plan::{Client, Operation, Role};

/// The table of the operation.
pub(super) fn marker(client: &Client<'_>, operation: &Operation<'_>) -> TokenStream {
    let (of, ident) = (operation.of, operation.marker);
    let (method, path) = (of.method.as_str(), &of.path);
    let docs = docs::attribute(&format!("`{method}` {}", docs::code(path)));
    let parameters = security::parameters(operation);
    let id = of.id.clone().unwrap_or_else(|| format!("{method} {path}"));
    let servers = client.servers(of.servers).ident;
    let responses = &operation.responses;
    let (accept, streams) = (responses.accept.join(", "), response::streams(responses));
    let headers = responses.companions.iter().find(|one| one.role == Role::Headers).map(|headers| {
        let ident = headers.ident;
        quote!(headers #ident;)
    });
    let (output, error) = (schema::ty(&responses.output), schema::ty(&responses.error));
    let (sent, rows) = (sent(&of.method), response::rows(responses));
    quote! {
        ::warded::rt::operation! {
            #docs
            pub enum #ident #parameters = #id;
            sends #sent #path, servers::#servers, #accept;
            #streams
            #headers
            gives #output, #error;
            #rows
        }
    }
}

fn sent(method: &Method) -> TokenStream {
    let name = method.as_str();
    match method {
        Method::Other(_) => quote!(#name),
        Method::Get
        | Method::Put
        | Method::Post
        | Method::Delete
        | Method::Options
        | Method::Head
        | Method::Patch
        | Method::Trace
        | Method::Query => format_ident!("{name}").into_token_stream(),
    }
}
