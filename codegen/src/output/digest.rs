//! Digest of a Rust file's content that is independent of its layout: `rustfmt` and line endings do not change it.
//!
//! ```text
//! use b::{d, c,}; use a::e;     has the digest of     use a::e; use b::{c, d};
//! ```
//! Words, literals, comments and their order count. White space, commas and braces do not, as `rustfmt` adds and drops
//! them; nor does the order of neighbouring `use` and `mod` items, which it sorts. This finds edits. It does not withstand
//! somebody who wants to hide one.

/// The digest of a file without its first line.
pub(super) fn digest(text: &str) -> u64 {
    let unix;
    let text = if text.contains('\r') {
        unix = text.replace("\r\n", "\n");
        &unix
    } else {
        text
    };
    let tokens = tokens(text);
    let mut hash = Fnv::default();
    let (mut at, mut imports) = (0, Vec::new());
    while at < tokens.len() {
        let head = at + head(&tokens[at..]);
        if let Some((import, length)) = import(&tokens[head..]) {
            imports.push(tokens[at..head].concat() + &import);
            at = head + length;
            continue;
        }
        imports.sort_unstable();
        imports.drain(..).for_each(|import| hash.push(&import));
        let end = tokens.len().min(head + 1);
        tokens[at..end].iter().filter(|token| !matches!(**token, "," | "{" | "}")).for_each(|token| hash.push(token));
        at = end;
    }
    imports.sort_unstable();
    imports.iter().for_each(|import| hash.push(import));
    hash.0
}

/// FNV-1a of 64 bits: unlike the standard library's, it is the same in every release.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    /// Takes in a text, and that it ends here.
    fn push(&mut self, text: &str) {
        for byte in text.bytes().chain([0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

/// The number of tokens before an item that move with it: its comments, attributes and visibility.
fn head(tokens: &[&str]) -> usize {
    let mut at = 0;
    loop {
        let length = match &tokens[at..] {
            [comment, ..] if comment.starts_with("//") && !comment.starts_with("//!") => Some(1),
            ["#", "[", ..] => closed(&tokens[at + 1..]).map(|length| 1 + length),
            ["pub", "(", ..] => closed(&tokens[at + 1..]).map(|length| 1 + length),
            ["pub", ..] => Some(1),
            _ => None,
        };
        match length {
            Some(length) => at += length,
            None => return at,
        }
    }
}

/// An item that `rustfmt` may move among its neighbours, in a form that does not tell how it is written, and the number
/// of its tokens.
fn import(tokens: &[&str]) -> Option<(String, usize)> {
    match tokens {
        ["mod", name, ";", ..] => Some((format!("mod {name}"), 3)),
        ["use", first, ..] if *first != "<" => {
            let end = tokens.iter().position(|token| *token == ";")?;
            let mut paths = Vec::new();
            leaves("", &mut tokens[1..end].iter(), &mut paths);
            paths.sort_unstable();
            Some((format!("use {}", paths.join(",")), end + 1))
        }
        _ => None,
    }
}

/// The number of tokens up to the bracket that closes the first one.
fn closed(tokens: &[&str]) -> Option<usize> {
    let mut depth = 0_usize;
    let end = tokens.iter().position(|token| {
        match *token {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    });
    end.map(|end| end + 1)
}

/// The paths that a tree of `use` names, each as a whole.
fn leaves<'t>(prefix: &str, tree: &mut impl Iterator<Item = &'t &'t str>, paths: &mut Vec<String>) {
    let mut path = prefix.to_owned();
    let mut is_leaf = false;
    while let Some(token) = tree.next() {
        match *token {
            "{" => {
                leaves(&path, tree, paths);
                is_leaf = false;
            }
            "," | "}" => {
                paths.extend(is_leaf.then(|| path.clone()));
                is_leaf = false;
                prefix.clone_into(&mut path);
                if *token == "}" {
                    return;
                }
            }
            token => {
                path.push_str(if token == "as" { " as " } else { token });
                is_leaf = true;
            }
        }
    }
    paths.extend(is_leaf.then_some(path));
}

/// Words, literals and comments, each as a whole, and every other character that is not white.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = comment(rest).or_else(|| string(rest)).or_else(|| character(rest)).unwrap_or_else(|| {
            let word = rest.find(|c: char| !is_of_word(c)).unwrap_or(rest.len());
            word.max(first.len_utf8())
        });
        let (token, after) = rest.split_at(length);
        tokens.push(token.trim_end());
        rest = after.trim_start();
    }
    tokens
}

