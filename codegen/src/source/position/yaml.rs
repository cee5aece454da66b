//! Walks a YAML text that is known to be valid.
//!
//! The parser says where it is only in its errors. So the walk makes it fail, on purpose, on each wanted key and scalar:
//! it has consumed the word by then and goes on behind it.

use std::fmt::{self, Display};

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::Wanted;

/// Notes the positions of the wanted places.
pub(super) fn walk(text: &str, root: &mut Wanted) {
    let lines = Lines::new(text);
    let Some(document) = serde_yaml::Deserializer::from_str(text).next() else { return };
    // A scalar ends the walk with the wanted error, and so would a document that cannot be parsed after all: what was
    // not found is shown at the nearest place that was.
    let _ended: Result<(), _> = ValueSeed { node: root, lines: &lines }.deserialize(document);
}

impl Wanted {
    fn found_scalar(&mut self, at: usize) {
        self.scalar = true;
        self.value.get_or_insert(at);
    }
}

/// The starts of lines as the parser counts them. It takes more characters for line breaks than editors do.
struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        let breaks = text.char_indices().filter(|&(at, c)| match c {
            '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => true,
            '\r' => !text[at + 1..].starts_with('\n'),
            _ => false,
        });
        let starts = std::iter::once(0).chain(breaks.map(|(at, c)| at + c.len_utf8())).collect();
        Self { text, starts }
    }

    /// The byte that an error of the parser names: `… at line 3 column 5`, or nothing where that is the first one.
    fn offset(&self, error: &impl Display) -> usize {
        let message = error.to_string();
        let place = message.rsplit_once(" at line ").and_then(|(_, place)| place.split_once(" column "));
        let Some((Ok(line), Ok(column))) = place.map(|(line, column)| (line.parse(), column.parse())) else { return 0 };
        self.byte(line, column)
    }

    fn byte(&self, line: usize, column: usize) -> usize {
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        let rest = &self.text[start..];
        start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
    }
}

/// The error that stops the parser where a place is wanted.
fn here<E: Error>() -> E {
    E::custom("here")
}

struct ValueSeed<'w> {
    node: &'w mut Wanted,
    lines: &'w Lines<'w>,
}

impl<'de> DeserializeSeed<'de> for ValueSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Err(here())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Err(here())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Err(here())
    }

    fn visit_i128<E: Error>(self, _: i128) -> Result<(), E> {
        Err(here())
    }

    fn visit_u128<E: Error>(self, _: u128) -> Result<(), E> {
        Err(here())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Err(here())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Err(here())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Err(here())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        loop {
            let mut key = None;
            let seed = KeySeed { node: self.node, key: &mut key };
            let at = match map.next_key_seed(seed) {
                Ok(None) => return Ok(()),
                Ok(Some(())) => None,
                Err(error) => Some(self.lines.offset(&error)),
            };
            if let Some(at) = at {
                self.node.value.get_or_insert(at);
            }
            match key.and_then(|key| self.node.members.get_mut(&key)) {
                None => drop(map.next_value::<IgnoredAny>()?),
                Some(member) => {
                    at.into_iter().for_each(|at| member.found_key(at));
                    if let Err(error) = map.next_value_seed(ValueSeed { node: member, lines: self.lines }) {
                        member.found_scalar(self.lines.offset(&error));
                    }
                }
            }
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        for index in 0_usize.. {
            let Some(member) = self.node.members.get_mut(&index.to_string()) else {
                match seq.next_element::<IgnoredAny>()? {
                    Some(_) => continue,
                    None => break,
                }
            };
            match seq.next_element_seed(ValueSeed { node: member, lines: self.lines }) {
                Ok(Some(())) => {}
                Ok(None) => break,
                Err(error) => member.found_scalar(self.lines.offset(&error)),
            }
            // An array in an array is where its first element is.
            self.node.value = self.node.value.or(member.value);
        }
        Ok(())
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<(), A::Error> {
        let (_tag, value) = data.variant::<IgnoredAny>()?;
        value.newtype_variant_seed(self)
    }
}

/// Stops at a wanted key, and at the first one of an object whose own place is not known yet.
struct KeySeed<'w> {
    node: &'w Wanted,
    key: &'w mut Option<String>,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<(), E> {
        *self.key = Some(key.to_owned());
        if self.node.value.is_none() || self.node.members.contains_key(key) { Err(here()) } else { Ok(()) }
    }
}
