//! Arguments that are hidden in tuple patterns, so that a function seems to take fewer.

use proc_macro2::{Delimiter, TokenTree};

use super::tokens::{each_group, group, ident, inside, pieces, punctuation};

/// The functions with such arguments.
pub(crate) fn hidden(tokens: &[TokenTree]) -> Vec<String> {
    let mut found = Vec::new();
    each_group(tokens, &mut |tokens| {
        for at in 0..tokens.len() {
            let name = ident(tokens, at + 1).filter(|_| ident(tokens, at).as_deref() == Some("fn"));
            let Some(name) = name else { continue };
            let arguments = group(tokens, behind_generics(tokens, at + 2), Delimiter::Parenthesis);
            if arguments.is_some_and(|arguments| pieces(&inside(arguments)).into_iter().any(is_tuple)) {
                found.push(name);
            }
        }
    });
    found
}

/// The place behind the `<…>` that may stand at `at`.
fn behind_generics(tokens: &[TokenTree], at: usize) -> usize {
    let mut depth = 0_i32;
    for at in at..tokens.len() {
        let is_arrow = punctuation(tokens, at - 1, "->");
        if punctuation(tokens, at, "<") {
            depth += 1;
        } else if punctuation(tokens, at, ">") && !is_arrow {
            depth -= 1;
        } else if depth == 0 {
            return at;
        }
    }
    tokens.len()
}

fn is_tuple(argument: &[TokenTree]) -> bool {
    group(argument, 0, Delimiter::Parenthesis).is_some() && punctuation(argument, 1, ":")
}