fn is_of_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// The length of the comment that the text begins with.
fn comment(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    let mut depth = 0_usize;
    let mut at = 0;
    loop {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        match rest {
            [b'/', b'*', ..] => depth += 1,
            [b'*', b'/', ..] if depth > 0 => depth -= 1,
            [] => return (depth > 0).then_some(text.len()),
            _ if depth == 0 => return None,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return Some(at);
        }
    }
}

/// The length of the string literal, of any kind, that the text begins with.
fn string(text: &str) -> Option<usize> {
    let prefix = ["", "b", "c", "r", "br", "cr"]
        .into_iter()
        .rfind(|prefix| text.strip_prefix(prefix).is_some_and(|rest| rest.trim_start_matches('#').starts_with('"')))?;
    let quoted = &text[prefix.len()..];
    let hashes = quoted.len() - quoted.trim_start_matches('#').len();
    if !prefix.ends_with('r') {
        return if hashes == 0 { Some(prefix.len() + escaped(quoted, '"')) } else { None };
    }
    let start = prefix.len() + hashes + 1;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(text[start..].find(&end).map_or(text.len(), |at| start + at + end.len()))
}

/// The length of the character literal, or of the lifetime, that the text begins with.
fn character(text: &str) -> Option<usize> {
    let quoted = text.strip_prefix('\'')?;
    let mut characters = quoted.char_indices();
    let (_, first) = characters.next()?;
    match characters.next() {
        Some((at, '\'')) if first != '\\' => Some(1 + at + 1),
        _ if first == '\\' => Some(escaped(text, '\'')),
        _ => Some(1 + quoted.find(|c: char| !is_of_word(c)).unwrap_or(quoted.len())),
    }
}

/// The length of a literal up to the quote that ends it, with its first one.
fn escaped(text: &str, quote: char) -> usize {
    let mut characters = text.char_indices().skip(1);
    while let Some((at, c)) = characters.next() {
        if c == '\\' {
            characters.next();
        } else if c == quote {
            return at + 1;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{digest, tokens};

    #[test]
    fn layout_has_no_bearing() {
        let same = [
            "//! Docs.\n\nuse b::{d, c};\nuse a::e;\nmod f;\n\nfn g(h: &'a str) -> u8 { match h { 'x' => 1, _ => { 2 } } }\n",
            "//! Docs.   \r\nmod f;\r\nuse a::{e};\r\nuse b::{\r\n    c,\r\n    d,\r\n};\r\nfn g(\r\n h: &'a str,\r\n) -> u8 {\r\n match h { 'x' => { 1 } _ => 2 }\r\n}",
        ];
        assert_eq!(digest(same[0]), digest(same[1]));
        let nested = ["#[x]\npub use super::{a::{b as c, d}, *};", "#[x] pub use super::{ *, a::{ d, b as c, }, };"];
        assert_eq!(digest(nested[0]), digest(nested[1]));
    }

    #[test]
    fn every_edit_has() {
        let text =
            "//! Docs.\nuse a::{b, c};\n/// Says `x`.\nfn g(h: &'a str) { f(\"a, b\", r#\"c \" d\"#, '\\'', 1, 2); }\n";
        for (old, new) in [
            ("Docs", "Doc"),
            ("`x`", "` x`"),
            ("a::{b", "b::{a"),
            ("b, c}", "b}"),
            ("'a", "'b"),
            ("a, b", "a,b"),
            ("a, b", "a, b "),
            ("c \" d", "c \"d"),
            ("'\\''", "'\\\"'"),
            ("1, 2", "2, 1"),
            ("fn g", "/* fn */ fn g"),
            ("fn g", "// fn\nfn g"),
            ("2); }", "2); }\nuse d;"),
        ] {
            let edited = text.replace(old, new);
            assert!(edited != text && digest(&edited) != digest(text), "{old} to {new}");
        }
    }

    #[test]
    fn texts_that_end_early_are_read_to_their_end() {
        for text in
            ["\"a", "r#\"a\"", "'", "'\\", "/* a /* */", "//", "use a::{b", "#[a", "pub(", "mod", "r#type b'\\''"]
        {
            let read: String = tokens(text).concat().split_whitespace().collect();
            assert_eq!(read, text.split_whitespace().collect::<String>());
            assert_ne!(digest(text), digest(""), "{text}");
        }
    }
}
