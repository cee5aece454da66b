//! Reading of object members: like serde, but tolerant of values that servers are known to write incorrectly.
//!
//! Types that this crate does not own (`i64`, `Vec<T>`) cannot be given another `Deserialize`; [`Read`] is where an
//! integer may be written `1.0`.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::json::object;
use crate::json::object::Members;

/// A type whose values can be read from JSON. Generated types implement it beside `Deserialize`, to the same effect.
///
/// An object has `PROPERTIES` and `members` of its own, every other type has its own `read`.
pub trait Read: Sized {
    /// The names of an object's properties in JSON.
    const PROPERTIES: &'static [&'static str] = &[];

    /// True if all values are strings.
    const IS_TEXT: bool = false;

    /// Takes the values of an object's properties, in the order in which they come. `None` if `members` holds an error.
    fn members<'de, A: MapAccess<'de>>(members: &mut Members<'de, A>) -> Option<Self> {
        let _ = members;
        None
    }

    /// Reads one value.
    ///
    /// # Errors
    ///
    /// If the text is not JSON, or the value is not one of the type.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        object::read(deserializer)
    }
}

/// Implements `Deserialize` through [`Read`].
#[doc(hidden)]
#[macro_export]
macro_rules! forward_deserialize {
    ($ty:ident) => {
        impl<'de> $crate::serde::Deserialize<'de> for $ty {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                <Self as $crate::rt::Read>::read(deserializer)
            }
        }
    };
}

/// Types whose own `Deserialize` is just right.
macro_rules! read_as_deserialized {
    ($($ty:ty),* $(,)?) => {$(
        impl Read for $ty {
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::deserialize(deserializer)
            }
        }
    )*};
}

read_as_deserialized!((), bool, f32, f64, serde_json::Value, uuid::Uuid);

impl Read for String {
    const IS_TEXT: bool = true;

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

impl<T: Read> Read for Option<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut value = None;
        ReadOptionInto(&mut value).deserialize(deserializer)?;
        Ok(value)
    }
}

impl<T: Read> Read for Box<T> {
    const PROPERTIES: &'static [&'static str] = T::PROPERTIES;
    const IS_TEXT: bool = T::IS_TEXT;

    fn members<'de, A: MapAccess<'de>>(members: &mut Members<'de, A>) -> Option<Self> {
        T::members(members).map(Self::new)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self::new)
    }
}

impl<T: Read> Read for Vec<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(VecVisitor(PhantomData))
    }
}

struct VecVisitor<T>(PhantomData<fn() -> T>);

impl<'de, T: Read> Visitor<'de> for VecVisitor<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
        let mut values = Vec::new();
        let mut value = None;
        while items.next_element_seed(ReadInto(&mut value))?.is_some() {
            values.push(value.take().ok_or_else(object::incomplete)?);
        }
        Ok(values)
    }
}

impl<T: Read> Read for BTreeMap<String, T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let map = BTreeMap::<String, ByRead<T>>::deserialize(deserializer)?;
        Ok(map.into_iter().map(|(name, value)| (name, value.0)).collect())
    }
}

/// A type that serde's own collections read by [`Read`].
pub(crate) struct ByRead<T>(pub(crate) T);

impl<'de, T: Read> Deserialize<'de> for ByRead<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self)
    }
}

/// Reads a value into its place. Each result that a value passes through on its way is a copy, which for large objects
/// takes longer than reading them.
pub(crate) struct ReadInto<'a, T>(pub(crate) &'a mut Option<T>);

impl<'de, T: Read> DeserializeSeed<'de> for ReadInto<'_, T> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if T::PROPERTIES.is_empty() {
            *self.0 = Some(T::read(deserializer)?);
            Ok(())
        } else {
            object::read_into(self.0, deserializer)
        }
    }
}

/// Reads a value into its place, which stays empty for `null`.
pub(crate) struct ReadOptionInto<'a, T>(pub(crate) &'a mut Option<T>);

impl<'de, T: Read> DeserializeSeed<'de> for ReadOptionInto<'_, T> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, T: Read> Visitor<'de> for ReadOptionInto<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("option")
    }

    #[inline]
    fn visit_none<E>(self) -> Result<(), E> {
        *self.0 = None;
        Ok(())
    }

    #[inline]
    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.visit_none()
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        ReadInto(self.0).deserialize(deserializer)
    }
}
