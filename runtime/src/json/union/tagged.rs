//! Unions whose discriminator's value tells the type.
//!
//! The members up to it are kept as text, of which there are few: most servers send it first. Then its type is known, and
//! reads these and the rest of the same object.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::raw::{Raw, Text};
use super::{Union, attempt, read_by_trial, too_deep};
use crate::json::object::TextMember;
use crate::json::read::{Read, ReadInto};
use crate::json::{decode, object, place};

/// Reads a union that has a discriminator.
pub(super) fn read<'de, U: Union, D: Deserializer<'de>>(
    deserializer: D,
    discriminator: &'static str,
) -> Result<U, D::Error> {
    deserializer.deserialize_any(TaggedVisitor { discriminator, union: PhantomData })
}

/// An object that was read as far as to its discriminator.
pub struct Tagged<'de, A> {
    tag: Cow<'de, str>,
    /// The last one is the discriminator.
    before: Vec<TextMember<'de>>,
    rest: A,
}

impl<'de, A: MapAccess<'de>> Tagged<'de, A> {
    /// The discriminator's value.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// Reads the type that the tag tells.
    ///
    /// # Errors
    ///
    /// If it does not take the object.
    pub fn variant<T: Read, U>(self, wrap: fn(T) -> U) -> Result<U, A::Error> {
        let mut value = None;
        if T::PROPERTIES.is_empty() {
            read_text(None, &text(self.before, self.rest)?, ReadInto(&mut value))?;
        } else {
            object::read_on(&mut value, self.before, self.rest)?;
        }
        value.map(wrap).ok_or_else(object::incomplete)
    }

    /// Reads what has a tag that tells no type.
    ///
    /// # Errors
    ///
    /// If it is not JSON.
    pub fn unknown<U: Union>(self) -> Result<U, A::Error> {
        read_by_trial(&text(self.before, self.rest)?)
    }
}

struct TaggedVisitor<U> {
    discriminator: &'static str,
    union: PhantomData<fn() -> U>,
}

impl<U: Union> TaggedVisitor<U> {
    /// Reads what is no object, and so has no discriminator.
    fn other<E: de::Error>(value: impl Into<Value>) -> Result<U, E> {
        read_by_trial(&value.into().to_string())
    }
}

impl<'de, U: Union> Visitor<'de> for TaggedVisitor<U> {
    type Value = U;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any valid JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut rest: A) -> Result<U, A::Error> {
        let mut before = Vec::new();
        while let Some((Text(name), Raw(json))) = rest.next_entry()? {
            let tag = if name == self.discriminator { tag(&json) } else { None };
            before.push((name, json));
            if let Some(tag) = tag {
                return U::by_tag(Tagged { tag, before, rest });
            }
        }
        read_by_trial(&text(before, rest)?)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<U, E> {
        Self::other(value)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<U, E> {
        Self::other(value)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<U, E> {
        Self::other(value)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<U, E> {
        Self::other(value)
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<U, E> {
        Self::other(value)
    }

    fn visit_unit<E: de::Error>(self) -> Result<U, E> {
        Self::other(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, values: A) -> Result<U, A::Error> {
        Self::other(Value::deserialize(SeqAccessDeserializer::new(values))?)
    }
}

/// The text of an object.
fn text<'de, A: MapAccess<'de>>(before: Vec<TextMember<'de>>, mut rest: A) -> Result<String, A::Error> {
    let mut text = String::new();
    let mut push = |(name, json): TextMember<'de>| {
        text.push(if text.is_empty() { '{' } else { ',' });
        text.push_str(&Value::from(name).to_string());
        text.push(':');
        text.push_str(&json);
    };
    before.into_iter().for_each(&mut push);
    while let Some((Text(name), Raw(json))) = rest.next_entry()? {
        push((name, json));
    }
    text.push_str(if text.is_empty() { "{}" } else { "}" });
    Ok(text)
}

/// The tag that a JSON text is: a string, or an integer or a boolean as it is written.
fn tag<'a>(json: &Cow<'a, str>) -> Option<Cow<'a, str>> {
    match json.as_bytes().first()? {
        b'"' => string(json),
        b'{' | b'[' | b'n' => None,
        _ => Some(json.clone()),
    }
}

/// The string that a JSON text is, if it is one.
fn string<'a>(json: &Cow<'a, str>) -> Option<Cow<'a, str>> {
    let quoted = json.strip_prefix('"')?.strip_suffix('"')?;
    match json {
        Cow::Borrowed(json) if !quoted.contains('\\') => Some(Cow::Borrowed(&json[1..json.len() - 1])),
        Cow::Borrowed(_) | Cow::Owned(_) => serde_json::from_str(json).ok().map(Cow::Owned),
    }
}

/// Reads the text of a value: all that is left of it, or that of a member.
pub(crate) fn read_text<E: de::Error>(
    member: Option<&str>,
    json: &str,
    into: impl for<'x> DeserializeSeed<'x, Value = ()>,
) -> Result<(), E> {
    let _nested = attempt::enter().ok_or_else(too_deep)?;
    decode::read_part(json, into).map_err(|wrong| {
        let place = match member {
            Some(name) => place::below(name, &wrong.place),
            None => wrong.place,
        };
        located(&place, &wrong.message)
    })
}

/// The error of a value whose place the parser of the text around it cannot know.
#[cold]
fn located<E: de::Error>(place: &str, message: &str) -> E {
    let place = if place.is_empty() { String::new() } else { format!(" at `{place}`") };
    E::custom(match message.strip_prefix("expected ") {
        Some(expected) => format!("invalid value, expected {expected}{place}"),
        None => format!("{message}{place}"),
    })
}
