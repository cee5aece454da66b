//! Unions: one of several types.
//!
//! ```yaml
//! Pet:
//!   oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }]
//!   discriminator: { propertyName: kind }
//! ```
//! With a discriminator, its value determines the type (`tagged`). Without one, the types are tried on the JSON
//! text: the result is the first type that accepts the value with the least loss. A type loses a part of the value if
//! it ignores a member or meets a value that it does not list. A value that no type accepts is kept as JSON, and so
//! is a value of several types at once, as `anyOf` allows: any one of them would ignore a member that another one
//! reads. If the document does not require the discriminator, the content decides where it is missing.
//!
//! Reading needs `serde_json`: types that hold a union cannot be read from other formats, but can be written in any.

pub(crate) mod attempt;
mod raw;
mod tagged;

use std::fmt;

use serde::de::{self, Deserializer, MapAccess};
use serde::ser::{self, Serialize, Serializer};
use serde_json::Value;

use crate::json::Sensitive;
use crate::json::read::Read;
use attempt::Loss;

pub use tagged::Tagged;
pub(crate) use tagged::read_text;

/// Declares an enum with [`Read`] and serde's traits from tables of its variants.
///
/// `else` is followed by the variant that keeps values of none of the types. The first table has the variants that
/// the property after `by` determines, with its values; with `or content` they are tried if it has none of these, and
/// with `or` and a variant this one is. The table after `tries` has those that are tried, in this order: `or`, and `or_else` for types that accept nearly
/// everything. The word before a variant is the function of this module that writes it: `plain`, `tagged` if its type
/// does not have the property, `secret` if it implements [`Sensitive`].
///
/// The enum has `Debug`, which prints only the kind of JSON for a value of none of the types: it may be secret.
///
/// `in request` or `in response` after the name is for types that the API has in one direction only (see
/// [`object!`](crate::object!)).
///
/// ```
/// warded::rt::union! {
///     #[derive(PartialEq)]
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
#[doc(hidden)]
#[macro_export]
macro_rules! union {
    (
        $(#[$meta:meta])*
        pub enum $ty:ident $(in $direction:ident)? $(by $tag:literal $(or $content:ident)?)? else $unknown:ident {
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
                $tried($tried_of),
            )*)?
            /// A value of none of these types.
            $unknown($crate::serde_json::Value),
        }
        impl ::core::fmt::Debug for $ty {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    $(Self::$told(value) => $crate::rt::union::debug(f, stringify!($told), value),)*
                    $($(Self::$tried(value) => $crate::rt::union::debug(f, stringify!($tried), value),)*)?
                    Self::$unknown(value) => {
                        $crate::rt::union::debug(f, stringify!($unknown), &$crate::rt::Kind(value))
                    }
                }
            }
        }
        $crate::directed! {
            union [$($direction)?] $ty else $unknown $(by $tag $(or $content)?)?
            { $($told_by $told = $($value)|+;)* } $($($try $tried_by $tried;)*)?
        }
    };
    (@read $ty:ident else $unknown:ident $(by $tag:literal $(or $content:ident)?)? {
        $($told_by:ident $told:ident = $($value:literal)|+;)*
    } $($try:ident $tried_by:ident $tried:ident;)*) => {
        impl $crate::rt::union::Union for $ty {
            $crate::union!(@told [$($tag)?] $($told = $($value)|+;)*);

            fn by_trial<E: $crate::serde::de::Error>(
                candidates: $crate::rt::union::Candidates<'_, Self>,
            ) -> ::core::result::Result<Self, E> {
                let candidates = $crate::union!(@try [$($($content)?)?] candidates $($told)*);
                candidates$(.$try(Self::$tried))*.unknown(Self::$unknown)
            }
        }
        impl $crate::rt::Read for $ty {
            fn read<'de, D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::rt::union::read(deserializer)
            }
        }
        $crate::forward_deserialize!($ty);
    };
    (@told []) => {};
    (@told [$tag:literal] $($told:ident = $($value:literal)|+;)*) => {
        const DISCRIMINATOR: ::core::option::Option<&'static str> = ::core::option::Option::Some($tag);

        fn by_tag<'de, A: $crate::serde::de::MapAccess<'de>>(
            tagged: $crate::rt::union::Tagged<'de, A>,
        ) -> ::core::result::Result<Self, A::Error> {
            match tagged.tag() {
                $($($value)|+ => tagged.variant(Self::$told),)*
                _ => tagged.unknown(),
            }
        }
    };
    (@try [] $candidates:ident $($told:ident)*) => { $candidates };
    (@try [content] $candidates:ident $($told:ident)*) => { $candidates$(.or(Self::$told))* };
    (@try [$default:ident] $candidates:ident $($told:ident)*) => { $candidates.or(Self::$default) };
    (@write $ty:ident else $unknown:ident $(by $tag:literal $(or $content:ident)?)? {
        $($told_by:ident $told:ident = $value:literal $(| $more:literal)*;)*
    } $($try:ident $tried_by:ident $tried:ident;)*) => {
        impl $crate::serde::Serialize for $ty {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                const TAG: &str = concat!($($tag)?);
                match self {
                    $(Self::$told(value) => $crate::rt::union::$told_by(TAG, $value, value, serializer),)*
                    $(Self::$tried(value) => $crate::rt::union::$tried_by(TAG, "", value, serializer),)*
                    Self::$unknown(value) => $crate::rt::union::plain(TAG, "", value, serializer),
                }
            }
        }
    };
}

