//! Macros with braces, such as `::warded::rt::object! { … }`, to formatted text: formatters leave their inside alone.
//!
//! A line for each row, which ends with `;` or with braces, and one for each attribute in front of it.

use std::iter::repeat_n;

use proc_macro2::{Delimiter, Group, Spacing, TokenTree};

use super::docs;

/// The maximum number of columns of a row that can be broken.
const WIDTH: usize = 100;

/// The text of such an item; the item itself if it is another one.
pub(super) fn text(mut item: Vec<TokenTree>) -> Result<String, Vec<TokenTree>> {
    if !is_table(&item) {
        return Err(item);
    }
    let Some(TokenTree::Group(table)) = item.pop() else { return Err(item) };
    let table = inside(table);
    let is_attribute = |token: &TokenTree| is_punct(token, '#') || matches!(token, TokenTree::Group(_));
    let path = item.iter().rposition(is_attribute).map_or(0, |at| at + 1);
    let mut text = attributes(&item[..path]);
    text.extend(item[path..].iter().map(ToString::to_string));
    text.push_str(" {");
    if is_single(&table) {
        let mut lines = String::new();
        rows(table, 0, &mut lines);
        text.extend([" ", lines.trim_end(), " "]);
    } else {
        text.push('\n');
        rows(table, 1, &mut text);
    }
    text.push_str("}\n");
    Ok(text)
}

fn is_table(item: &[TokenTree]) -> bool {
    let [.., mark, TokenTree::Group(table)] = item else { return false };
    is_punct(mark, '!') && table.delimiter() == Delimiter::Brace
}

/// The tokens of a group, which is given up so that they are not copied.
fn inside(group: Group) -> Vec<TokenTree> {
    let tokens = group.stream();
    drop(group);
    tokens.into_iter().collect()
}

/// Returns true if it is one table without attributes: its braces need no lines of their own.
fn is_single(tokens: &[TokenTree]) -> bool {
    !tokens.iter().any(|token| is_punct(token, ';') || is_punct(token, '#'))
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
fn rows(tokens: Vec<TokenTree>, depth: usize, text: &mut String) {
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
                    None => self::attribute(attribute, depth, text),
                }
                continue;
            }
            text.push_str(&indent);
        }
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                text.push_str(" {");
                if !group.stream().is_empty() {
                    text.push('\n');
                    rows(inside(group), depth + 1, text);
                    text.extend(repeat_n("    ", depth));
                }
                text.push_str("}\n");
                row = Row::default();
            }
            TokenTree::Group(group) => {
                let kind = Kind::List;
                row.separate(kind, text);
                list(group, depth, text);
                row.step(kind);
            }
            token if is_punct(&token, ';') => {
                text.push_str(";\n");
                row = Row::default();
            }
            token => row.push(&token, text),
        }
    }
    if row.last.is_some() {
        text.push('\n');
    }
}

/// A list: in one line, or, if that is too long for one with commas in parentheses or one without in brackets, in several.
fn list(group: Group, depth: usize, text: &mut String) {
    let (start, delimiter) = (text.len(), group.delimiter());
    let tokens = inside(group);
    let (open, close) = brackets(delimiter);
    text.push_str(open);
    inline(&tokens, text);
    let has_commas = || tokens.iter().any(|token| is_punct(token, ','));
    let is_long = text.len() - text.rfind('\n').map_or(0, |at| at + 1) > WIDTH + open.len();
    match delimiter {
        Delimiter::Parenthesis if is_long && has_commas() => {
            text.truncate(start);
            broken(tokens, depth, text);
        }
        Delimiter::Bracket if is_long && !has_commas() => {
            text.truncate(start);
            filled(&tokens, depth, text);
        }
        Delimiter::Parenthesis | Delimiter::Bracket | Delimiter::Brace | Delimiter::None => text.push_str(close),
    }
}

