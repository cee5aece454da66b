//! Inline Schema Objects: names of types that have no name in the document.
//!
//! ```yaml
//! Pet: { properties: { owner: { type: object, properties: { name: { type: string } } } } }
//! ```
//! Such a type is named by its place: `PetOwner`. A type that several places share is named by its title, or else by
//! the common end of most of the places: `Currency`. If that name is taken, as much of the first place as needed is
//! put before it: `PayoutCurrency`.

use std::collections::BTreeMap;

use crate::model::Schema;

/// Words that name the part of something that a type is, but not the thing itself.
const PARTS: &[&str] = &[
    "item",
    "value",
    "base",
    "request",
    "response",
    "default",
    "form",
    "event",
    "multipart",
    "object",
    "map",
    "enum",
    "array",
    "string",
    "integer",
    "number",
    "boolean",
];

/// Candidates for the type's name, the best first. Never empty.
pub(super) fn wanted(schema: &Schema) -> Vec<String> {
    let mut places: Vec<&[String]> = schema.places.iter().map(Vec::as_slice).collect();
    places.sort_unstable();
    let title = schema.title.iter().filter(|title| title.len() <= 60).cloned();
    match places.as_slice() {
        [] => vec!["inline".to_owned()],
        [place] => vec![place.join(" ")],
        [first, ..] => {
            let common = most_frequent(places.iter().map(|place| place[tail(place)..].join(" ")));
            let longer = (0..=tail(first)).rev().map(|from| first[from..].join(" "));
            title.chain(common).chain(longer).collect()
        }
    }
}

/// The index of the last part of a place that describes the type: `[order, lines, item]` is one of its `lines`.
fn tail(place: &[String]) -> usize {
    let is_part = |word: &String| PARTS.contains(&word.as_str()) || word.starts_with(|c: char| c.is_ascii_digit());
    place.iter().rposition(|word| !is_part(word)).unwrap_or(0)
}

/// The most frequent text; of equally frequent ones the first in the alphabet.
fn most_frequent(texts: impl Iterator<Item = String>) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for text in texts {
        *counts.entry(text).or_default() += 1;
    }
    counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0))).map(|(text, _)| text)
}

#[cfg(test)]
mod tests {
    use super::wanted;
    use crate::model::{Schema, SchemaKind, Usage};
    use crate::source::Pointer;

    fn names(places: &[&str], title: Option<&str>) -> Vec<String> {
        let words = |place: &&str| place.split(' ').map(str::to_owned).collect();
        wanted(&Schema {
            origin: Pointer::root(),
            component: None,
            places: places.iter().map(words).collect(),
            title: title.map(str::to_owned),
            description: None,
            deprecated: false,
            nullable: false,
            secrecy: crate::model::Secrecy::Unsaid,
            kind: SchemaKind::Any,
            usage: Usage::default(),
        })
    }

    #[test]
    fn a_single_place_is_the_name() {
        assert_eq!(names(&["Pet owner item"], Some("Person")), ["Pet owner item"]);
    }

    #[test]
    fn shared_types_are_called_by_what_their_places_end_with() {
        assert_eq!(names(&["Refund currency", "Charge currency"], None), ["currency", "currency", "Charge currency"]);
        assert_eq!(names(&["A lines item", "B lines item"], None)[0], "lines item");
        assert_eq!(names(&["list response 200", "find response 200"], None)[0], "find response 200");
        assert_eq!(names(&["A b", "B b"], Some("Bee"))[0], "Bee");
    }
}
