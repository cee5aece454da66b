//! Unions: one of several types.
//!
//! ```yaml
//! Pet:
//!   oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }]
//!   discriminator: { propertyName: kind }
//! ```
//! A union is read from its JSON text, so that each type can be tried on exactly what the server sent. That asks for
//! `serde_json`: types that hold a union cannot be read from other formats, though written in any.
//!
//! With a discriminator the tag tells the type. Without, it is the first of the types that take the value and lose
//! least of it; a type loses something where it ignores a member or meets a value that it does not list. What no type
//! takes is kept as JSON, and so is a value of several types at once, as `anyOf` allows: any one of them would ignore a
//! member that another one knows.

pub(crate) mod attempt;
mod raw;

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::ser::{self, Serialize, Serializer};
use serde_json::Value;

use crate::read::{ByRead, Read};
use crate::reply;
use crate::secret::Sensitive;
use attempt::Loss;
use raw::Text;

/// Declares an enum with [`Read`] and serde's traits, from tables of its variants.
///
/// Behind `else` stands the variant that keeps what is of none of the types. First come the variants that the property
/// behind `by` tells, with its values, and behind `tries` those that are tried, in this order: `or`, and `or_else` for types
/// that take nearly everything. The word in front of a variant is the name of the function of this module that writes it:
/// `plain`, `tagged` if its type does not have the property, `secret` if it implements [`Sensitive`].
///
/// Behind the name stands `in request` or `in response`, if the API has the type in one of them only (see
/// [`object!`](crate::object!)).
///
/// ```
/// warded::union! {
///     #[derive(Debug, PartialEq)]
///     pub enum Size else Unknown {}
///     tries {
///         or plain Centimetres(f64);
///         or plain Named(String);
///     }
/// }
///
/// assert_eq!(serde_json::from_str::<Size>(r#""XL""#)?, Size::Named("XL".to_owned()));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! union {
    (
        $(#[$meta:meta])*
        pub enum $ty:ident $(in $direction:ident)? $(by $tag:literal)? else $unknown:ident {
            $($told_by:ident $told:ident($told_of:ty) = $($value:literal)|+;)*
        }
        $(tries { $($try:ident $tried_by:ident $tried:ident($tried_of:ty);)* })?
    ) => {
        $(#[$meta])*
        pub enum $ty {
            $(
                #[doc = concat!("The tag is `", stringify!($($value)|+), "`.")]
                $told($told_of),
            )*
            $($(
                #[doc = concat!("It is `", stringify!($tried_of), "`.")]
                $tried($tried_of),
            )*)?
            /// What is of none of these types.
            $unknown($crate::serde_json::Value),
        }
        $crate::directed! {
            { $crate::union! {
                @read $ty else $unknown $(by $tag)? { $($told_by $told = $($value)|+;)* } $($($try $tried_by $tried;)*)?
            } }
            { $crate::union! {
                @write $ty else $unknown $(by $tag)? { $($told_by $told = $($value)|+;)* } $($($try $tried_by $tried;)*)?
            } }
            $($direction)?
        }
    };
    (@read $ty:ident else $unknown:ident $(by $tag:literal)? { $($told_by:ident $told:ident = $($value:literal)|+;)* }
        $($try:ident $tried_by:ident $tried:ident;)*) => {
        impl $crate::Read for $ty {
            fn read<'de, D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::union::read(deserializer, &[$($tag)?], |source| match source.tag() {
                    $(Some($($value)|+) => source.variant(Self::$told),)*
                    _ => source.first()$(.$try(Self::$tried))*.unknown(Self::$unknown),
                })
            }
        }
        $crate::forward_deserialize!($ty);
    };
    (@write $ty:ident else $unknown:ident $(by $tag:literal)? { $($told_by:ident $told:ident = $value:literal $(| $more:literal)*;)* }
        $($try:ident $tried_by:ident $tried:ident;)*) => {
        impl $crate::serde::Serialize for $ty {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                const TAG: &str = concat!($($tag)?);
                match self {
                    $(Self::$told(value) => $crate::union::$told_by(TAG, $value, value, serializer),)*
                    $(Self::$tried(value) => $crate::union::$tried_by(TAG, "", value, serializer),)*
                    Self::$unknown(value) => $crate::union::plain(TAG, "", value, serializer),
                }
            }
        }
    };
}

