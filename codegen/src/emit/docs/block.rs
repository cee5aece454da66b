//! Markdown blocks, recognized by the beginning of a line: fences, indentation, lists.
//!
//! rustdoc runs every code block that it takes for Rust, and four blanks in the wrong place make one. So no
//! indentation of the document is kept: it is worked out anew from the lists that a line is in.

use super::inline;

/// Cleans the blocks of printable text, and the lines in them.
pub(super) fn clean(text: &str) -> String {
    let mut blocks = Blocks::default();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        match fence(line) {
            Some(fence) => blocks.code(&code(&mut lines, fence)),
            None => blocks.line(line),
        }
    }
    blocks.out.join("\n").trim().to_owned()
}

/// The character of a fence and its length.
#[derive(Clone, Copy)]
struct Fence(char, usize);

fn fence(line: &str) -> Option<Fence> {
    let line = line.trim_start();
    let c = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.len() - line.trim_start_matches(c).len();
    let info = &line[length..];
    (length >= 3 && !info.contains('`')).then_some(Fence(c, length))
}

/// The lines up to the closing fence, or to the end.
fn code<'a>(lines: &mut std::str::Lines<'a>, opening: Fence) -> Vec<&'a str> {
    let is_closing = |line: &str| {
        let line = line.trim();
        line.len() >= opening.1 && line.chars().all(|c| c == opening.0)
    };
    lines.take_while(|line| !is_closing(line)).collect()
}

/// An item of a list that is open.
struct Item {
    /// Its indentation in the document.
    indent: usize,
    /// The indentation that its content has now.
    content: usize,
}

#[derive(Default)]
struct Blocks {
    out: Vec<String>,
    open: Vec<Item>,
}

impl Blocks {
    fn line(&mut self, line: &str) {
        let text = line.trim();
        let indent = line.len() - line.trim_start().len();
        if text.is_empty() {
            self.blank();
        } else if is_break(text) {
            self.open.clear();
            self.blank();
            self.out.extend(["---".to_owned(), String::new()]);
        } else if let Some((marker, content)) = marker(text) {
            self.item(indent, &marker, &clean_line(content));
        } else {
            self.text(indent, &clean_line(text));
        }
    }

    /// A blank line, never two.
    fn blank(&mut self) {
        if self.out.last().is_some_and(|line| !line.is_empty()) {
            self.out.push(String::new());
        }
    }

    fn item(&mut self, indent: usize, marker: &str, content: &str) {
        if content.is_empty() {
            return self.blank();
        }
        let depth = self.open.len();
        while self.open.last().is_some_and(|item| indent <= item.indent) {
            self.open.pop();
        }
        // An ordered list that does not begin with 1 would be part of the paragraph above it, as any would be of one
        // outside of lists.
        let is_new = self.open.len() >= depth;
        if depth == 0 || (is_new && marker != "-" && marker != "1.") {
            self.blank();
        }
        let at = self.open.last().map_or(0, |item| item.content);
        self.open.push(Item { indent, content: at + marker.len() + 1 });
        self.push(at, &format!("{marker} {content}"));
    }

    /// Text belongs to the item above it, unless a blank line separates them and it is no longer indented.
    fn text(&mut self, indent: usize, line: &str) {
        if self.out.last().is_none_or(String::is_empty) {
            while self.open.last().is_some_and(|item| indent <= item.indent) {
                self.open.pop();
            }
        }
        match line {
            "" => self.blank(),
            line => self.push(self.open.last().map_or(0, |item| item.content), line),
        }
    }

    /// Code belongs to no list.
    fn code(&mut self, lines: &[&str]) {
        self.open.clear();
        self.blank();
        let longest = lines.iter().map(|line| super::longest_run(line)).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        self.out.push(format!("{fence}text"));
        self.out.extend(lines.iter().map(|line| line.trim_end().to_owned()));
        self.out.extend([fence, String::new()]);
    }

    fn push(&mut self, indent: usize, line: &str) {
        self.out.push(format!("{}{line}", " ".repeat(indent)));
    }
}

/// A line of text; what would open a block of its own is escaped, but for headings and tables.
fn clean_line(line: &str) -> String {
    let clean = inline::clean(line);
    let clean = clean.trim();
    let opens = clean.starts_with(['>', '=']) || is_break(clean) || marker(clean).is_some() || is_empty_item(clean);
    match clean.chars().next() {
        Some(digit) if opens && digit.is_ascii_digit() => clean.replacen(['.', ')'], "\\.", 1),
        Some(_) if opens => format!("\\{clean}"),
        Some(_) | None => clean.to_owned(),
    }
}

/// `---`, `* * *`
fn is_break(text: &str) -> bool {
    let mark = text.chars().next().filter(|c| matches!(c, '-' | '*' | '_'));
    mark.is_some_and(|mark| text.chars().all(|c| c == mark || c == ' ') && text.matches(mark).count() >= 3)
}

/// The marker of a list's item as it is written now, and the item's text.
fn marker(text: &str) -> Option<(String, &str)> {
    let (marker, content) = text.split_once(' ')?;
    let content = content.trim_start();
    let number = marker.strip_suffix(['.', ')']).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    match (marker, number) {
        _ if content.is_empty() => None,
        ("-" | "*" | "+", _) => Some(("-".to_owned(), content)),
        (_, Some(digits)) if (1..=9).contains(&digits.len()) => Some((format!("{digits}."), content)),
        (_, _) => None,
    }
}

fn is_empty_item(text: &str) -> bool {
    let number = text.strip_suffix(['.', ')']).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    number || text.bytes().all(|byte| matches!(byte, b'-' | b'+' | b'*'))
}
