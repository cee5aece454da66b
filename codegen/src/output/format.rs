//! Tokens to formatted text.

use std::mem;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{File, Item};

use super::docs::Docs;
use super::table;

/// The text of one file: module documentation, items.
///
/// # Panics
///
/// If the tokens are not a Rust file, which would be a defect of `emit`.
pub(super) fn rust(docs: &str, parts: Vec<TokenStream>) -> String {
    let mut text = String::new();
    for line in docs.lines() {
        text.push_str(if line.is_empty() { "//!" } else { "//! " });
        text.push_str(line);
        text.push('\n');
    }
    // The end of the documentation counts as the end of a long item.
    let mut last_is_short = false;
    for part in parts {
        push_part(part, &mut last_is_short, &mut text);
    }
    text
}

/// Appends the items of a part, one after the other: their syntax trees are many times as large as their text.
fn push_part(tokens: TokenStream, last_is_short: &mut bool, text: &mut String) {
    let mut tokens = tokens.into_iter();
    loop {
        let item = item(&mut tokens);
        if item.is_empty() {
            return;
        }
        let item = match table::text(item) {
            Ok(table) => table,
            Err(item) => match formatted(item, text) {
                Some(item) => item,
                None => continue,
            },
        };
        let is_short = item.lines().nth(1).is_none();
        if !(is_short && *last_is_short) {
            text.push('\n');
        }
        text.push_str(&item);
        *last_is_short = is_short;
    }
}

/// The tokens up to the end of the next item; none if there is none.
fn item(tokens: &mut impl Iterator<Item = TokenTree>) -> Vec<TokenTree> {
    let mut item = Vec::new();
    // Whether the first word, such as `static`, begins what may have braces before its end.
    let mut has_value = None;
    for token in tokens {
        let is_end = match &token {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace && has_value != Some(true),
            TokenTree::Ident(word) if has_value.is_none() && word != "pub" => {
                has_value = Some(word == "use" || word == "static" || word == "const");
                false
            }
            TokenTree::Ident(_) | TokenTree::Literal(_) => false,
        };
        item.push(token);
        if is_end {
            break;
        }
    }
    item
}

/// The text of an item of any kind; `None` for attributes of the file, which are appended.
fn formatted(item: Vec<TokenTree>, text: &mut String) -> Option<String> {
    let mut docs = Docs::default();
    let mut file: File = syn::parse2(docs.take(item.into_iter())).expect("emit makes Rust items");
    if !file.attrs.is_empty() {
        let items = mem::take(&mut file.items);
        text.push_str(&prettyplease::unparse(&file));
        (file.attrs, file.items) = (Vec::new(), items);
    }
    let item = file.items.first()?;
    let has_members = matches!(item, Item::Impl(_) | Item::Trait(_));
    let item = prettyplease::unparse(&file);
    Some(docs.put_back(&if has_members { spaced(&item) } else { item }))
}

/// An `impl` or a trait, with a blank line after each of its functions but the last.
fn spaced(item: &str) -> String {
    let mut text = String::with_capacity(item.len() + item.len() / 8);
    let mut after_function = false;
    for line in item.lines() {
        if after_function && line != "}" {
            text.push('\n');
        }
        text.push_str(line);
        text.push('\n');
        after_function = line == "    }";
    }
    text
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::rust;

    #[test]
    fn blank_lines_stand_between_items_and_between_methods() {
        let tokens = quote! {
            mod a; mod b;
            struct S { x: u8 }
            impl S { const N: u8 = 1; fn f() { if A { b() } } fn g() {} }
            use c::d;
        };
        let text = rust("Docs.", vec![tokens]);
        let (_, text) = text.split_once("//! Docs.\n").expect("the documentation stands in front");
        assert_eq!(
            text,
            "\nmod a;\nmod b;\n\nstruct S {\n    x: u8,\n}\n\nimpl S {\n    const N: u8 = 1;\n    fn f() {\n        if A {\n            \
             b()\n        }\n    }\n\n    fn g() {}\n}\n\nuse c::d;\n"
        );
    }
}
