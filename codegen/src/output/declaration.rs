//! Structs and enums to text, which are most of a client, without the way through a syntax tree.
//!
//! Whatever is not of the plainest form is left to `syn` and `prettyplease`, and what is comes out as it does from them.

use proc_macro2::{Delimiter, Group, TokenTree};

use super::docs;

/// Lines that are longer may have to be broken.
const WIDTH: usize = 89;

/// The text of an item such as `#[derive(Clone)] pub struct Pet { pub id: i64 }`; `None` if it is of another form.
pub(super) fn text(mut item: &[TokenTree]) -> Option<String> {
    let mut text = String::new();
    attributes(&mut item, "", &mut text)?;
    let [TokenTree::Ident(public), TokenTree::Ident(keyword), TokenTree::Ident(name), TokenTree::Group(body)] = item
    else {
        return None;
    };
    if public != "pub" || !(keyword == "struct" || keyword == "enum") || body.delimiter() != Delimiter::Brace {
        return None;
    }
    text.extend(["pub ", &keyword.to_string(), " ", &name.to_string(), " {"]);
    let members: Vec<TokenTree> = body.stream().into_iter().collect();
    if !members.is_empty() {
        text.push('\n');
    }
    let mut members = members.as_slice();
    while !members.is_empty() {
        attributes(&mut members, "    ", &mut text)?;
        member(&mut members, &mut text)?;
    }
    text.push_str("}\n");
    Some(text)
}

/// Documentation and derives, one a line.
fn attributes(tokens: &mut &[TokenTree], indent: &str, text: &mut String) -> Option<()> {
    while let [TokenTree::Punct(hash), TokenTree::Group(group), rest @ ..] = *tokens
        && hash.as_char() == '#'
    {
        match docs::line(group) {
            Some(line) => docs::push(&line, indent, text),
            None => derive(group, indent, text)?,
        }
        *tokens = rest;
    }
    Some(())
}

fn derive(attribute: &Group, indent: &str, text: &mut String) -> Option<()> {
    let tokens: Vec<TokenTree> = attribute.stream().into_iter().collect();
    let [TokenTree::Ident(derive), TokenTree::Group(traits)] = tokens.as_slice() else { return None };
    text.extend([indent, "#[derive("]);
    spelled(&traits.stream().into_iter().collect::<Vec<_>>(), text)?;
    text.push_str(")]\n");
    (derive == "derive").then_some(())
}

/// `pub id: i64,` or `Cat(Cat),`
fn member(tokens: &mut &[TokenTree], text: &mut String) -> Option<()> {
    let end = end(tokens);
    let (member, rest) = tokens.split_at(end);
    let start = text.len();
    match member {
        [TokenTree::Ident(public), TokenTree::Ident(name), TokenTree::Punct(colon), ty @ ..]
            if public == "pub" && colon.as_char() == ':' =>
        {
            text.extend(["    pub ", &name.to_string(), ": "]);
            spelled(ty, text)?;
        }
        [TokenTree::Ident(name)] => text.extend(["    ", &name.to_string()]),
        [TokenTree::Ident(name), TokenTree::Group(ty)] if ty.delimiter() == Delimiter::Parenthesis => {
            text.extend(["    ", &name.to_string(), "("]);
            spelled(&ty.stream().into_iter().collect::<Vec<_>>(), text)?;
            text.push(')');
        }
        _ => return None,
    }
    text.push_str(",\n");
    *tokens = rest.get(1..).unwrap_or_default();
    (text.len() - start <= WIDTH).then_some(())
}

/// Where the comma behind a member stands.
fn end(tokens: &[TokenTree]) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        if let TokenTree::Punct(punct) = token {
            match punct.as_char() {
                '<' => depth += 1,
                '>' => depth = depth.saturating_sub(1),
                ',' if depth == 0 => return at,
                _ => {}
            }
        }
    }
    tokens.len()
}

/// A type, or several, of paths and their generics.
fn spelled(tokens: &[TokenTree], text: &mut String) -> Option<()> {
    let mut after_word = false;
    for token in tokens {
        match token {
            TokenTree::Ident(_) if after_word => return None,
            TokenTree::Ident(ident) => text.push_str(&ident.to_string()),
            TokenTree::Punct(punct) if punct.as_char() == ',' => text.push_str(", "),
            TokenTree::Punct(punct) if matches!(punct.as_char(), ':' | '<' | '>') => text.push(punct.as_char()),
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis && group.stream().is_empty() => {
                text.push_str("()");
            }
            TokenTree::Punct(_) | TokenTree::Group(_) | TokenTree::Literal(_) => return None,
        }
        after_word = matches!(token, TokenTree::Ident(_));
    }
    Some(())
}
