//! OpenAPI Object and Info Object: the root of the client, which names its modules and what users need first.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Module, docs};
use crate::plan::Client;

/// Modules whose items users name; the others hold `impl` blocks, or items that the root exports.
const PUBLIC: [&str; 7] = ["only", "op", "requires", "role", "scope", "servers", "types"];

/// The generator's version, without what changes no output: a runtime that takes no output of it says so at once.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR"));

/// The root of the modules.
pub(super) fn module(client: &Client<'_>, modules: &[Module]) -> Module {
    let declarations = modules.iter().map(|module| {
        let (ident, allowed) = (format_ident!("{}", module.name), allowed(&module.name));
        let visibility = PUBLIC.contains(&module.name.as_str()).then(|| quote!(pub));
        // Their files hold tables, and are as `prettyplease` prints them.
        quote!(#[rustfmt::skip] #allowed #visibility mod #ident;)
    });
    let schemes = client.schemes.iter().map(|scheme| scheme.ty);
    let dynamic = (!client.schemes.is_empty()).then(|| quote!(DynamicCredentials,));
    let without = client.schemes.iter().any(|scheme| scheme.is_revoked).then(|| quote!(without,));
    let tokens = quote! {
        ::warded::rt::generated_by!(#VERSION);
        #(#declarations)*
        pub use client::{Call, Client};
        #[rustfmt::skip]
        pub use credential::{Credentials, #dynamic #without #(#schemes),*};
    };
    Module { name: String::new(), docs: documentation(client), parts: vec![tokens] }
}

/// The lints that a module must allow because of the document's content.
fn allowed(module: &str) -> Option<TokenStream> {
    let (long, complex) = (quote!(clippy::too_many_lines), quote!(clippy::type_complexity));
    // A box would be in the way of everyone who makes or matches a variant.
    let large = quote!(clippy::large_enum_variant);
    let (lints, reason) = match module {
        "client" => (complex, "one parameter for each scheme"),
        "credential" => (quote!(clippy::self_named_constructors), "named by the document"),
        "op" => (quote!(#long, #complex, #large, clippy::manual_range_patterns), "follows from the responses"),
        // The document need not describe everything; allowed here once, since the compiler keeps each attribute of an item.
        "types" => {
            (quote!(missing_docs, #long, #complex, #large, clippy::too_many_arguments), "follows from the document")
        }
        "operations" => (quote!(#long, #complex, clippy::too_many_arguments), "follows from the document"),
        super::XML => (quote!(non_upper_case_globals, clippy::module_inception), "named as their types"),
        _ => return None,
    };
    Some(quote!(#[allow(#lints, reason = #reason)]))
}

/// Title, version, description.
fn documentation(client: &Client<'_>) -> String {
    let description = client.description.map(docs::clean).unwrap_or_default();
    let title = format!("{}, version {}.", docs::line(client.title), docs::line(client.version));
    if description.is_empty() { title } else { format!("{title}\n\n{description}") }
}
