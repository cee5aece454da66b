//! The types that a secret can be of.

use std::hint::black_box;

use secrecy::zeroize::Zeroize;
use serde_json::Value;

use crate::json::enumeration::Enumeration;
use crate::json::format::{Base64, DateTime, Decimal};

/// Types whose values a [`Secret`](super::Secret) can hide.
pub trait Hidden {
    /// The description of a value after the word `expected` in an error; the error says no more.
    const EXPECTED: &'static str;

    /// Overwrites the value.
    fn wipe(&mut self);

    /// Returns true if both are equal. For text, the time does not depend on the position of the difference.
    fn same(&self, other: &Self) -> bool;
}

impl Hidden for String {
    const EXPECTED: &'static str = "a string";

    fn wipe(&mut self) {
        self.zeroize();
    }

    fn same(&self, other: &Self) -> bool {
        same_bytes(self.as_bytes(), other.as_bytes())
    }
}

impl Hidden for Base64 {
    const EXPECTED: &'static str = "a string in base64";

    fn wipe(&mut self) {
        self.0.zeroize();
    }

    fn same(&self, other: &Self) -> bool {
        same_bytes(&self.0, &other.0)
    }
}

/// Any JSON.
impl Hidden for Value {
    const EXPECTED: &'static str = "JSON";

    fn wipe(&mut self) {
        match self {
            Self::String(text) => text.zeroize(),
            Self::Array(items) => items.iter_mut().for_each(Hidden::wipe),
            Self::Object(members) => members.values_mut().for_each(Hidden::wipe),
            Self::Null | Self::Bool(_) | Self::Number(_) => {}
        }
        *self = Self::Null;
    }

    fn same(&self, other: &Self) -> bool {
        self == other
    }
}

/// Of an enumeration, the listed values are in the program anyway, and another one is dropped.
impl<T: Enumeration + PartialEq> Hidden for T {
    const EXPECTED: &'static str = "a value of an enumeration";

    fn wipe(&mut self) {}

    fn same(&self, other: &Self) -> bool {
        self == other
    }
}

/// Implements `Hidden` for types that have text.
macro_rules! hidden_text {
    ($($ty:ty: $expected:literal),* $(,)?) => {$(
        impl Hidden for $ty {
            const EXPECTED: &'static str = $expected;

            fn wipe(&mut self) {
                self.zeroize();
            }

            fn same(&self, other: &Self) -> bool {
                self == other
            }
        }
    )*};
}

hidden_text!(Decimal: "a decimal number", DateTime: "a date and a time");

/// Implements `Hidden` for types without memory of their own.
macro_rules! hidden {
    ($($ty:ty: $expected:literal = $none:expr),* $(,)?) => {$(
        impl Hidden for $ty {
            const EXPECTED: &'static str = $expected;

            fn wipe(&mut self) {
                *self = black_box($none);
            }

            fn same(&self, other: &Self) -> bool {
                self == other
            }
        }
    )*};
}

hidden! {
    bool: "a boolean" = false,
    i8: "an integer" = 0,
    i16: "an integer" = 0,
    i32: "an integer" = 0,
    i64: "an integer" = 0,
    u8: "an integer" = 0,
    u16: "an integer" = 0,
    u32: "an integer" = 0,
    u64: "an integer" = 0,
    f32: "a number" = 0.0,
    f64: "a number" = 0.0,
    uuid::Uuid: "a UUID" = Self::nil(),
    jiff::civil::Date: "a date" = Self::MIN,
}

fn same_bytes(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && black_box(a.iter().zip(b).fold(0, |difference, (a, b)| difference | (a ^ b))) == 0
}
