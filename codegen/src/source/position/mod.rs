//! Places of a tree back to the text of their file, for the few that a diagnostic names.
//!
//! The wanted pointers become a tree of their own, and one walk over the text, which skips everything else, notes where
//! each of them is. A value that is an object or array is shown by its key, since its own first character says
//! nothing (in block style it is the first key inside).

mod json;
mod token;
mod yaml;

use std::collections::BTreeMap;

use super::{File, Format, Pointer};

/// The maximum number of places that are kept for one key.
const OCCURRENCES: usize = 100;

/// A place in the text of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// Counts from 1.
    pub line: usize,
    /// In characters; counts from 1.
    pub column: usize,
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

/// The span of a place in its file, or that of its nearest existing ancestor. With `key`, the span of the key instead
/// of the value.
#[must_use]
pub fn position(file: &File, pointer: &Pointer, key: bool) -> Span {
    positions(file, &[(pointer.clone(), key)]).pop().unwrap_or_default()
}

/// [`position`] for many places in one walk, in their order.
#[must_use]
pub fn positions(file: &File, wanted: &[(Pointer, bool)]) -> Vec<Span> {
    let root = Wanted::find(file, wanted.iter().map(|(pointer, _)| pointer));
    let offsets: Vec<_> = wanted.iter().map(|(pointer, key)| root.offset(pointer, *key)).collect();
    spans(file, &offsets)
}

/// The keys at each of the pointers: more than one, if a key occurs more than once in its object.
pub(super) fn occurrences(file: &File, wanted: &[Pointer]) -> Vec<Vec<Span>> {
    if wanted.is_empty() {
        return Vec::new();
    }
    let root = Wanted::find(file, wanted);
    let keys = wanted.iter().map(|pointer| root.get(pointer).map_or(&[][..], |node| &node.keys));
    keys.map(|offsets| spans(file, offsets)).collect()
}

/// The word at a line and a column, which count from 1.
pub(super) fn word(file: &File, line: usize, column: usize) -> Span {
    let text = file.text.as_str();
    let line_start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text[line_start..].split('\n').next().unwrap_or_default();
    let start = line_start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
    let end = if start == line_start + rest.len() { start } else { token::end(text, start, file.format) };
    Span { line, column, start, end }
}

/// The line and the column, in characters, of a byte of a text; both count from 1.
pub(super) fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let offset = text.floor_char_boundary(offset);
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// The tokens that begin at `offsets`. Lines and columns are counted once for all of them.
fn spans(file: &File, offsets: &[usize]) -> Vec<Span> {
    let text = file.text.as_str();
    let mut order: Vec<_> = (0..offsets.len()).collect();
    order.sort_unstable_by_key(|&index| offsets[index]);
    let mut spans = vec![Span::default(); offsets.len()];
    let (mut line, mut column, mut seen) = (1, 1, 0);
    for index in order {
        let start = offsets[index];
        let between = &text[seen..start];
        line += between.matches('\n').count();
        column = match between.rsplit_once('\n') {
            Some((_, since)) => since.chars().count() + 1,
            None => column + between.chars().count(),
        };
        seen = start;
        spans[index] = Span { line, column, start, end: token::end(text, start, file.format) };
    }
    spans
}

/// A place that is wanted or above one, and where it was found.
#[derive(Debug, Default)]
struct Wanted {
    members: BTreeMap<String, Wanted>,
    /// The first bytes of the keys that lead here.
    keys: Vec<usize>,
    /// The first byte of the value.
    value: Option<usize>,
    /// The value is neither an object nor an array.
    scalar: bool,
}

impl Wanted {
    fn find<'p>(file: &File, pointers: impl IntoIterator<Item = &'p Pointer>) -> Self {
        let mut root = Self::default();
        for pointer in pointers {
            pointer.segments().fold(&mut root, |node, segment| node.members.entry(segment).or_default());
        }
        match file.format {
            Format::Json => json::walk(&file.text, &mut root),
            Format::Yaml => yaml::walk(&file.text, &mut root),
        }
        root
    }

    fn get(&self, pointer: &Pointer) -> Option<&Self> {
        pointer.segments().try_fold(self, |node, segment| node.members.get(&segment))
    }

    /// The byte to show for a place.
    fn offset(&self, pointer: &Pointer, key: bool) -> usize {
        let mut node = self;
        let mut exact = true;
        let mut offset = self.value.unwrap_or(0);
        for segment in pointer.segments() {
            let Some(member) = node.members.get(&segment).filter(|member| member.is_found()) else {
                exact = false;
                break;
            };
            node = member;
            offset = node.first(true).unwrap_or(offset);
        }
        if exact && !key { node.first(false).unwrap_or(offset) } else { offset }
    }

    fn found_key(&mut self, at: usize) {
        if self.keys.len() < OCCURRENCES {
            self.keys.push(at);
        }
    }

    fn is_found(&self) -> bool {
        self.value.is_some() || !self.keys.is_empty()
    }

    /// The key or the value, whichever is asked for and says more.
    fn first(&self, key: bool) -> Option<usize> {
        let own = self.keys.first().copied();
        let scalar = self.value.filter(|_| self.scalar);
        if key { own.or(self.value) } else { scalar.or(own).or(self.value) }
    }
}
