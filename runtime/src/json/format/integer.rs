//! `type: integer`: a number without a fraction, however it is written. JSON has one kind of number, and servers whose
//! language has one too write `1.0`.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Unexpected, Visitor};

use crate::json::read::Read;

macro_rules! read_integers {
    ($($ty:ident $deserialize:ident),* $(,)?) => {$(
        impl Read for $ty {
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.$deserialize(IntegerVisitor { name: stringify!($ty), ty: PhantomData })
            }
        }
    )*};
}

read_integers!(
    i8 deserialize_i8, i16 deserialize_i16, i32 deserialize_i32, i64 deserialize_i64,
    u8 deserialize_u8, u16 deserialize_u16, u32 deserialize_u32, u64 deserialize_u64,
);

struct IntegerVisitor<T> {
    name: &'static str,
    ty: PhantomData<fn() -> T>,
}

impl<T: TryFrom<i64> + TryFrom<u64> + TryFrom<i128>> Visitor<'_> for IntegerVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        T::try_from(value).map_err(|_| E::invalid_value(Unexpected::Signed(value), &self))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        T::try_from(value).map_err(|_| E::invalid_value(Unexpected::Unsigned(value), &self))
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "the number is whole, and what saturates is in no type's range"
    )]
    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        let whole = value.fract() == 0.0;
        let integer = if whole { T::try_from(value as i128).ok() } else { None };
        integer.ok_or_else(|| E::invalid_value(Unexpected::Float(value), &self))
    }
}
