//! `#[cfg(feature = "tag-pets")]`: what only some features of Cargo let in.

use proc_macro2::TokenStream;
use quote::quote;
use syn::File;

/// The attribute; nothing for what is always in.
pub(super) fn attribute(features: &[&str]) -> TokenStream {
    match features {
        [] => TokenStream::new(),
        [feature] => quote!(#[cfg(feature = #feature)]),
        several => quote!(#[cfg(any(#(feature = #several),*))]),
    }
}

/// Items, each of them with the attribute.
pub(super) fn items(features: &[&str], items: TokenStream) -> TokenStream {
    if features.is_empty() {
        return items;
    }
    let attribute = attribute(features);
    let File { items, .. } = syn::parse2(items).expect("emit makes Rust items");
    quote!(#(#attribute #items)*)
}