/// A type that is one of several. [`union!`](crate::union!) implements it.
pub trait Union: Read {
    /// The name of the property whose value determines the type.
    const DISCRIMINATOR: Option<&'static str> = None;

    /// Reads the type that the discriminator's value determines.
    ///
    /// # Errors
    ///
    /// If the type does not accept the object.
    fn by_tag<'de, A: MapAccess<'de>>(tagged: Tagged<'de, A>) -> Result<Self, A::Error> {
        tagged.unknown()
    }

    /// Tries types: `candidates.or(Self::Cat).or(Self::Dog).unknown(Self::Unknown)`.
    ///
    /// # Errors
    ///
    /// If it is not JSON.
    // Generic, so that it is compiled by who reads the type.
    fn by_trial<E: de::Error>(candidates: Candidates<'_, Self>) -> Result<Self, E>;
}

/// Reads a union.
///
/// # Errors
///
/// If it is not JSON, if the discriminator's type does not accept it, or if unions are nested too deep or tried too
/// often.
pub fn read<'de, U: Union, D: Deserializer<'de>>(deserializer: D) -> Result<U, D::Error> {
    match U::DISCRIMINATOR {
        Some(discriminator) => tagged::read(deserializer, discriminator),
        None => read_by_trial(&raw::read(deserializer)?),
    }
}

/// Reads a union from its text, without regard to its discriminator.
fn read_by_trial<U: Union, E: de::Error>(json: &str) -> Result<U, E> {
    let _nested = attempt::enter_trial().ok_or_else(too_deep)?;
    U::by_trial(Candidates { json, best: None, ignored: None })
}

#[cold]
fn too_deep<E: de::Error>() -> E {
    E::custom("unions are nested too deep")
}

/// The types of a union without a discriminator, tried in order.
pub struct Candidates<'a, U> {
    json: &'a str,
    /// The best so far, and what it loses.
    best: Option<(U, Loss)>,
    /// The members that every type ignores.
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

    /// Tries a type that accepts nearly everything, such as a map: only if no other does.
    #[must_use]
    pub fn or_else<T: Read>(self, wrap: fn(T) -> U) -> Self {
        let Self { json, best, ignored } = self;
        match best.filter(|(_, loss)| is_enough(loss, &ignored)) {
            Some(best) => Self { json, best: Some(best), ignored },
            None => Self { json, best: None, ignored: None }.or(wrap),
        }
    }

    /// Ends the trial; a value that no type accepts is kept.
    ///
    /// # Errors
    ///
    /// If it is not JSON.
    pub fn unknown<E: de::Error>(self, wrap: fn(Value) -> U) -> Result<U, E> {
        match self.best {
            Some((value, loss)) if is_enough(&loss, &self.ignored) => {
                attempt::add(loss);
                Ok(value)
            }
            Some(_) | None => {
                attempt::unlisted();
                from_str(self.json).map(wrap).map_err(E::custom)
            }
        }
    }
}

/// Returns false if the first byte of a text shows that it is not of a type.
fn may_be<T: Read>(json: &str) -> bool {
    let first = json.as_bytes().first();
    match (T::IS_TEXT, T::PROPERTIES) {
        (true, _) => first == Some(&b'"'),
        (false, []) => true,
        (false, _) => first == Some(&b'{'),
    }
}

/// Returns true if a type ignores no member that another one reads.
fn is_enough(loss: &Loss, ignored: &Option<Vec<String>>) -> bool {
    ignored.as_ref().is_none_or(|ignored| loss.ignored.iter().all(|name| ignored.contains(name)))
}

/// Formats a variant as the derive does.
///
/// # Errors
///
/// If the formatter fails.
pub fn debug(f: &mut fmt::Formatter<'_>, name: &str, value: &dyn fmt::Debug) -> fmt::Result {
    f.debug_tuple(name.trim_start_matches("r#")).field(value).finish()
}

/// Writes a variant as its type is written.
///
/// # Errors
///
/// If the serializer fails.
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
/// If the serializer fails.
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
/// If the serializer fails, or if the type is not an object and has no room for the discriminator.
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

/// Reads a text that is known to be JSON.
fn from_str<T: Read>(json: &str) -> Result<T, serde_json::Error> {
    T::read(&mut serde_json::Deserializer::from_str(json))
}

#[cfg(test)]
mod tests;
