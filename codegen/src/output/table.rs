//! Macros with braces, such as `::warded::rt::object! { … }`, to formatted text: formatters leave their inside alone.
//!
//! A line for each row, which ends with `;` or with braces, and one for each attribute in front of it.

use std::iter::repeat_n;

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

use super::docs;

/// The maximum number of columns of a row that can be broken.
const WIDTH: usize = 100;

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
    if is_single(&table.stream()) {
        let mut lines = String::new();
        rows(table.stream(), 0, &mut lines);
        text.extend([" ", lines.trim_end(), " "]);
    } else {
        text.push('\n');
        rows(table.stream(), 1, &mut text);
    }
    text.push_str("}\n");
    Some(text)
}

/// Returns true if it is one table without attributes: its braces need no lines of their own.
fn is_single(tokens: &TokenStream) -> bool {
    let is_plain = |token: TokenTree| !(is_punct(&token, ';') || is_punct(&token, '#'));
    tokens.clone().into_iter().all(is_plain)
}

/// The lines of attributes.
fn attributes(attributes: &[TokenTree]) -> String {
    if attributes.is_empty() {
        return String::new();
    }
    let text = prettyplease::unparse(&syn::parse_quote!(#(#attributes)* struct Item;));
    text.trim_end().rsplit_once('\n').map(|(attributes, _)| format!("{attributes}\n")).unwrap_or_default()
}

/// Ends a line behind each attribute, `;` and closing brace.
fn rows(tokens: TokenStream, depth: usize, text: &mut String) {
    let mut row = Row::default();
    let mut tokens = tokens.into_iter();
    while let Some(token) = tokens.next() {
        if row.last.is_none() {
            let indent = "    ".repeat(depth);
            if is_punct(&token, '#')
                && let Some(TokenTree::Group(attribute)) = tokens.next()
            {
                match docs::line(&attribute) {
                    Some(line) => docs::push(&line, &indent, text),
                    None => self::attribute(&attribute, depth, text),
                }
                continue;
            }
            text.push_str(&indent);
        }
        match &token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                text.push_str(" {");
                if !group.stream().is_empty() {
                    text.push('\n');
                    rows(group.stream(), depth + 1, text);
                    text.extend(repeat_n("    ", depth));
                }
                text.push_str("}\n");
                row = Row::default();
            }
            TokenTree::Group(group) if is_too_long(text, group) => {
                if row.is_apart_from(&token) {
                    text.push(' ');
                }
                wrapped(group, depth, text);
                row.step(token);
            }
            _ if is_punct(&token, ';') => {
                text.push_str(";\n");
                row = Row::default();
            }
            _ => {
                row.push(&token, text);
                row.step(token);
            }
        }
    }
    if row.last.is_some() {
        text.push('\n');
    }
}

/// A list that is too long for its line.
fn wrapped(group: &Group, depth: usize, text: &mut String) {
    match group.delimiter() {
        Delimiter::Bracket => filled(group, depth, text),
        Delimiter::Parenthesis | Delimiter::Brace | Delimiter::None => broken(group, depth, text),
    }
}

/// A list in brackets, in lines that are as full as they can be.
fn filled(group: &Group, depth: usize, text: &mut String) {
    let indent = "    ".repeat(depth + 1);
    text.push('[');
    let mut column = WIDTH;
    for token in group.stream() {
        let token = token.to_string();
        if column + token.len() >= WIDTH {
            text.extend(["\n", &indent]);
            column = indent.len();
        } else {
            text.push(' ');
        }
        text.push_str(&token);
        column += token.len() + 1;
    }
    text.push('\n');
    text.extend(repeat_n("    ", depth));
    text.push(']');
}

/// An attribute that is no documentation.
fn attribute(attribute: &Group, depth: usize, text: &mut String) {
    text.extend(repeat_n("    ", depth));
    text.push_str("#[");
    let tokens: Vec<TokenTree> = attribute.stream().into_iter().collect();
    match tokens.as_slice() {
        [head @ .., TokenTree::Group(list)] if is_too_long(text, list) => {
            text.push_str(&inline(head.iter().cloned().collect()));
            broken(list, depth, text);
        }
        tokens => text.push_str(&inline(tokens.iter().cloned().collect())),
    }
    text.push_str("]\n");
}

/// Returns true if a list, in parentheses with commas or in brackets without, would make the line too long.
fn is_too_long(text: &str, group: &Group) -> bool {
    let column = text.len() - text.rfind('\n').map_or(0, |at| at + 1);
    let has_commas = || group.stream().into_iter().any(|token| is_punct(&token, ','));
    let is_list = match group.delimiter() {
        Delimiter::Parenthesis => has_commas(),
        Delimiter::Bracket => !has_commas(),
        Delimiter::Brace | Delimiter::None => false,
    };
    is_list && column + inline(group.stream()).len() > WIDTH
}

/// A list in parentheses, a line for each element. A comma between angle brackets is within an element.
fn broken(group: &Group, depth: usize, text: &mut String) {
    text.push_str("(\n");
    let (mut element, mut angles) = (TokenStream::new(), 0);
    let mut end = |element: &mut TokenStream| {
        if !element.is_empty() {
            text.extend(repeat_n("    ", depth + 1));
            text.extend([&inline(std::mem::take(element)), ",\n"]);
        }
    };
    for token in group.stream() {
        angles += i32::from(is_punct(&token, '<')) - i32::from(is_punct(&token, '>'));
        if is_punct(&token, ',') && angles == 0 {
            end(&mut element);
        } else {
            element.extend([token]);
        }
    }
    end(&mut element);
    // A macro may not expect a comma at the end.
    text.truncate(text.len() - 2);
    text.push('\n');
    text.extend(repeat_n("    ", depth));
    text.push(')');
}

