//! The client and its calls: what every generated API has. The runtime makes them, around types of the generated code's
//! own.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use crate::plan::Client;

/// The items of the module `client`, but for what depends on the security schemes. `Client::new` takes no URL where the
/// document says where its server is.
pub(super) fn items(client: &Client<'_>) -> TokenStream {
    let docs = docs::attribute(&format!("A client of {}.", docs::line(client.title)));
    let place = if client.names_host { quote!(document) } else { quote!(base_url) };
    quote! { ::warded::rt::client! { #docs pub struct Client at #place; } }
}
