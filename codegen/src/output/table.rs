//! Macros with braces, such as `::warded::object! { Pet { 0 required id = "id"; } }`: a line for each row, and none for
//! the braces around a single table. Formatters leave the inside of macros alone.

use std::iter::repeat_n;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The text of such an item; `None` if it is another one.
pub(super) fn text(item: &[TokenTree]) -> Option<String> {
    let [head @ .., TokenTree::Punct(mark), TokenTree::Group(table)] = item else { return None };
    if mark.as_char() != '!' || table.delimiter() != Delimiter::Brace {
        return None;
    }
    let is_attribute = |token: &TokenTree| is_punct(token, '#') || matches!(token, TokenTree::Group(_));
    let path = head.iter().rposition(is_attribute).map_or(0, |at| at + 1);
    let mut text = attributes(&head[..path]);
    text.extend(head[path..].iter().map(ToString::to_string));
    text.push_str("! {");
    if table.stream().into_iter().any(|token| is_punct(&token, ';')) {
        text.push('\n');
        rows(table.stream(), 1, &mut text);
    } else {
        let mut lines = String::new();
        rows(table.stream(), 0, &mut lines);
        text.extend([" ", lines.trim_end(), " "]);
    }
    text.push_str("}\n");
    Some(text)
}

/// The lines of attributes.
fn attributes(attributes: &[TokenTree]) -> String {
    if attributes.is_empty() {
        return String::new();
    }
    let text = prettyplease::unparse(&syn::parse_quote!(#(#attributes)* struct Item;));
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
