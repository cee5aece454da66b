//! Values written as text: response headers (style `simple`) and text bodies.

use std::fmt;

use http::{HeaderMap, header};
use serde::de::value::{MapDeserializer, SeqDeserializer, StrDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};

/// The media type of a response, without parameters.
pub(super) fn media_type(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    value.split(';').next().map(str::trim)
}

/// Returns true if the response says that its body is JSON.
pub(super) fn is_json(headers: &HeaderMap) -> bool {
    media_type(headers).is_some_and(|media_type| {
        let subtype = media_type.split_once('/').map_or("", |(_, subtype)| subtype);
        subtype.rsplit('+').next().is_some_and(|suffix| suffix.eq_ignore_ascii_case("json"))
    })
}

/// The JSON string of a body that is text, and no markup.
pub(super) fn quoted(headers: &HeaderMap, body: &[u8]) -> Option<String> {
    let media_type = media_type(headers)?.to_ascii_lowercase();
    let is_markup = media_type.ends_with("html") || media_type.ends_with("xml");
    let text = decode(headers, body).ok().filter(|_| media_type.starts_with("text/") && !is_markup)?;
    Some(serde_json::Value::from(text).to_string())
}

/// The character set that a response names, in lower case.
pub(super) fn charset(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let charset = value.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let charset = charset.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset")).map(|(_, charset)| charset);
    charset.map(|charset| charset.trim().trim_matches('"').to_ascii_lowercase()).next()
}

/// The text of a body. The error describes the problem.
pub(super) fn decode(headers: &HeaderMap, body: &[u8]) -> Result<String, String> {
    match charset(headers).as_deref() {
        None | Some("utf-8" | "utf8" | "us-ascii") => {
            let body = body.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(body);
            String::from_utf8(body.to_vec()).map_err(|_| "the text is not UTF-8".to_owned())
        }
        Some("iso-8859-1" | "latin1") => Ok(latin1(body)),
        Some(_) => Err("the character set is not supported".to_owned()),
    }
}

/// Latin-1 is the first 256 characters of Unicode. Headers have no other character set.
pub(super) fn latin1(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).map_or_else(|_| bytes.iter().map(|byte| char::from(*byte)).collect(), str::to_owned)
}

/// A text that is read as the requested type.
#[derive(Clone, Copy)]
pub(crate) struct Text<'a> {
    text: &'a str,
    explode: bool,
}

impl<'a> Text<'a> {
    /// The value of a header.
    pub(crate) fn new(text: &'a str, explode: bool) -> Self {
        Self { text: text.trim(), explode }
    }

    /// A text without parts.
    pub(crate) fn plain(text: &'a str) -> Self {
        Self::new(text, false)
    }

    fn parse<T: std::str::FromStr>(self, expected: &'static str) -> Result<T, TextError> {
        self.text.parse().map_err(|_| TextError(expected))
    }

    fn elements(self) -> impl Iterator<Item = Text<'a>> {
        let elements = self.text.split(',').map(str::trim);
        elements.filter(|text| !text.is_empty()).map(|text| Text { text, explode: false })
    }

    fn members(self) -> Vec<(&'a str, Text<'a>)> {
        let parts: Vec<&str> = self.text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
        let value = |text| Text { text, explode: false };
        if self.explode {
            parts.iter().map(|part| part.split_once('=').unwrap_or((part, ""))).map(|(k, v)| (k, value(v))).collect()
        } else {
            parts.chunks(2).map(|pair| (pair[0], value(pair.get(1).copied().unwrap_or_default()))).collect()
        }
    }
}

impl<'a> IntoDeserializer<'a, TextError> for Text<'a> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// Contains only the expected value: the actual one may be secret.
#[derive(Debug)]
pub(crate) struct TextError(&'static str);

impl TextError {
    pub(crate) const fn message(&self) -> &'static str {
        self.0
    }
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for TextError {}

impl serde::de::Error for TextError {
    fn custom<T: fmt::Display>(_message: T) -> Self {
        Self("the value is not one of its type")
    }

    fn missing_field(_field: &'static str) -> Self {
        Self("a member is missing")
    }
}

macro_rules! parsed {
    ($($method:ident $visit:ident $expected:literal),*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TextError> {
            visitor.$visit(self.parse($expected)?)
        })*
    };
}

impl<'de> Deserializer<'de> for Text<'de> {
    type Error = TextError;

    parsed! {
        deserialize_bool visit_bool "expected `true` or `false`",
        deserialize_i8 visit_i8 "expected an integer", deserialize_i16 visit_i16 "expected an integer",
        deserialize_i32 visit_i32 "expected an integer", deserialize_i64 visit_i64 "expected an integer",
        deserialize_u8 visit_u8 "expected an integer", deserialize_u16 visit_u16 "expected an integer",
        deserialize_u32 visit_u32 "expected an integer", deserialize_u64 visit_u64 "expected an integer",
        deserialize_f32 visit_f32 "expected a number", deserialize_f64 visit_f64 "expected a number",
        deserialize_char visit_char "expected one character"
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TextError> {
        visitor.visit_borrowed_str(self.text)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TextError> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, TextError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, TextError> {
        StrDeserializer::new(self.text).deserialize_enum(name, variants, visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TextError> {
        visitor.visit_seq(SeqDeserializer::new(self.elements()))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Result<V::Value, TextError> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, TextError> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TextError> {
        visitor.visit_map(MapDeserializer::new(self.members().into_iter()))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, TextError> {
        self.deserialize_map(visitor)
    }

    serde::forward_to_deserialize_any! {
        i128 u128 str string bytes byte_buf unit unit_struct identifier ignored_any
    }
}
