//! Matches that go on to compile when an enum of ours gets another variant.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenTree};

use super::paths::imported;
use super::tokens::{each_group, group, ident, inside, punctuation};

/// The crates whose enums are not ours, where they are written with their crate.
const OTHERS: &[&str] = &["openapiv3", "serde_json", "proc_macro2", "syn", "std"];

/// The enums that a file declares.
pub(crate) fn enums(tokens: &[TokenTree]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    each_group(tokens, &mut |tokens| {
        for at in 0..tokens.len() {
            if ident(tokens, at).as_deref() == Some("enum") {
                found.extend(ident(tokens, at + 1));
            }
        }
    });
    found
}

/// The matches on one of `own` that have an arm `_` or one that is a name only, by the pattern that is on such an enum.
pub(crate) fn wild(tokens: &[TokenTree], own: &BTreeSet<String>) -> Vec<String> {
    let foreign: BTreeSet<String> = imported(tokens).into_iter().collect();
    let own: BTreeSet<String> = own.difference(&foreign).cloned().collect();
    let mut found = Vec::new();
    scan(tokens, None, &own, &mut found);
    found
}

fn scan(tokens: &[TokenTree], owner: Option<&str>, own: &BTreeSet<String>, found: &mut Vec<String>) {
    let mut implemented: Option<String> = None;
    let mut matched = false;
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(word) if word == "impl" && is_item(tokens, at) => implemented = of_impl(&tokens[at + 1..]),
            TokenTree::Ident(word) if word == "match" => matched = true,
            TokenTree::Group(inner) if inner.delimiter() == Delimiter::Brace => {
                let inner = inside(inner);
                if std::mem::take(&mut matched) {
                    let patterns = patterns(&inner);
                    // No list of slices is complete.
                    let is_slice = |pattern: &[TokenTree]| group(pattern, 0, Delimiter::Bracket).is_some();
                    let ours = patterns.iter().find(|pattern| !is_slice(pattern) && is_own(pattern, owner, own));
                    if let (Some(ours), true) = (ours, patterns.iter().any(|pattern| takes_all(pattern))) {
                        found.push(text(ours));
                    }
                }
                scan(&inner, implemented.take().as_deref().or(owner), own, found);
            }
            TokenTree::Group(inner) => scan(&inside(inner), owner, own, found),
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// Whether an `impl` is an item, and not a type.
fn is_item(tokens: &[TokenTree], at: usize) -> bool {
    match at.checked_sub(1).and_then(|at| tokens.get(at)) {
        None | Some(TokenTree::Group(_) | TokenTree::Ident(_)) => true,
        Some(TokenTree::Punct(punct)) => punct.as_char() == ';',
        Some(TokenTree::Literal(_)) => false,
    }
}

/// The type of an `impl`, from what stands behind this word.
fn of_impl(tokens: &[TokenTree]) -> Option<String> {
    let (mut depth, mut name) = (0_i32, None);
    for at in 0..tokens.len() {
        let is_arrow = at > 0 && punctuation(tokens, at - 1, "->");
        if group(tokens, at, Delimiter::Brace).is_some() || ident(tokens, at).as_deref() == Some("where") {
            break;
        } else if punctuation(tokens, at, "<") {
            depth += 1;
        } else if punctuation(tokens, at, ">") && !is_arrow {
            depth -= 1;
        } else if depth == 0 {
            name = ident(tokens, at).or(name);
        }
    }
    name
}

/// The patterns of a match's arms, with their guards.
fn patterns(tokens: &[TokenTree]) -> Vec<&[TokenTree]> {
    let (mut patterns, mut start, mut at) = (Vec::new(), 0, 0);
    while at < tokens.len() {
        if !punctuation(tokens, at, "=>") {
            at += 1;
            continue;
        }
        patterns.push(&tokens[start..at]);
        at += 2;
        if group(tokens, at, Delimiter::Brace).is_some() && !continues(tokens, at + 1) {
            at += 1;
        } else {
            while at < tokens.len() && !punctuation(tokens, at, ",") {
                at += 1;
            }
        }
        at += usize::from(punctuation(tokens, at, ","));
        start = at;
    }
    patterns
}

/// Whether an expression that began with a block goes on behind it.
fn continues(tokens: &[TokenTree], at: usize) -> bool {
    punctuation(tokens, at, ".") || punctuation(tokens, at, "?")
}

fn takes_all(pattern: &[TokenTree]) -> bool {
    let is_name = |word: &str| word.starts_with(|c: char| c.is_lowercase()) && !["true", "false"].contains(&word);
    matches!(pattern, [TokenTree::Ident(word)] if word == "_" || is_name(&word.to_string()))
}

fn is_own(pattern: &[TokenTree], owner: Option<&str>, own: &BTreeSet<String>) -> bool {
    let mut found = false;
    each_group(pattern, &mut |tokens| {
        for at in 0..tokens.len() {
            let Some(name) = ident(tokens, at).filter(|_| punctuation(tokens, at + 1, "::")) else { continue };
            let is_of_other = at >= 3
                && punctuation(tokens, at - 2, "::")
                && ident(tokens, at - 3).is_some_and(|root| OTHERS.contains(&root.as_str()));
            let name = if name == "Self" { owner.unwrap_or_default() } else { &name };
            let is_variant = ident(tokens, at + 3).is_some_and(|name| name.starts_with(|c: char| c.is_uppercase()));
            found |= is_variant && !is_of_other && own.contains(name);
        }
    });
    found
}

fn text(pattern: &[TokenTree]) -> String {
    pattern.iter().cloned().collect::<proc_macro2::TokenStream>().to_string()
}
