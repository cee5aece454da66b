//! Walks a JSON text that is known to be valid.

use std::borrow::Cow;

use super::Wanted;

/// Notes the positions of the wanted places.
pub(super) fn walk(text: &str, root: &mut Wanted) {
    let mut walker = Walker { text, at: 0 };
    walker.value(root);
}

struct Walker<'t> {
    text: &'t str,
    at: usize,
}

impl Walker<'_> {
    fn value(&mut self, node: &mut Wanted) {
        self.skip_space();
        node.value.get_or_insert(self.at);
        node.scalar = !matches!(self.peek(), Some(b'{' | b'['));
        match self.peek() {
            Some(b'{') if !node.members.is_empty() => self.object(node),
            Some(b'[') if !node.members.is_empty() => self.array(node),
            _ => self.skip_value(),
        }
    }

    fn object(&mut self, node: &mut Wanted) {
        self.at += 1;
        while self.seek(b'"') {
            let start = self.at;
            self.skip_string();
            let member = node.members.get_mut(&*unescape(&self.text[start..self.at]));
            if !self.seek(b':') {
                return;
            }
            self.at += 1;
            self.skip_space();
            match member {
                Some(member) => {
                    member.found_key(start);
                    self.value(member);
                }
                None => self.skip_value(),
            }
        }
    }

    fn array(&mut self, node: &mut Wanted) {
        for index in 0_usize.. {
            self.at += 1;
            self.skip_space();
            if self.peek() == Some(b']') {
                break;
            }
            match node.members.get_mut(&index.to_string()) {
                Some(member) => self.value(member),
                None => self.skip_value(),
            }
            self.skip_space();
            if self.peek() != Some(b',') {
                break;
            }
        }
        self.at += 1;
    }

    /// Goes to the next `wanted` in the object, or behind its end.
    fn seek(&mut self, wanted: u8) -> bool {
        while let Some(byte) = self.peek() {
            if byte == wanted {
                return true;
            }
            self.at += 1;
            if byte == b'}' {
                return false;
            }
        }
        false
    }

    fn skip_value(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => self.skip_string(),
                b'{' | b'[' => (depth, self.at) = (depth + 1, self.at + 1),
                b'}' | b']' | b',' if depth == 0 => return,
                b'}' | b']' => (depth, self.at) = (depth - 1, self.at + 1),
                _ => self.at += 1,
            }
            if depth == 0 && matches!(byte, b'"' | b'}' | b']') {
                return;
            }
        }
    }

    fn skip_string(&mut self) {
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == b'"' {
                return;
            }
        }
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

/// The key of a literal.
fn unescape(literal: &str) -> Cow<'_, str> {
    if literal.contains('\\') {
        serde_json::from_str::<String>(literal).map_or(Cow::Borrowed(literal), Cow::Owned)
    } else {
        Cow::Borrowed(literal.trim_matches('"'))
    }
}
