//! The JSON text of a value that is being read.
//!
//! It is lent by what it is read from, if that is a text, as the reply of a call is. serde_json's own types offer only one
//! of the two: `&RawValue` cannot be read from a `Value` or from a file, and `Box<RawValue>` is always a copy.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Unexpected, Visitor};
use serde_json::value::RawValue;

/// By this name serde_json's deserializers know that text is asked for; to any other they give a [`RawVisitor`] what
/// they read from, which then makes a copy.
const RAW: &str = "$serde_json::private::RawValue";

/// Reads the text of a value.
pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Cow<'de, str>, D::Error> {
    deserializer.deserialize_newtype_struct(RAW, RawVisitor)
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any valid JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        match map.next_key()? {
            Some(Text(name)) if name == RAW => map.next_value().map(|Text(json)| json),
            Some(_) | None => Err(de::Error::invalid_type(Unexpected::Map, &self)),
        }
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        Ok(Cow::Owned(Box::<RawValue>::deserialize(deserializer)?.get().to_owned()))
    }
}

/// The text of a value, where serde asks for a type.
pub(super) struct Raw<'a>(pub(super) Cow<'a, str>);

impl<'de> Deserialize<'de> for Raw<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer).map(Self)
    }
}

/// Text that is not copied where it holds no escapes. (serde copies each `Cow`.)
pub(super) struct Text<'a>(pub(super) Cow<'a, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Owned(text.to_owned())))
    }
    fn visit_string<E>(self, text: String) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Owned(text)))
    }
}

#[cfg(test)]
mod tests {
    use serde::de::value::{Error, MapDeserializer, StrDeserializer};
    use serde_json::{Deserializer, json};

    use super::*;

    #[test]
    fn text_is_lent_and_all_else_copied() {
        let text = r#" {"a": [1, "\u0041"]} "#;
        let expected = text.trim();
        let mut deserializer = Deserializer::from_str(text);
        assert!(matches!(read(&mut deserializer), Ok(Cow::Borrowed(json)) if json == expected));
        let mut deserializer = Deserializer::from_slice(text.as_bytes());
        assert!(matches!(read(&mut deserializer), Ok(Cow::Borrowed(json)) if json == expected));
        let mut deserializer = Deserializer::from_reader(text.as_bytes());
        assert!(matches!(read(&mut deserializer), Ok(Cow::Owned(json)) if json == expected));
        assert!(matches!(read(json!({ "a": 1 })), Ok(Cow::Owned(json)) if json == r#"{"a":1}"#));
    }

    #[test]
    fn other_formats_have_no_text() {
        assert!(read(StrDeserializer::<Error>::new("text")).is_err());
        assert!(read(MapDeserializer::<_, Error>::new([("a", "1")].into_iter())).is_err());
    }
}
