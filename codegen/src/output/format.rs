//! Tokens to formatted text.

use proc_macro2::TokenStream;

use super::HEADER;

/// The text of one file: header, module documentation, items.
///
/// # Panics
///
/// If the tokens are not a Rust file, which would be a defect of `emit`.
pub(super) fn rust(docs: &str, tokens: TokenStream) -> String {
    let file: syn::File = syn::parse2(tokens).expect("emit makes Rust items");
    let mut text = HEADER.to_owned();
    for line in docs.lines() {
        text.push_str(if line.is_empty() { "//!" } else { "//! " });
        text.push_str(line);
        text.push('\n');
    }
    text.push('\n');
    text.push_str(&prettyplease::unparse(&file));
    text
}
