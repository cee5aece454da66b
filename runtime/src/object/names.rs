//! Finding the names of members among an object's properties.
//!
//! Most servers send members in their document's order, so that the next name is mostly the next property. Where it is
//! not, the properties are searched from there on. Once that has cost as much as a look at all of them, a byte is noted
//! for each, and from then on only those with the name's byte are looked at: objects of hundreds of properties would
//! else be slow to read in any other order. (A table made by the compiler would cost users compile time.)

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Visitor};

/// The names of an object that is being read.
pub(super) struct Names {
    pub(super) properties: &'static [&'static str],
    /// The property that comes next if members come in the document's order.
    expected: usize,
    /// The name of the last member that is no property.
    pub(super) other: String,
    /// How many properties were looked at in vain.
    missed: usize,
    /// A byte of each property; empty until they are worth having.
    marks: Vec<u8>,
}

impl Names {
    pub(super) fn new(properties: &'static [&'static str]) -> Self {
        Self { properties, expected: 0, other: String::new(), missed: 0, marks: Vec::new() }
    }

    /// The index of the property of this name; the one after the last if there is none.
    #[inline]
    fn find(&mut self, name: &str) -> usize {
        let index = if self.properties.get(self.expected).is_some_and(|property| *property == name) {
            self.expected
        } else {
            self.search(name)
        };
        self.expected = index + 1;
        index
    }

    #[inline(never)]
    fn search(&mut self, name: &str) -> usize {
        let found = if self.missed < self.properties.len() { self.walk(name) } else { self.look_up(name) };
        found.unwrap_or_else(|| {
            name.clone_into(&mut self.other);
            self.properties.len()
        })
    }

    /// From the expected property to the last, and then those before it.
    fn walk(&mut self, name: &str) -> Option<usize> {
        let expected = self.expected.min(self.properties.len());
        let (before, after) = self.properties.split_at(expected);
        let is_it = |property: &&str| *property == name;
        let found = after.iter().position(is_it).map(|at| expected + at).or_else(|| before.iter().position(is_it));
        self.missed += match found {
            Some(at) if at >= expected => at - expected,
            Some(at) => after.len() + at,
            None => self.properties.len(),
        };
        found
    }

    fn look_up(&mut self, name: &str) -> Option<usize> {
        if self.marks.is_empty() {
            self.marks.extend(self.properties.iter().map(|property| mark(property)));
        }
        let mark = mark(name);
        memchr::memchr_iter(mark, &self.marks).find(|at| self.properties[*at] == name)
    }
}

/// A byte that differs between most names of an object.
fn mark(name: &str) -> u8 {
    let bytes = name.as_bytes();
    let at = |index: usize| bytes.get(index).copied().unwrap_or_default();
    let length = bytes.len();
    (length as u8)
        .wrapping_add(at(0).wrapping_mul(31))
        .wrapping_add(at(length / 2).wrapping_mul(7))
        .wrapping_add(at(length.wrapping_sub(1)).wrapping_mul(113))
}

impl<'de> DeserializeSeed<'de> for &mut Names {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for &mut Names {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    #[inline]
    fn visit_str<E>(self, name: &str) -> Result<usize, E> {
        Ok(self.find(name))
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    const PROPERTIES: &[&str] = &["", "a", "b", "ab", "ba", "aa", "bb", "aab", "abb"];

    /// Whatever was looked for before, and however often.
    #[test]
    fn each_name_is_found_from_wherever_the_search_begins() {
        for step in 1..=PROPERTIES.len() {
            let mut names = Names::new(PROPERTIES);
            for turn in 0..4 * PROPERTIES.len() {
                let index = turn * step % PROPERTIES.len();
                assert_eq!(names.find(PROPERTIES[index]), index, "step {step}, turn {turn}");
                for other in ["c", "bab", "aba"] {
                    assert_eq!(names.find(other), PROPERTIES.len(), "step {step}, turn {turn}");
                    assert_eq!(names.other, other);
                }
            }
        }
    }

    #[test]
    fn no_properties_are_no_trouble() {
        let mut names = Names::new(&[]);
        assert_eq!((names.find("a"), names.find("a"), names.find("")), (0, 0, 0));
    }
}
