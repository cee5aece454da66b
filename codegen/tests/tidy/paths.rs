//! The paths that a file names: imports in groups, `super::…`, and what is written out in the middle of a function.

use proc_macro2::{Delimiter, TokenTree};

use super::tokens::{group, ident, inside, pieces, punctuation};

/// All paths into the crate, from its root on, of a file that is the module `module`.
pub(crate) fn of_crate(tokens: &[TokenTree], module: &[String]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    scan(tokens, module, &mut found);
    found
}

/// The names that are imported from other crates.
pub(crate) fn imported(tokens: &[TokenTree]) -> Vec<String> {
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let root = ident(tokens, at + 1).filter(|root| !["crate", "super", "self"].contains(&root.as_str()));
        if ident(tokens, at).as_deref() == Some("use") && root.is_some() {
            follow(&tokens[at + 1..], Vec::new(), &mut found);
        }
    }
    found.into_iter().filter_map(|path| path.last().cloned()).collect()
}

fn scan(tokens: &[TokenTree], module: &[String], found: &mut Vec<Vec<String>>) {
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(word) if word == "crate" || word == "super" || word == "self" => {
                let goes_on = at >= 2 && punctuation(tokens, at - 2, "::");
                let is_of_macro = at >= 1 && punctuation(tokens, at - 1, "$");
                if punctuation(tokens, at + 1, "::") && !goes_on && !is_of_macro {
                    follow(&tokens[at..], module.to_vec(), found);
                }
            }
            // What is printed names modules of the output.
            TokenTree::Group(_) if at >= 2 && punctuation(tokens, at - 1, "!") && is_quote(tokens, at - 2) => {}
            TokenTree::Group(group) => {
                let name = at.checked_sub(2).filter(|at| ident(tokens, *at).as_deref() == Some("mod"));
                let inner = name.and_then(|at| ident(tokens, at + 1));
                let module: Vec<String> = module.iter().cloned().chain(inner).collect();
                scan(&inside(group), &module, found);
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

fn is_quote(tokens: &[TokenTree], at: usize) -> bool {
    ident(tokens, at).is_some_and(|name| name == "quote")
}

/// Follows one path with all its branches from `base` on.
fn follow(tokens: &[TokenTree], mut base: Vec<String>, found: &mut Vec<Vec<String>>) {
    let mut at = 0;
    loop {
        match tokens.get(at) {
            Some(TokenTree::Ident(word)) if word == "crate" => base.clear(),
            Some(TokenTree::Ident(word)) if word == "super" => _ = base.pop(),
            Some(TokenTree::Ident(word)) if word == "self" => {}
            Some(TokenTree::Ident(word)) => base.push(word.to_string()),
            Some(TokenTree::Group(_)) => {
                let Some(branches) = group(tokens, at, Delimiter::Brace) else { return };
                for branch in pieces(&inside(branches)) {
                    follow(branch, base.clone(), found);
                }
                return;
            }
            Some(TokenTree::Punct(_) | TokenTree::Literal(_)) | None => break,
        }
        if !punctuation(tokens, at + 1, "::") {
            break;
        }
        at += 3;
    }
    found.push(base);
}