/// Reads a union by a function that finds the type. The first of `properties`, if there is any, is the discriminator.
///
/// # Errors
///
/// If it is not JSON, if the tag's type does not take it, or if unions are nested too deep or tried too often.
pub fn read<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    properties: &'static [&'static str],
    find: fn(Source<'_>) -> Result<T, serde_json::Error>,
) -> Result<T, D::Error> {
    let json = raw::read(deserializer)?;
    let _nested = attempt::enter().ok_or_else(|| de::Error::custom("unions are nested too deep"))?;
    find(Source::new(&json, properties.first().copied())).map_err(de::Error::custom)
}

/// The JSON text of a value that one of several types takes.
pub struct Source<'a> {
    json: &'a str,
    tag: Option<Cow<'a, str>>,
}

impl<'a> Source<'a> {
    fn new(json: &'a str, property: Option<&'static str>) -> Self {
        Self { json, tag: property.and_then(|property| tag(json, property)) }
    }

    /// The value of the discriminator; `None` if there is none.
    #[must_use]
    pub fn tag(&self) -> Option<&str> {
        self.tag.as_deref()
    }

    /// Reads the type that the tag tells.
    ///
    /// # Errors
    ///
    /// If it does not take the value.
    pub fn variant<T: Read, U>(self, wrap: fn(T) -> U) -> Result<U, serde_json::Error> {
        let value: ByRead<T> = reply::json::read_text(self.json).map_err(|wrong| located(&wrong))?;
        Ok(wrap(value.0))
    }

    /// Keeps what no type takes.
    ///
    /// # Errors
    ///
    /// If it is not JSON.
    pub fn unknown<U>(self, wrap: fn(Value) -> U) -> Result<U, serde_json::Error> {
        attempt::unlisted();
        from_str(self.json).map(wrap)
    }

    /// Tries types: `source.first().or(Self::Cat).or(Self::Dog).unknown(Self::Unknown)`.
    #[must_use]
    pub fn first<U>(self) -> Candidates<'a, U> {
        Candidates { json: self.json, best: None, ignored: None }
    }
}

/// The types of a union without a discriminator, one after the other.
pub struct Candidates<'a, U> {
    json: &'a str,
    /// The best so far, and what it loses.
    best: Option<(U, Loss)>,
    /// The members that every type ignores which may be the value's.
    ignored: Option<Vec<String>>,
}

impl<U> Candidates<'_, U> {
    /// Tries a type.
    #[must_use]
    pub fn or<T: Read>(mut self, wrap: fn(T) -> U) -> Self {
        let least = self.best.as_ref().map(|(_, loss)| loss.total());
        if least == Some(0) || !attempt::may_try() {
            return self;
        }
        // What cannot be of the type is not tried: to make an error costs more than to read a value.
        if !may_be::<T>(self.json) {
            return self;
        }
        let (value, loss) = attempt::measure(|| from_str(self.json));
        let Ok(value) = value else { return self };
        if loss.is_listed() {
            match &mut self.ignored {
                Some(ignored) => ignored.retain(|name| loss.ignored.contains(name)),
                None => self.ignored = Some(loss.ignored.clone()),
            }
        }
        if least.is_none_or(|least| loss.total() < least) {
            self.best = Some((wrap(value), loss));
        }
        self
    }

    /// Tries a type that takes nearly everything, such as a map: only if no other does.
    #[must_use]
    pub fn or_else<T: Read>(self, wrap: fn(T) -> U) -> Self {
        let Self { json, best, ignored } = self;
        match best.filter(|(_, loss)| is_enough(loss, &ignored)) {
            Some(best) => Self { json, best: Some(best), ignored },
            None => Self { json, best: None, ignored: None }.or(wrap),
        }
    }

    /// Ends the trial; what no type takes is kept.
    ///
    /// # Errors
    ///
    /// If it is not JSON.
    pub fn unknown(self, wrap: fn(Value) -> U) -> Result<U, serde_json::Error> {
        match self.best {
            Some((value, loss)) if is_enough(&loss, &self.ignored) => {
                attempt::add(loss);
                Ok(value)
            }
            Some(_) | None => Source { json: self.json, tag: None }.unknown(wrap),
        }
    }
}

