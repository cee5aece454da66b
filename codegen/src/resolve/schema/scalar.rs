//! `type` and `format` of booleans, numbers and strings.
//!
//! ```yaml
//! { type: integer, format: int32 }
//! ```
//! Formats that have no type of their own, and formats on a type that they do not belong to, say nothing.

use super::merge::Merged;
use crate::model::{IntegerFormat, NumberFormat, StringFormat};

/// 2^63, the first integer that an `i64` cannot hold.
const BEYOND_INT64: f64 = 9_223_372_036_854_775_808.0;

/// The width of an integer.
pub(super) fn integer(merged: &Merged<'_>) -> IntegerFormat {
    match merged.format {
        Some("int8") => IntegerFormat::Int8,
        Some("int16") => IntegerFormat::Int16,
        Some("int32") => IntegerFormat::Int32,
        Some("uint8") => IntegerFormat::Uint8,
        Some("uint16") => IntegerFormat::Uint16,
        Some("uint32") => IntegerFormat::Uint32,
        Some("uint64" | "uint" | "ulong") => IntegerFormat::Uint64,
        Some(_) | None => {
            let is_large = merged.maximum.is_some_and(|maximum| maximum >= BEYOND_INT64);
            let is_signed = merged.minimum.is_some_and(|minimum| minimum < 0.0);
            if is_large && !is_signed { IntegerFormat::Uint64 } else { IntegerFormat::Int64 }
        }
    }
}

/// The precision of a number.
pub(super) fn number(merged: &Merged<'_>) -> NumberFormat {
    match merged.format {
        Some("float") => NumberFormat::Float,
        Some("decimal") => NumberFormat::Decimal,
        Some(_) | None => NumberFormat::Double,
    }
}

/// The content of a string.
pub(super) fn string(merged: &Merged<'_>) -> StringFormat {
    match merged.format {
        Some("date") => StringFormat::Date,
        Some("date-time") => StringFormat::DateTime,
        Some("uuid") => StringFormat::Uuid,
        Some("byte") => StringFormat::Byte,
        Some("binary") => StringFormat::Binary,
        Some(_) | None => StringFormat::Plain,
    }
}
