//! The client and its calls: what every generated API has. The runtime makes them, around types of the generated code's
//! own.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use crate::model::Api;

/// The items of the module `client`, but for what depends on the security schemes. `Client::new` takes no URL where the
/// document says where its server is.
pub(super) fn items(api: &Api) -> TokenStream {
    let docs = docs::attribute(&format!("A client of {}.", docs::line(&api.title)));
    let server = api.server_groups.first().and_then(|group| group.servers.first());
    let place = if server.is_some_and(|server| server.names_host) { quote!(document) } else { quote!(base_url) };
    quote! { ::warded::rt::client! { #docs pub struct Client at #place; } }
}