/// A list in brackets, in lines that are as full as they can be.
fn filled(tokens: &[TokenTree], depth: usize, text: &mut String) {
    let indent = "    ".repeat(depth + 1);
    text.push('[');
    let mut column = WIDTH;
    for token in tokens {
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
fn attribute(attribute: Group, depth: usize, text: &mut String) {
    text.extend(repeat_n("    ", depth));
    text.push_str("#[");
    let mut tokens = inside(attribute);
    let arguments = tokens.pop_if(|token| matches!(token, TokenTree::Group(_)));
    inline(&tokens, text);
    if let Some(TokenTree::Group(arguments)) = arguments {
        list(arguments, depth, text);
    }
    text.push_str("]\n");
}

/// A list in parentheses, a line for each element. A comma between angle brackets is within an element.
fn broken(tokens: Vec<TokenTree>, depth: usize, text: &mut String) {
    text.push_str("(\n");
    let (mut element, mut angles) = (Vec::new(), 0);
    let mut end = |element: &mut Vec<TokenTree>| {
        if !element.is_empty() {
            text.extend(repeat_n("    ", depth + 1));
            inline(element, text);
            text.push_str(",\n");
            element.clear();
        }
    };
    for token in tokens {
        angles += i32::from(is_punct(&token, '<')) - i32::from(is_punct(&token, '>'));
        if is_punct(&token, ',') && angles == 0 {
            end(&mut element);
        } else {
            element.push(token);
        }
    }
    end(&mut element);
    // A macro may not expect a comma at the end.
    text.truncate(text.len() - 2);
    text.push('\n');
    text.extend(repeat_n("    ", depth));
    text.push(')');
}

/// Appends the tokens in one line.
fn inline(tokens: &[TokenTree], text: &mut String) {
    let mut row = Row::default();
    for token in tokens {
        row.push(token, text);
    }
}

/// The brackets of a list in one line.
const fn brackets(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::Brace => ("{ ", " }"),
        Delimiter::None => ("", ""),
    }
}

/// The kinds of the last two tokens of a line.
#[derive(Default)]
struct Row {
    before: Option<Kind>,
    last: Option<Kind>,
}

/// The kind of a token, by which blanks stand between two.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A punctuation mark, and whether it is one with the next.
    Punct(char, bool),
    /// `at`, with which a row goes on with a list of its own.
    Word,
    /// `impl` or `dyn`, behind which a path begins.
    Keyword,
    Ident,
    Literal,
    List,
    Braces,
}

impl Kind {
    fn of(token: &TokenTree) -> Self {
        match token {
            TokenTree::Punct(punct) => Self::Punct(punct.as_char(), punct.spacing() == Spacing::Joint),
            TokenTree::Ident(ident) if ["among", "at", "gives"].iter().any(|word| ident == word) => Self::Word,
            TokenTree::Ident(ident) if ident == "impl" || ident == "dyn" => Self::Keyword,
            TokenTree::Ident(_) => Self::Ident,
            TokenTree::Literal(_) => Self::Literal,
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Self::Braces,
            TokenTree::Group(_) => Self::List,
        }
    }

    const fn char(self) -> Option<char> {
        match self {
            Self::Punct(char, _) => Some(char),
            Self::Word | Self::Keyword | Self::Ident | Self::Literal | Self::List | Self::Braces => None,
        }
    }

    const fn is_ident(self) -> bool {
        matches!(self, Self::Word | Self::Keyword | Self::Ident)
    }

    const fn is_joint(self) -> bool {
        matches!(self, Self::Punct(_, true))
    }

    /// Returns true if a path can continue after it.
    const fn is_name(self) -> bool {
        matches!(self, Self::Ident | Self::Punct('>', _))
    }
}

impl Row {
    fn step(&mut self, kind: Kind) {
        self.before = self.last.replace(kind);
    }

    /// Appends a blank if one belongs in front of a token.
    fn separate(&self, next: Kind, text: &mut String) {
        if self.is_apart_from(next) {
            text.push(' ');
        }
    }

    /// Appends the token, with a blank in front of it where one belongs.
    fn push(&mut self, token: &TokenTree, text: &mut String) {
        let kind = Kind::of(token);
        self.separate(kind, text);
        match token {
            TokenTree::Group(group) => {
                let (open, close) = brackets(group.delimiter());
                text.push_str(open);
                inline(&group.stream().into_iter().collect::<Vec<_>>(), text);
                text.push_str(close);
            }
            TokenTree::Punct(punct) => text.push(punct.as_char()),
            TokenTree::Ident(_) | TokenTree::Literal(_) => text.push_str(&token.to_string()),
        }
        self.step(kind);
    }

    fn is_apart_from(&self, next: Kind) -> bool {
        let Some(last) = self.last else { return false };
        let (last_is, before_is) = (last.char(), self.before.and_then(Kind::char));
        let is_path = |char: Option<char>, before: Option<char>| char == Some(':') && before == Some(':');
        match (last_is, next.char()) {
            // `a..=b`, `a.b()`, but `.. others`
            (Some('.'), _) => before_is == Some('.') && next.is_ident(),
            (Some('='), _) if before_is == Some('.') => false,
            // `::a`, but `x: ::a`
            (_, Some(':')) if is_path(last_is, before_is) => false,
            (_, Some(':')) if next.is_joint() => !(last.is_name() || matches!(last_is, Some('&' | '<'))),
            (Some(':'), _) => !(last.is_joint() || before_is == Some(':')),
            (_, Some(';' | ',' | ':' | '<' | '>' | '.')) | (Some('&' | '<' | '-' | '\''), _) => false,
            // `=>`
            (Some('='), Some('=')) => false,
            (_, Some(_)) => true,
            // `new(…)`, but `gives ()` and `at […]`
            (_, None) if self.before.is_none() && last == Kind::Word => true,
            (_, None) => !(next == Kind::List && last.is_ident()),
        }
    }
}

fn is_punct(token: &TokenTree, expected: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == expected)
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
        assert_eq!(text(tokens.into_iter().collect()).unwrap_or_default(), lines.join("\n"));
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
        assert_eq!(text(tokens.into_iter().collect()).unwrap_or_default(), lines.join("\n"));
    }
}
