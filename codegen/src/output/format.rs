//! Tokens to formatted text.

use std::iter::repeat_n;
use std::mem;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{File, Item, ItemMacro, MacroDelimiter};

use super::docs::Docs;
use super::{HEADER, declaration};

/// The text of one file: header, module documentation, items.
///
/// # Panics
///
/// If the tokens are not a Rust file, which would be a defect of `emit`.
pub(super) fn rust(docs: &str, parts: Vec<TokenStream>) -> String {
    let mut text = HEADER.to_owned();
    for line in docs.lines() {
        text.push_str(if line.is_empty() { "//!" } else { "//! " });
        text.push_str(line);
        text.push('\n');
    }
    // The end of the header counts as the end of a long item.
    let mut last_is_short = false;
    // One part after the other: their syntax trees are many times as large as their text.
    for part in parts {
        push_part(part, &mut last_is_short, &mut text);
    }
    text
}

fn push_part(tokens: TokenStream, last_is_short: &mut bool, text: &mut String) {
    let mut tokens = tokens.into_iter().collect::<Vec<_>>().into_iter();
    while let Some(item) = declaration::take(&mut tokens) {
        push_item(&item, last_is_short, text);
    }
    if tokens.len() == 0 {
        return;
    }
    let mut docs = Docs::default();
    let mut file: File = syn::parse2(docs.take(tokens)).expect("emit makes Rust items");
    let items = mem::take(&mut file.items);
    if !file.attrs.is_empty() {
        text.push_str(&prettyplease::unparse(&file));
        file.attrs.clear();
    }
    for item in items {
        let has_members = matches!(item, Item::Impl(_) | Item::Trait(_));
        let item = table(&item).unwrap_or_else(|| {
            file.items = vec![item];
            prettyplease::unparse(&file)
        });
        let item = docs.put_back(&if has_members { spaced(&item) } else { item });
        push_item(&item, last_is_short, text);
    }
}

/// Appends an item, with a blank line before it unless it is as short as the one before.
fn push_item(item: &str, last_is_short: &mut bool, text: &mut String) {
    let is_short = item.lines().nth(1).is_none();
    if !(is_short && *last_is_short) {
        text.push('\n');
    }
    text.push_str(item);
    *last_is_short = is_short;
}

/// A macro with braces, such as `::warded::object! { Pet { 0 required id = "id"; } }`: a line for each row, and none for
/// the braces around a single table. Formatters leave the inside of macros alone.
fn table(item: &Item) -> Option<String> {
    let Item::Macro(item) = item else { return None };
    let MacroDelimiter::Brace(_) = item.mac.delimiter else { return None };
    let path = item.mac.path.to_token_stream().to_string().replace(' ', "");
    let mut text = attributes(item);
    text.push_str(&format!("{path}! {{"));
    let tokens = item.mac.tokens.clone();
    if tokens.clone().into_iter().any(|token| is_punct(&token, ';')) {
        text.push('\n');
        rows(tokens, 1, &mut text);
    } else {
        let mut table = String::new();
        rows(tokens, 0, &mut table);
        text.extend([" ", table.trim_end(), " "]);
    }
    text.push_str("}\n");
    Some(text)
}

/// The lines of a macro's attributes.
fn attributes(item: &ItemMacro) -> String {
    if item.attrs.is_empty() {
        return String::new();
    }
    let mut item = item.clone();
    item.mac.tokens = TokenStream::new();
    let text = prettyplease::unparse(&syn::parse_quote!(#item));
    text.trim_end().rsplit_once('\n').map(|(attributes, _)| format!("{attributes}\n")).unwrap_or_default()
}

/// Ends a line after each `;` and around what stands in braces.
fn rows(tokens: TokenStream, depth: usize, text: &mut String) {
    let mut is_glued = false;
    let mut in_row = false;
    for token in tokens {
        let is_end = is_punct(&token, ';');
        if !in_row {
            text.extend(repeat_n("    ", depth));
        } else if !(is_end || is_glued || is_parenthesised(&token)) {
            text.push(' ');
        }
        (in_row, is_glued) = (!is_end, is_glue(&token));
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                text.push('{');
                if !group.stream().is_empty() {
                    text.push('\n');
                    rows(group.stream(), depth + 1, text);
                    text.extend(repeat_n("    ", depth));
                }
                text.push('}');
            }
            token => text.push_str(&token.to_string()),
        }
        if is_end {
            text.push('\n');
        }
    }
    if in_row {
        text.push('\n');
    }
}

fn is_punct(token: &TokenTree, char: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == char)
}

/// Whether nothing stands between the token and the next one: after a sign, and within `::`.
fn is_glue(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == '-' || punct.spacing() == Spacing::Joint)
}

fn is_parenthesised(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis)
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
