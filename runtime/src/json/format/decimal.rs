//! `type: number, format: decimal`: a number whose digits matter, such as an amount of money.

use std::fmt;
use std::str::FromStr;

use secrecy::zeroize::Zeroize;
use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::json::read::Read;

/// A decimal number of any size and precision, digit by digit as it was written: `0.10` stays `0.10`.
///
/// In JSON it may be a number or a string; it is written as it came. One that was made from text is a number. It is
/// read through `serde_json`, whose numbers alone keep their digits. [`Decimal::as_str`] is what crates for decimal
/// arithmetic parse.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Decimal {
    digits: Box<str>,
    quoted: bool,
}

impl Decimal {
    /// The number in JSON's notation.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.digits
    }

    /// The nearest floating-point number.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.digits.parse().expect("JSON's numbers are numbers of Rust too")
    }

    fn parse(digits: &str, quoted: bool) -> Result<Self, InvalidDecimal> {
        if is_number(digits) { Ok(Self { digits: digits.into(), quoted }) } else { Err(InvalidDecimal) }
    }
}

/// Returns true if `text` is a number in JSON's grammar.
fn is_number(text: &str) -> bool {
    serde_json::from_str::<&RawValue>(text)
        .is_ok_and(|raw| raw.get() == text && text.starts_with(|c: char| c == '-' || c.is_ascii_digit()))
}

/// A text that is no decimal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidDecimal;

impl fmt::Display for InvalidDecimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a decimal number")
    }
}

impl std::error::Error for InvalidDecimal {}

impl FromStr for Decimal {
    type Err = InvalidDecimal;

    fn from_str(text: &str) -> Result<Self, InvalidDecimal> {
        Self::parse(text, false)
    }
}

macro_rules! from_integers {
    ($($ty:ty),*) => {$(
        impl From<$ty> for Decimal {
            fn from(value: $ty) -> Self {
                Self { digits: value.to_string().into(), quoted: false }
            }
        }
    )*};
}

from_integers!(i32, u32, i64, u64, i128, u128);

impl Zeroize for Decimal {
    fn zeroize(&mut self) {
        self.digits.zeroize();
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.digits)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.digits)
    }
}

impl Read for Decimal {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Box::<RawValue>::deserialize(deserializer)?;
        let text: Option<String> = if json.get().starts_with('"') {
            Some(serde_json::from_str(json.get()).map_err(D::Error::custom)?)
        } else {
            None
        };
        let quoted = text.is_some();
        let digits = text.as_deref().unwrap_or(json.get());
        Self::parse(digits, quoted).map_err(|_| D::Error::custom("invalid value, expected a decimal number"))
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(deserializer)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.quoted {
            return serializer.serialize_str(&self.digits);
        }
        let json = RawValue::from_string(self.digits.to_string()).map_err(S::Error::custom)?;
        json.serialize(serializer)
    }
}
