//! Enumerations: the listed values, and any other value kept as it came.
//!
//! ```yaml
//! Status: { type: string, enum: [available, sold] }
//! ```
//! A generated enum has a table of its values; reading and writing look them up there. A `match` with a thousand
//! strings would cost its user far more compile time than the table costs run time.

use std::fmt::{self, Debug};
use std::hash::{Hash, Hasher};
use std::mem::discriminant;

use serde::de::{Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::Value;

use crate::json::read::Read;
use crate::json::union::attempt;

/// An enum of a list of values.
pub trait Enumeration: Clone + 'static {
    /// The type of its listed values: `&'static str`, `i64`, or [`Scalar`] if they are mixed.
    type Listed: Listed;

    /// Its listed values.
    const TABLE: Table<Self>;

    /// The value that is not listed.
    fn as_other(&self) -> Option<&<Self::Listed as Listed>::Other>;
}

/// The listed values of an enumeration. They are one constant, because each item of its own costs memory in its
/// user's compiler.
pub struct Table<T: Enumeration> {
    /// The variants of the listed values.
    pub variants: &'static [T],
    /// The value of each of them.
    pub values: &'static [T::Listed],
    /// The names of the variants, and of the one for values that are not listed, between spaces.
    pub names: &'static str,
    /// Keeps a value that is not listed.
    pub other: fn(<T::Listed as Listed>::Other) -> T,
}

/// A type in which the listed values of an enumeration are written.
pub trait Listed: Serialize + Debug + Copy + 'static {
    /// The type that keeps a value that is not listed.
    type Other: Read + Serialize + Debug + Eq + Hash;

    /// The index of a value in a list.
    fn position(values: &[Self], value: &Self::Other) -> Option<usize>;

    /// Reads a value: its index in a list, or the value itself if it is not listed.
    ///
    /// # Errors
    ///
    /// If it does not have the type of the listed values.
    fn read<'de, D: Deserializer<'de>>(
        values: &[Self],
        deserializer: D,
    ) -> Result<Result<usize, Self::Other>, D::Error> {
        let value = Self::Other::read(deserializer)?;
        Ok(Self::position(values, &value).ok_or(value))
    }
}

impl Listed for &'static str {
    type Other = String;

    fn position(values: &[Self], value: &String) -> Option<usize> {
        values.iter().position(|listed| *listed == value)
    }

    /// Text that is listed is never copied.
    fn read<'de, D: Deserializer<'de>>(values: &[Self], deserializer: D) -> Result<Result<usize, String>, D::Error> {
        deserializer.deserialize_str(Text(values))
    }
}

struct Text<'a>(&'a [&'static str]);

impl Visitor<'_> for Text<'_> {
    type Value = Result<usize, String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(self.0.iter().position(|listed| *listed == text).ok_or_else(|| text.to_owned()))
    }
}

impl Listed for i64 {
    type Other = Self;

    fn position(values: &[Self], value: &Self) -> Option<usize> {
        values.iter().position(|listed| listed == value)
    }
}

/// A listed value, if they are neither all strings nor all integers.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Scalar {
    /// A string.
    String(&'static str),
    /// An integer.
    Integer(i64),
    /// A positive integer beyond [`i64`].
    Unsigned(u64),
    /// A number with a fraction or an exponent.
    Number(f64),
    /// A boolean.
    Boolean(bool),
    /// The text of any other JSON.
    Json(&'static str),
}

impl Scalar {
    fn value(self) -> Result<Value, serde_json::Error> {
        match self {
            Self::String(text) => Ok(text.into()),
            Self::Integer(integer) => Ok(integer.into()),
            Self::Unsigned(integer) => Ok(integer.into()),
            Self::Number(number) => Ok(number.into()),
            Self::Boolean(boolean) => Ok(boolean.into()),
            Self::Json(text) => serde_json::from_str(text),
        }
    }
}

impl Serialize for Scalar {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

impl Listed for Scalar {
    type Other = Value;

    fn position(values: &[Self], value: &Value) -> Option<usize> {
        let equal = |listed: &Value| match (listed, value) {
            (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
            (listed, value) => listed == value,
        };
        values.iter().position(|listed| listed.value().is_ok_and(|listed| equal(&listed)))
    }
}

/// The variant of a value.
pub fn of<T: Enumeration>(value: <T::Listed as Listed>::Other) -> T {
    match T::Listed::position(T::TABLE.values, &value) {
        Some(at) => T::TABLE.variants[at].clone(),
        None => (T::TABLE.other)(value),
    }
}

/// The index of a variant in the table; the table's length if the variant keeps a value that is not listed.
fn place<T: Enumeration>(variant: &T) -> usize {
    // A loop, since this is compiled for each type: iterators would be a dozen functions.
    let mut at = 0;
    while at < T::TABLE.variants.len() && discriminant(&T::TABLE.variants[at]) != discriminant(variant) {
        at += 1;
    }
    at
}

/// The listed value of a variant; `None` if it keeps another one.
pub fn listed<T: Enumeration>(variant: &T) -> Option<T::Listed> {
    T::TABLE.values.get(place(variant)).copied()
}

/// The text of a variant.
pub fn text<T: Enumeration<Listed = &'static str>>(variant: &T) -> &str {
    listed(variant).or_else(|| variant.as_other().map(String::as_str)).unwrap_or_default()
}

/// Reads a value.
///
/// # Errors
///
/// If it does not have the type of the listed values.
pub fn read<'de, T: Enumeration, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    Ok(match T::Listed::read(T::TABLE.values, deserializer)? {
        Ok(at) => T::TABLE.variants[at].clone(),
        Err(value) => {
            attempt::unlisted();
            (T::TABLE.other)(value)
        }
    })
}

