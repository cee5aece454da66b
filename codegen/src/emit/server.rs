//! Server Object: a static table for each list of servers.
//!
//! ```yaml
//! servers: [{ url: "https://{region}.example.com/v1", variables: { region: { default: eu, enum: [eu, us] } } }]
//! ```
//! becomes `servers::ROOT`, which calls refer to and with which a client's builder replaces a list.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs;
use crate::model::{Server, ServerGroup, ServerVariable};
use crate::plan::{Client, Servers};

/// The items of the module `servers`.
pub(super) fn items(client: &Client<'_>) -> TokenStream {
    let groups = client.servers.iter().enumerate().map(|(index, Servers { ident, named, of, .. })| {
        let docs = docs::attribute(&group_docs(of));
        let servers = of.servers.iter().map(server);
        let named = of.servers.iter().zip(*named);
        let named = named.filter_map(|(server, named)| Some(named_server(ident, index, server, named.as_ref()?)));
        quote! {
            #docs
            pub static #ident: ::warded::Servers = ::warded::Servers { index: #index, servers: &[#(#servers),*] };
            #(#named)*
        }
    });
    quote!(use ::warded::rt; #(#groups)*)
}

/// The list with one of its servers alone.
fn named_server(list: &Ident, index: usize, declared: &Server, ident: &Ident) -> TokenStream {
    let name = docs::code(declared.name.as_deref().unwrap_or_default());
    let text = format!("The server {name} of [`{list}`], for `named_server` of the client's builder.");
    let (docs, server) = (docs::attribute(&text), server(declared));
    quote! {
        #docs
        pub static #ident: ::warded::Servers = ::warded::Servers { index: #index, servers: &[#server] };
    }
}

fn server(server: &Server) -> TokenStream {
    let url = &server.url;
    let variables = server.variables.iter().map(|variable| {
        let ServerVariable { name, default, values, .. } = variable;
        quote!(rt::ServerVariable { name: #name, default: #default, allowed: &[#(#values),*] })
    });
    quote!(rt::ServerUrl { url: #url, variables: &[#(#variables),*] })
}

/// The servers of a group, the default first.
fn group_docs(group: &ServerGroup) -> String {
    let mut text = String::from(
        "The servers of these operations. The first is the default; the client's builder can select another.\n",
    );
    group.servers.iter().for_each(|server| text.push_str(&server_docs(server)));
    text
}

fn server_docs(server: &Server) -> String {
    let mut text = format!("\n- {}", docs::code(if server.url.is_empty() { "/" } else { &server.url }));
    if let Some(name) = &server.name {
        text.push_str(&format!(", {}", docs::code(name)));
    }
    if let Some(description) = &server.description {
        text.push_str(&format!(": {}", docs::line(description)));
    }
    for variable in &server.variables {
        text.push_str(&format!("\n  - {}", docs::code(&variable.name)));
        if let Some(description) = &variable.description {
            text.push_str(&format!(": {}", docs::line(description)));
        }
    }
    text
}
