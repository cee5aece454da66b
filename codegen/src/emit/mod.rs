//! The resolved API and its names to tokens.
//!
//! **Invariant.** Nothing is decided here and nothing can fail: `resolve` and `name` did all that. Text of the document
//! becomes a literal or a cleaned doc attribute, never source.

mod client;
mod docs;
mod feature;
mod operation;
mod parameter;
mod path;
mod request_body;
mod response;
mod response_body;
mod response_decode;
mod response_header;
mod root;
mod schema;
mod security;
mod server;
mod tag;

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Api, SchemaId, TypeUse};
use crate::name::Names;

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
pub fn emit(api: &Api, names: &Names) -> Vec<Module> {
    let (calls, setters) = (client::items(api), security::setters(api, names));
    let mut markers = operation::markers(api, names);
    markers.push(security::implementations(api, names));
    let mut modules = vec![
        module("client", "The client, and its calls before they are sent.", vec![calls, setters]),
        module("op", "Operations: one type for each, with its errors and the setters of its call.", markers),
        module(
            "operations",
            &format!(
                "The methods of the client, one for each operation, and of the calls that log in.{}",
                tag::documentation(api)
            ),
            vec![operation::methods(api, names), security::session_methods(api, names)],
        ),
        module("servers", "Servers of the API.", vec![server::items(api, names)]),
        module("types", "The schemas of the document.", schema::items(api, names)),
    ];
    modules.extend(security::modules(api, names));
    modules.sort_by(|a, b| a.name.cmp(&b.name));
    modules.insert(0, root::module(api, names, &modules));
    modules
}

/// The Rust type of a value, as the root of the client writes it: `types::Pet`.
#[must_use]
pub fn rust_type(api: &Api, names: &Names, ty: TypeUse) -> String {
    compact(&schema::at_root(api, names, ty))
}

/// The Rust type of a schema that has no declaration of its own, or that is an alias of another:
/// `::std::vec::Vec<types::Pet>`.
#[must_use]
pub fn aliased_type(api: &Api, names: &Names, schema: SchemaId) -> String {
    compact(&schema::aliased_at_root(api, names, schema))
}

/// The text of a type. None of ours needs the blanks that tokens are written with.
fn compact(ty: &TokenStream) -> String {
    ty.to_string().replace(' ', "")
}

fn module(name: &str, docs: &str, parts: Vec<TokenStream>) -> Module {
    Module { name: name.to_owned(), docs: docs.to_owned(), parts }
}

/// The items beside a module that it speaks of. Not every API has a use for each.
fn siblings(items: &TokenStream) -> TokenStream {
    quote! {
        #[allow(unused_imports, reason = "not every document needs them")]
        use super::{#items};
    }
}
