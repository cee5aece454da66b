//! The tokens of Rust files, which have neither comments nor line breaks to be misled by.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// The tokens of a file's text.
pub(crate) fn tokens(text: &str) -> Vec<TokenTree> {
    text.parse::<TokenStream>().expect("it is Rust").into_iter().collect()
}

/// The tokens in a group.
pub(crate) fn inside(group: &Group) -> Vec<TokenTree> {
    group.stream().into_iter().collect()
}

/// Calls `visit` with the tokens of the file and those of each group in it, outer ones first.
pub(crate) fn each_group(tokens: &[TokenTree], visit: &mut impl FnMut(&[TokenTree])) {
    visit(tokens);
    for token in tokens {
        if let TokenTree::Group(group) = token {
            each_group(&inside(group), visit);
        }
    }
}

/// The identifier at `at`.
pub(crate) fn ident(tokens: &[TokenTree], at: usize) -> Option<String> {
    match tokens.get(at) {
        Some(TokenTree::Ident(ident)) => Some(ident.to_string()),
        _ => None,
    }
}

/// The group of a delimiter at `at`.
pub(crate) fn group(tokens: &[TokenTree], at: usize, delimiter: Delimiter) -> Option<&Group> {
    match tokens.get(at) {
        Some(TokenTree::Group(group)) if group.delimiter() == delimiter => Some(group),
        _ => None,
    }
}

/// Whether these characters stand at `at`.
pub(crate) fn punctuation(tokens: &[TokenTree], at: usize, expected: &str) -> bool {
    expected
        .chars()
        .enumerate()
        .all(|(offset, c)| matches!(tokens.get(at + offset), Some(TokenTree::Punct(punct)) if punct.as_char() == c))
}

/// The pieces between the commas of a list. Commas between `<` and `>` are none of them.
pub(crate) fn pieces(tokens: &[TokenTree]) -> Vec<&[TokenTree]> {
    let (mut pieces, mut start, mut depth) = (Vec::new(), 0, 0_i32);
    for at in 0..tokens.len() {
        let is_arrow = at > 0 && (punctuation(tokens, at - 1, "->") || punctuation(tokens, at - 1, "=>"));
        if punctuation(tokens, at, "<") {
            depth += 1;
        } else if punctuation(tokens, at, ">") && !is_arrow {
            depth -= 1;
        } else if punctuation(tokens, at, ",") && depth == 0 {
            pieces.push(&tokens[start..at]);
            start = at + 1;
        }
    }
    pieces.push(&tokens[start..]);
    pieces.retain(|piece| !piece.is_empty());
    pieces
}
