//! Any text to an identifier in Rust's casing. `heck` tells words and cases them, of text that [`readable`] made ASCII.

use deunicode::deunicode;
use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};

/// Words that cannot be identifiers even when written `r#…`.
const NEVER_RAW: &[&str] = &["self", "Self", "super", "crate", "_"];
/// The other keywords of edition 2024, in the order of the alphabet. `syn` knows those of 2021, and takes more time to
/// tell than all other naming.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The types, traits and variants of Rust's prelude, which `use types::*` would hide. Functions and macros are
/// spelled differently from types.
const PRELUDE: &[&str] = &[
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Clone",
    "Copy",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// `list pets` to `ListPets`, and `option` to `Option_`: for items of a module, from which users may import all
/// names.
pub(super) fn item_ident(text: &str) -> Ident {
    item(type_ident(text))
}

/// The identifier, or one that does not hide what Rust's prelude has.
pub(super) fn item(ident: Ident) -> Ident {
    if PRELUDE.binary_search(&ident.to_string().as_str()).is_err() {
        return ident;
    }
    Ident::new(&format!("{ident}_"), Span::call_site())
}

/// A name that is made of others gets no longer than this.
pub(super) const LONGEST: usize = 60;

/// The words that there is room for, one at least, and the number of the others:
/// `OAuthWith2ScopesOrOAuthWith3ScopesOr22More`.
pub(super) fn shortened(words: &[String], between: &str) -> String {
    let mut length = 0;
    let fits = |word: &&String| {
        length += between.len() + word.len();
        length <= LONGEST
    };
    let shown = words.iter().take_while(fits).count().max(1).min(words.len());
    let name = words[..shown].join(between);
    match words.len() - shown {
        0 => name,
        more => format!("{name}{between}{more}More"),
    }
}

/// `list pets` to `ListPets`, for names after that of something else, such as variants.
pub(super) fn type_ident(text: &str) -> Ident {
    ident(&prefixed(&readable(text).to_upper_camel_case(), 'T'))
}

/// `petId` to `pet_id`.
pub(super) fn value_ident(text: &str) -> Ident {
    ident(&prefixed(&readable(text).to_snake_case(), '_'))
}

/// `petId` to `PET_ID`.
pub(super) fn constant_ident(text: &str) -> Ident {
    ident(&prefixed(&readable(text).to_shouty_snake_case(), '_'))
}

/// A valid identifier from text that has only letters, digits and `_` and begins with no digit.
pub(super) fn ident(text: &str) -> Ident {
    if NEVER_RAW.contains(&text) {
        return Ident::new(&format!("{text}_"), Span::call_site());
    }
    if KEYWORDS.binary_search(&text).is_ok() {
        return Ident::new_raw(text, Span::call_site());
    }
    Ident::new(text, Span::call_site())
}

/// An identifier of two, without the `_` at their ends, which the compiler's lints do not want in the middle of one.
pub(super) fn compound(first: &str, between: &str, second: &str) -> Ident {
    ident(&format!("{}{between}{}", first.trim_end_matches('_'), second.trim_start_matches('_')))
}

/// The identifier's text without `r#`.
pub(super) fn plain(ident: &Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").map(str::to_owned).unwrap_or(text)
}

/// ASCII text that has a letter or a digit: other scripts are transliterated, and symbols are spelled out where
/// nothing else would be left of the name, or where they tell numbers apart (`+1`, `-1`).
fn readable(text: &str) -> String {
    let ascii = deunicode(text);
    let signed = ascii.strip_prefix(['+', '-']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if signed {
        let sign = if ascii.starts_with('+') { "plus " } else { "minus " };
        return format!("{sign}{}", &ascii[1..]);
    }
    if ascii.chars().any(|c| c.is_ascii_alphanumeric()) {
        return ascii.replace('\'', "");
    }
    let spelled: Vec<&str> = ascii.chars().filter_map(symbol).collect();
    match spelled.is_empty() {
        true if text.is_empty() => "empty".to_owned(),
        true => "blank".to_owned(),
        false => spelled.join(" "),
    }
}

/// Identifiers begin with no digit, and are not empty.
fn prefixed(text: &str, prefix: char) -> String {
    if text.is_empty() {
        return "Blank".to_owned();
    }
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return format!("{prefix}{text}");
    }
    text.to_owned()
}

/// A word for a symbol. White space and control characters have none.
fn symbol(c: char) -> Option<&'static str> {
    Some(match c {
        '!' => "not",
        '"' | '\'' | '`' => "quote",
        '#' => "hash",
        '$' => "dollar",
        '%' => "percent",
        '&' => "and",
        '(' => "left paren",
        ')' => "right paren",
        '*' => "star",
        '+' => "plus",
        ',' => "comma",
        '-' => "minus",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        ';' => "semicolon",
        '<' => "less",
        '=' => "equal",
        '>' => "greater",
        '?' => "question",
        '@' => "at",
        '[' => "left bracket",
        '\\' => "backslash",
        ']' => "right bracket",
        '^' => "caret",
        '_' => "underscore",
        '{' => "left brace",
        '|' => "or",
        '}' => "right brace",
        '~' => "tilde",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proc_macro2::Ident;

    use super::{KEYWORDS, PRELUDE, item_ident, type_ident, value_ident};

    #[test]
    fn any_text_becomes_an_identifier() {
        for (name, ty, value) in [
            ("petId", "PetId", "pet_id"),
            ("type", "Type", "r#type"),
            ("self", "Self_", "self_"),
            ("crate", "Crate", "crate_"),
            ("gen", "Gen", "r#gen"),
            ("2fa", "T2fa", "_2fa"),
            ("+1", "Plus1", "plus_1"),
            ("-1", "Minus1", "minus_1"),
            (">=", "GreaterEqual", "greater_equal"),
            ("", "Empty", "empty"),
            (" ", "Blank", "blank"),
            ("Größe", "Grosse", "grosse"),
            ("名前", "MingQian", "ming_qian"),
            ("\u{39c}", "M", "m"),
            ("don't", "Dont", "dont"),
            ("pets/list", "PetsList", "pets_list"),
            ("_", "Underscore", "underscore"),
            ("HTTPServer2XX", "HttpServer2Xx", "http_server2_xx"),
            ("a1B2c", "A1B2c", "a1_b2c"),
            ("--ab__CDe--", "AbCDe", "ab_c_de"),
        ] {
            assert_eq!(type_ident(name).to_string(), ty, "{name:?}");
            assert_eq!(value_ident(name).to_string(), value, "{name:?}");
        }
    }

    #[test]
    fn items_hide_nothing_of_the_prelude() {
        assert!(PRELUDE.is_sorted());
        assert_eq!(item_ident("from").to_string(), "From_");
        assert_eq!(item_ident("froms").to_string(), "Froms");
    }

    #[test]
    fn keywords_are_what_syn_takes_for_them_and_one_more() {
        assert!(KEYWORDS.is_sorted());
        for keyword in KEYWORDS {
            assert_eq!(syn::parse_str::<Ident>(keyword).is_err(), *keyword != "gen", "{keyword}");
        }
    }
}