/// The tokens in one line.
fn inline(tokens: TokenStream) -> String {
    let (mut row, mut text) = (Row::default(), String::new());
    for token in tokens {
        row.push(&token, &mut text);
        row.step(token);
    }
    text
}

/// The last two tokens of a line.
#[derive(Default)]
struct Row {
    before: Option<TokenTree>,
    last: Option<TokenTree>,
}

impl Row {
    fn step(&mut self, token: TokenTree) {
        self.before = self.last.replace(token);
    }

    /// Appends the token, with a blank in front of it where one belongs.
    fn push(&self, token: &TokenTree, text: &mut String) {
        if self.is_apart_from(token) {
            text.push(' ');
        }
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{ ", " }"),
                    Delimiter::None => ("", ""),
                };
                text.extend([open, &inline(group.stream()), close]);
            }
            token => text.push_str(&token.to_string()),
        }
    }

    fn is_apart_from(&self, next: &TokenTree) -> bool {
        let Some(last) = &self.last else { return false };
        let (last_is, before_is) = (char(last), self.before.as_ref().and_then(char));
        let is_path = |char: Option<char>, before: Option<char>| char == Some(':') && before == Some(':');
        match (last_is, char(next)) {
            // `a..=b`, `a.b()`, but `.. others`
            (Some('.'), _) => before_is == Some('.') && matches!(next, TokenTree::Ident(_)),
            (Some('='), _) if before_is == Some('.') => false,
            // `::a`, but `x: ::a`
            (_, Some(':')) if is_path(last_is, before_is) => false,
            (_, Some(':')) if is_joint(next) => !(is_name(last) || matches!(last_is, Some('&' | '<'))),
            (Some(':'), _) => !(is_joint(last) || before_is == Some(':')),
            (_, Some(';' | ',' | ':' | '<' | '>' | '.')) | (Some('&' | '<' | '-' | '\''), _) => false,
            // `=>`
            (Some('='), Some('=')) => false,
            (_, Some(_)) => true,
            // `new(…)`, but `gives ()` and `at […]`
            (_, None) if self.before.is_none() && is_word(last) => true,
            (_, None) => !(is_list(next) && matches!(last, TokenTree::Ident(_))),
        }
    }
}

/// Returns true if a path can continue after it.
fn is_name(token: &TokenTree) -> bool {
    match token {
        TokenTree::Ident(ident) => ident != "impl" && ident != "dyn",
        token => is_punct(token, '>'),
    }
}

/// Whether a row that begins with it goes on with a list of its own.
fn is_word(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(ident) if ["among", "at", "gives"].iter().any(|word| ident == word))
}

fn is_list(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() != Delimiter::Brace)
}

fn is_joint(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.spacing() == Spacing::Joint)
}

fn char(token: &TokenTree) -> Option<char> {
    match token {
        TokenTree::Punct(punct) => Some(punct.as_char()),
        TokenTree::Group(_) | TokenTree::Ident(_) | TokenTree::Literal(_) => None,
    }
}

fn is_punct(token: &TokenTree, expected: char) -> bool {
    char(token) == Some(expected)
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::text;

    #[test]
    fn a_row_is_a_line() {
        let tokens = quote! {
            ::warded::rt::object! {
                #[doc = " A pet."]
                #[derive(Clone, PartialEq)]
                pub struct Pet in request: Default {
                    #[doc = " Its \\ number."]
                    required id: ::std::vec::Vec<Option<a::B>> = "id";
                    .. others 1 rest: &[impl ::warded::AsText];
                }
                new(id: impl Into<String>, b: &str);
            }
        };
        let lines = [
            "::warded::rt::object! {",
            "    /// A pet.",
            "    #[derive(Clone, PartialEq)]",
            "    pub struct Pet in request: Default {",
            "        /// Its \\ number.",
            "        required id: ::std::vec::Vec<Option<a::B>> = \"id\";",
            "        .. others 1 rest: &[impl ::warded::AsText];",
            "    }",
            "    new(id: impl Into<String>, b: &str);",
            "}\n",
        ];
        assert_eq!(text(&tokens.into_iter().collect::<Vec<_>>()).as_deref(), Some(lines.join("\n").as_str()));
    }

    #[test]
    fn statuses_and_setters_are_as_rust_has_them() {
        let tokens = quote! {
            ::warded::rt::setters! { for super::Call<Find> {
                200 | -1 | 201..=299 => json Error(E::Default);
                status: &S => query("s", ::warded::rt::Style::FORM.explode(), &status);
                a: Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa => header("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", B<b, b>, c);
            } }
        };
        let lines = [
            "::warded::rt::setters! { for super::Call<Find> {",
            "    200 | -1 | 201..=299 => json Error(E::Default);",
            "    status: &S => query(\"s\", ::warded::rt::Style::FORM.explode(), &status);",
            "    a: Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa => header(",
            "        \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",",
            "        B<b, b>,",
            "        c",
            "    );",
            "} }\n",
        ];
        assert_eq!(text(&tokens.into_iter().collect::<Vec<_>>()).as_deref(), Some(lines.join("\n").as_str()));
    }
}