/// Writes a value.
///
/// # Errors
///
/// If the serializer fails.
pub fn write<T: Enumeration, S: Serializer>(variant: &T, serializer: S) -> Result<S::Ok, S::Error> {
    match (listed(variant), variant.as_other()) {
        (Some(listed), _) => listed.serialize(serializer),
        (None, Some(other)) => other.serialize(serializer),
        (None, None) => Err(serde::ser::Error::custom("a variant without a value")),
    }
}

/// Formats a variant as the derive does, whose code grows with the variants.
///
/// # Errors
///
/// If the formatter fails.
pub fn debug<T: Enumeration>(variant: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let name = T::TABLE.names.split_ascii_whitespace().nth(place(variant)).unwrap_or_default();
    match variant.as_other() {
        Some(value) => f.debug_tuple(name).field(value).finish(),
        None => f.write_str(name),
    }
}

/// Hashes a variant.
pub fn hash<T: Enumeration, H: Hasher>(variant: &T, state: &mut H) {
    (discriminant(variant), variant.as_other()).hash(state);
}

/// Declares an enum with [`Enumeration`], [`Read`] and serde's traits, from a table of its values.
///
/// After the name comes `in request` or `in response`, if the API has the type in one direction only (see
/// [`object!`](crate::object!)); then the type of the values, `of text`, `of integer`, or `of mixed` for variants of
/// [`Scalar`]; and after `else` the variant that keeps any other value.
///
/// ```
/// warded::rt::enumeration! {
///     pub enum Status of text else Other {
///         /// `available`
///         Available = "available";
///     }
/// }
///
/// assert_eq!(serde_json::from_str::<Status>(r#""available""#)?, Status::Available);
/// assert_eq!(Status::from("lost").as_str(), "lost");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! enumeration {
    (
        $(#[$meta:meta])*
        pub enum $ty:ident $(in $direction:ident)? of $kind:ident else $other:ident {
            $($(#[$doc:meta])* $variant:ident = $value:expr;)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq)]
        pub enum $ty {
            $(
                $(#[$doc])*
                $variant,
            )*
            /// A value that the document does not list.
            $other($crate::enumeration!(@kept $kind)),
        }

        impl $crate::Enumeration for $ty {
            type Listed = $crate::enumeration!(@listed $kind);

            const TABLE: $crate::rt::enumeration::Table<Self> = $crate::rt::enumeration::Table {
                variants: &[$(Self::$variant),*],
                values: $crate::enumeration!(@values $kind $($value)*),
                names: stringify!($($variant)* $other),
                other: Self::$other,
            };

            #[inline]
            fn as_other(&self) -> ::core::option::Option<&$crate::enumeration!(@kept $kind)> {
                if let Self::$other(value) = self { Some(value) } else { None }
            }
        }
        impl ::core::cmp::Eq for $ty {}
        impl ::core::fmt::Debug for $ty {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::rt::enumeration::debug(self, f)
            }
        }
        impl ::core::hash::Hash for $ty {
            #[inline]
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                $crate::rt::enumeration::hash(self, state);
            }
        }
        $crate::enumeration!(@as $kind $ty);
        $crate::directed! { enumeration [$($direction)?] $ty }
    };
    (@kept text) => { ::std::string::String };
    (@kept integer) => { i64 };
    (@kept mixed) => { $crate::serde_json::Value };
    (@listed text) => { &'static str };
    (@listed integer) => { i64 };
    (@listed mixed) => { $crate::rt::enumeration::Scalar };
    (@values mixed $($value:expr)*) => {{
        use $crate::rt::enumeration::Scalar::*;
        &[$($value),*]
    }};
    (@values $kind:ident $($value:expr)*) => { &[$($value),*] };
    (@as text $ty:ident) => {
        impl $ty {
            /// The value as the server writes it.
            #[inline]
            #[must_use]
            pub fn as_str(&self) -> &str {
                $crate::rt::enumeration::text(self)
            }
        }
        impl ::core::fmt::Display for $ty {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }
        impl ::core::convert::From<&str> for $ty {
            #[inline]
            fn from(value: &str) -> Self {
                $crate::rt::enumeration::of(value.into())
            }
        }
    };
    (@as $kind:ident $ty:ident) => {};
    (@read $ty:ident) => {
        impl $crate::rt::Read for $ty {
            fn read<'de, D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::rt::enumeration::read(deserializer)
            }
        }
        $crate::forward_deserialize!($ty);
    };
    (@write $ty:ident) => {
        impl $crate::serde::Serialize for $ty {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::rt::enumeration::write(self, serializer)
            }
        }
    };
}

#[cfg(test)]
mod tests;
