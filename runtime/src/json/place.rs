//! Converts the line and column of an error to the JSON Pointer of its value.
//!
//! `serde_path_to_error` would do it by wrapping every deserializer, at the cost of compile time for every generated
//! type. Walking the text again, and only after a failure, costs nothing.

use std::fmt::Write;

/// The pointer of the value that `column` bytes into `line` lies in (both count from 1). Keys are as in the text.
pub(super) fn of(text: &[u8], line: usize, column: usize) -> String {
    let before =
        text.split_inclusive(|byte| *byte == b'\n').take(line.saturating_sub(1)).map(<[u8]>::len).sum::<usize>();
    before_byte(text, before + column)
}

/// The pointer of the value that lies before byte `end`.
pub(super) fn before_byte(text: &[u8], end: usize) -> String {
    let mut walk = Walk::default();
    walk.until(&text[..end.min(text.len())]);
    walk.pointer()
}

/// The pointer of a value in the member `name` of an object, from the pointer in that member.
pub(crate) fn below(name: &str, pointer: &str) -> String {
    format!("/{}{pointer}", name.replace('~', "~0").replace('/', "~1"))
}

/// The containers that are open, and where in each of them the walk is.
#[derive(Default)]
struct Walk<'a> {
    open: Vec<Step<'a>>,
}

/// A container and the part of it that the walk is in.
enum Step<'a> {
    /// The key, as written, without quotes; `None` before the first colon.
    Object(Option<&'a [u8]>),
    /// The position.
    Array(usize),
}

impl<'a> Walk<'a> {
    fn until(&mut self, text: &'a [u8]) {
        let mut at = 0;
        let mut string: &[u8] = &[];
        while at < text.len() {
            match text[at] {
                b'"' => {
                    let length = string_length(&text[at + 1..]);
                    string = &text[at + 1..at + 1 + length];
                    at += 1 + length;
                }
                b'{' => self.open.push(Step::Object(None)),
                b'[' => self.open.push(Step::Array(0)),
                // An error is reported behind the last byte of its value: do not leave it then.
                b'}' | b']' if at + 1 < text.len() => drop(self.open.pop()),
                // It is about the object itself, as when a member is missing.
                b'}' => self.leave_member(),
                b':' => {
                    if let Some(Step::Object(key)) = self.open.last_mut() {
                        *key = Some(string);
                    }
                }
                b',' => match self.open.last_mut() {
                    Some(Step::Array(position)) => *position += 1,
                    Some(Step::Object(_)) | None => self.leave_member(),
                },
                _ => {}
            }
            at += 1;
        }
    }

    fn leave_member(&mut self) {
        if let Some(Step::Object(key)) = self.open.last_mut() {
            *key = None;
        }
    }

    fn pointer(&self) -> String {
        let mut pointer = String::new();
        for step in &self.open {
            match step {
                Step::Object(Some(key)) => {
                    pointer.push_str(&below(&String::from_utf8_lossy(key), ""));
                }
                // The object itself, as when a member is missing.
                Step::Object(None) => {}
                Step::Array(position) => write!(pointer, "/{position}").expect("a `String` takes all text"),
            }
        }
        pointer
    }
}

/// The length of the string whose opening quote precedes `text`: to its closing quote, or to the end.
fn string_length(text: &[u8]) -> usize {
    let mut at = 0;
    while at < text.len() && text[at] != b'"' {
        at += if text[at] == b'\\' { 2 } else { 1 };
    }
    at.min(text.len())
}
