//! The plan to tokens.
//!
//! **Invariant.** Nothing is decided here and nothing can fail: a plan is printed. Text of the document
//! becomes a literal or a cleaned doc attribute, never source.

mod client;
mod docs;
mod feature;
mod operation;
mod parameter;
mod path;
mod request_body;
mod response;
mod response_header;
mod root;
mod schema;
mod security;
mod server;
mod tag;
mod xml;

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{Client, Type};

/// The module of the tables of XML, which a client has if some body is XML.
pub const XML: &str = "xml";

/// A module of the output, one file.
#[derive(Clone, Debug)]
pub struct Module {
    /// The name of the module, and of its file without the suffix. Empty for the root.
    pub name: String,
    /// Its documentation, in Markdown that is already clean.
    pub docs: String,
    /// Its items, each part one or more of them: what is small is formatted in little memory.
    pub parts: Vec<TokenStream>,
}

/// The modules of the client, the root first.
#[must_use]
pub fn emit(client: &Client<'_>) -> Vec<Module> {
    let mut markers = operation::markers(client);
    markers.push(security::implementations(client));
    let mut modules = vec![
        module(
            "client",
            "The client, and its calls before they are sent.",
            vec![client::items(client), security::setters(client)],
        ),
        module("op", "Operations: one type for each, with its errors and the setters of its call.", markers),
        module(
            "operations",
            &format!(
                "The methods of the client, one for each operation, and of the calls that log in.{}",
                tag::documentation(client)
            ),
            vec![operation::methods(client), security::session_methods(client)],
        ),
        module("servers", "Servers of the API.", vec![server::items(client)]),
        module("types", "The schemas of the document.", schema::items(client)),
    ];
    modules.extend(security::modules(client));
    modules.extend(xml::module(client));
    modules.sort_by(|a, b| a.name.cmp(&b.name));
    modules.insert(0, root::module(client, &modules));
    modules
}

/// The text of a type, as the root of the client writes it: `types::Pet`, `::std::vec::Vec<types::Pet>`.
#[must_use]
pub fn rust_type(ty: &Type<'_>) -> String {
    compact(&schema::at_root(ty))
}

/// The text of a type. None of ours needs the blanks that tokens are written with.
fn compact(ty: &TokenStream) -> String {
    ty.to_string().replace(' ', "")
}

fn module(name: &str, docs: &str, parts: Vec<TokenStream>) -> Module {
    Module { name: name.to_owned(), docs: docs.to_owned(), parts }
}

/// The runtime's part for generated code, and the items beside a module that it speaks of. Not every API has a use for
/// each. Macros are not called by this import: a path from the root is resolved at once, which saves the compiler a fifth of
/// its time for a large API.
fn imports(siblings: &TokenStream) -> TokenStream {
    let allow = quote!(#[allow(unused_imports, reason = "not every document needs them")]);
    quote! { #allow use ::warded::rt; #allow use super::{#siblings}; }
}
