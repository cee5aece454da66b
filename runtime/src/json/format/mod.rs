//! Values that a schema's `format` describes and that have no ready type elsewhere.

mod base64;
mod date;
mod date_time;
mod decimal;
mod integer;

pub use base64::Base64;
pub use date_time::{DateTime, InvalidDateTime};
pub use decimal::{Decimal, InvalidDecimal};

/// Implements serde's traits and [`crate::rt::Read`] for a type that is written as text and is `FromStr` and `Display`.
macro_rules! text_format {
    ($ty:ident, $expected:literal) => {
        impl $crate::rt::Read for $ty {
            const IS_TEXT: bool = true;

            fn read<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;
                impl serde::de::Visitor<'_> for Visitor {
                    type Value = $ty;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($expected)
                    }

                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$ty, E> {
                        text.parse().map_err(|_| E::invalid_value(serde::de::Unexpected::Str(text), &self))
                    }
                }
                deserializer.deserialize_str(Visitor)
            }
        }

        impl<'de> serde::Deserialize<'de> for $ty {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::rt::Read::read(deserializer)
            }
        }

        impl serde::Serialize for $ty {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    };
}
use text_format;

#[cfg(test)]
mod tests;