/// Whether a text may be of a type, as far as its first byte tells.
fn may_be<T: Read>(json: &str) -> bool {
    let first = json.as_bytes().first();
    match (T::IS_TEXT, T::PROPERTIES) {
        (true, _) => first == Some(&b'"'),
        (false, []) => true,
        (false, _) => first == Some(&b'{'),
    }
}

/// Whether a type ignores no member that another one knows.
fn is_enough(loss: &Loss, ignored: &Option<Vec<String>>) -> bool {
    ignored.as_ref().is_none_or(|ignored| loss.ignored.iter().all(|name| ignored.contains(name)))
}

/// Writes a variant as its type is written.
///
/// # Errors
///
/// If the serializer does not take it.
pub fn plain<T: Serialize, S: Serializer>(
    _property: &str,
    _tag: &str,
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    value.serialize(serializer)
}

/// Writes a variant that is a secret.
///
/// # Errors
///
/// If the serializer does not take it.
pub fn secret<T: Sensitive, S: Serializer>(
    _property: &str,
    _tag: &str,
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    value.write_exposed(serializer)
}

/// Writes a variant whose type does not have the discriminator as a property.
///
/// # Errors
///
/// If the serializer does not take it, or if it is no object, which could hold no tag.
pub fn tagged<T: Serialize, S: Serializer>(
    property: &str,
    tag: &str,
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match serde_json::to_value(value).map_err(ser::Error::custom)? {
        Value::Object(mut members) => {
            members.insert(property.to_owned(), tag.into());
            members.serialize(serializer)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            Err(ser::Error::custom(format_args!("only an object can have the discriminator `{property}`")))
        }
    }
}

/// The error of a value inside of a union, whose place the parser of the text around it cannot know.
fn located(wrong: &reply::json::Wrong) -> serde_json::Error {
    let place = if wrong.place.is_empty() { String::new() } else { format!(" at `{}`", wrong.place) };
    de::Error::custom(match wrong.message.strip_prefix("expected ") {
        Some(expected) => format!("invalid value, expected {expected}{place}"),
        None => format!("{}{place}", wrong.message),
    })
}

fn from_str<T: Read>(json: &str) -> Result<T, serde_json::Error> {
    serde_json::from_str::<ByRead<T>>(json).map(|value| value.0)
}

/// The discriminator's value, where `json` is an object that has it as a string.
fn tag<'a>(json: &'a str, property: &'static str) -> Option<Cow<'a, str>> {
    if let Some(tag) = first_tag(json, property) {
        return Some(Cow::Borrowed(tag));
    }
    let mut tag = None;
    // An error means that the rest was not read, or that there is no tag: the types will say what is wrong.
    let _ = serde_json::Deserializer::from_str(json).deserialize_map(TagVisitor { property, tag: &mut tag });
    tag
}

/// The discriminator's value where it stands first, as in most objects that have one, and as it is. The text is known to be
/// JSON: what does not look like it is something else.
fn first_tag<'a>(json: &'a str, property: &str) -> Option<&'a str> {
    let text = |json: &'a str| json.trim_ascii_start().strip_prefix('"');
    let behind_name = text(json.strip_prefix('{')?)?.strip_prefix(property)?.strip_prefix('"')?;
    let tag = text(behind_name.trim_ascii_start().strip_prefix(':')?)?;
    let end = tag.bytes().position(|byte| matches!(byte, b'"' | b'\\'))?;
    (tag.as_bytes()[end] == b'"').then(|| &tag[..end])
}

struct TagVisitor<'t, 'de> {
    property: &'static str,
    tag: &'t mut Option<Cow<'de, str>>,
}

impl<'de> Visitor<'de> for TagVisitor<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    /// Reads no further than to the tag.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Text(name)) = map.next_key()? {
            if name == self.property {
                let Text(tag) = map.next_value()?;
                *self.tag = Some(tag);
                break;
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
