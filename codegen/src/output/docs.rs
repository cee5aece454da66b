//! Documentation around formatting: it is taken out of the tokens and put back into their text, since `syn` and
//! `prettyplease` take longer to read text out of its literals than for everything else.

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};
use quote::quote;
use syn::Lit;

/// The documentation that was taken out, one text for each item or member, and replaced by its number.
#[derive(Default)]
pub(super) struct Docs(Vec<String>);

impl Docs {
    /// The items without their documentation and that of their members.
    pub(super) fn take(&mut self, items: impl Iterator<Item = TokenTree>) -> TokenStream {
        let items = self.outer(items).into_iter().map(|token| match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let inner = group.stream();
                // What nothing else holds is not copied.
                drop(group);
                let members = self.outer(inner.into_iter());
                Group::new(Delimiter::Brace, members.into_iter().collect()).into()
            }
            token => token,
        });
        items.collect()
    }

    /// The tokens, without documentation at this depth.
    fn outer(&mut self, tokens: impl Iterator<Item = TokenTree>) -> Vec<TokenTree> {
        let mut left: Vec<TokenTree> = Vec::new();
        let mut after_docs = false;
        for token in tokens {
            if let TokenTree::Group(group) = &token
                && left.last().is_some_and(is_hash)
                && let Some(line) = line(group)
            {
                left.pop();
                match self.0.last_mut().filter(|_| after_docs) {
                    Some(text) => text.extend(["\n", &line]),
                    None => {
                        let number = self.0.len().to_string();
                        left.extend(quote!(#[doc = #number]));
                        self.0.push(line);
                    }
                }
                after_docs = true;
            } else {
                after_docs &= is_hash(&token);
                left.push(token);
            }
        }
        left
    }

    /// The formatted text, with the documentation in place of its numbers.
    pub(super) fn put_back(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for line in text.lines() {
            let code = line.trim_ascii_start();
            let number = code.strip_prefix("///").and_then(|number| number.parse::<usize>().ok());
            match number.and_then(|number| self.0.get(number)) {
                Some(text) => {
                    let indent = &line[..line.len() - code.len()];
                    text.split('\n').for_each(|line| push(line, indent, &mut out));
                }
                None => out.extend([line, "\n"]),
            }
        }
        out
    }
}

fn is_hash(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == '#')
}

/// The line of documentation that an attribute holds; `None` if it is no such attribute or no single line.
pub(super) fn line(attribute: &Group) -> Option<String> {
    let mut tokens = attribute.stream().into_iter();
    match (tokens.next()?, tokens.nth(1)?) {
        (TokenTree::Ident(name), TokenTree::Literal(text)) if name == "doc" => {
            value(&text).filter(|line| !line.starts_with('/') && !line.contains('\n'))
        }
        _ => None,
    }
}

/// Appends a line of documentation.
pub(super) fn push(line: &str, indent: &str, text: &mut String) {
    text.extend([indent, "///", line.trim_end_matches(' '), "\n"]);
}

/// The value of a string literal.
fn value(literal: &Literal) -> Option<String> {
    let mut text = literal.to_string();
    if !text.starts_with('"') || text.contains('\\') {
        let Lit::Str(text) = Lit::new(literal.clone()) else { return None };
        return Some(text.value());
    }
    text.pop();
    text.remove(0);
    Some(text)
}
