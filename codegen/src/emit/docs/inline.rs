//! Markdown within a line: code spans, links, tags.

/// Escapes everything that rustdoc would take for an item, a tag or a fence, or warn of.
pub(super) fn clean(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut rest = line;
    loop {
        let (plain, special) = rest.split_at(plain(rest.as_bytes()));
        out.push_str(plain);
        rest = special;
        let Some(c) = rest.chars().next() else { return out };
        let (length, text) = match c {
            '\\' => escape(rest),
            '`' => code_span(rest),
            '<' => angle(rest),
            '!' if rest[1..].starts_with('[') => (1, String::new()),
            '[' => link(rest).unwrap_or_else(|| (1, "\\[".to_owned())),
            ']' => (1, "\\]".to_owned()),
            '~' => tildes(rest),
            'h' => url(rest).unwrap_or_else(|| (1, "h".to_owned())),
            c => (c.len_utf8(), c.to_string()),
        };
        out.push_str(&text);
        rest = &rest[length..];
    }
}

/// The number of bytes before the first that may need escaping.
fn plain(text: &[u8]) -> usize {
    let mut at = 0;
    while at < text.len() {
        match text[at] {
            b'\\' | b'`' | b'<' | b'!' | b'[' | b']' | b'~' => break,
            b'h' if text[at..].starts_with(b"http") => break,
            _ => at += 1,
        }
    }
    at
}

/// `\*` stays; a backslash before anything else, which would break the line or nothing, becomes a visible one.
fn escape(rest: &str) -> (usize, String) {
    match rest[1..].chars().next() {
        Some(c) if c.is_ascii_punctuation() => (2, rest[..2].to_owned()),
        Some(_) | None => (1, "\\\\".to_owned()),
    }
}

/// One or two backticks and their partners; others are escaped, so that they open no fence.
fn code_span(rest: &str) -> (usize, String) {
    let ticks = run(rest, '`');
    let body = &rest[ticks..];
    let mut at = 0;
    while ticks <= 2
        && let Some(found) = body[at..].find('`')
    {
        at += found;
        let closing = run(&body[at..], '`');
        if closing == ticks {
            // Blanks alone are no code worth showing.
            let is_blank = body[..at].trim().is_empty();
            let length = ticks + at + closing;
            return if is_blank { (length, " ".to_owned()) } else { (length, rest[..length].to_owned()) };
        }
        at += closing;
    }
    (ticks, "\\`".repeat(ticks))
}

fn tildes(rest: &str) -> (usize, String) {
    let length = run(rest, '~');
    (length, if length == 2 { "~~".to_owned() } else { "\\~".repeat(length) })
}

fn run(text: &str, c: char) -> usize {
    text.len() - text.trim_start_matches(c).len()
}

/// Tags that say how text looks. They go, the text stays.
const TAGS: &[&str] = &[
    "a",
    "b",
    "blockquote",
    "br",
    "code",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "li",
    "ol",
    "p",
    "pre",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];

/// `<https://…>` stays, tags of [`TAGS`] go, every other `<` is one.
fn angle(rest: &str) -> (usize, String) {
    let Some(end) = rest.find('>') else { return (1, "\\<".to_owned()) };
    let inner = &rest[1..end];
    if let Some((length, link)) = url(inner)
        && length == inner.len()
    {
        return (end + 1, link);
    }
    let name = inner.trim_start_matches('/');
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    if TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name)) && !inner.contains('<') {
        let is_block = !matches!(name, "a" | "b" | "code" | "em" | "font" | "i" | "small" | "span" | "strong" | "u");
        return (end + 1, if is_block { " ".to_owned() } else { String::new() });
    }
    (1, "\\<".to_owned())
}

/// `[text](https://…)`, with a title or without; the title goes.
fn link(rest: &str) -> Option<(usize, String)> {
    let middle = rest.find("](")?;
    let text = &rest[1..middle];
    let target = &rest[middle + 2..];
    let end = target.find(')')?;
    let (length, _) = url(&target[..end])?;
    let after = target[length..end].trim();
    let is_title = after.is_empty() || (after.len() >= 2 && after.starts_with('"') && after.ends_with('"'));
    if text.contains(['[', ']', '\\', '<', '`', '~']) || text.contains("http") || text.trim().is_empty() || !is_title {
        return None;
    }
    Some((middle + 2 + end + 1, format!("[{text}]({})", &target[..length])))
}

/// A URL of the web, as a link: a bare one is a warning.
fn url(rest: &str) -> Option<(usize, String)> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| rest.starts_with(scheme))?;
    let is_part = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&+,;=%{}".contains(c);
    let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    let url = rest[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', '~', '_', '-']);
    (url.len() > scheme.len()).then(|| (url.len(), format!("<{url}>")))
}
