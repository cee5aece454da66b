//! `type` and `format` of booleans, numbers and strings.
//!
//! ```yaml
//! { type: integer, format: int32 }
//! ```
//! Formats that have no type of their own, and formats on a type that they do not belong to, say nothing.

use serde_json::Number;

use super::merge::Merged;
use crate::model::{Format, IntegerFormat, Meaning, NumberFormat, StringFormat};

/// 2^63, the first integer that an `i64` cannot hold.
const BEYOND_INT64: f64 = 9_223_372_036_854_775_808.0;

/// The width of an integer.
pub(super) fn integer(merged: &Merged<'_>) -> IntegerFormat {
    match merged.format.and_then(Format::named).map(|format| format.meaning) {
        Some(Meaning::Integer(format)) if format != IntegerFormat::Int64 => format,
        Some(Meaning::Integer(_) | Meaning::Number(_) | Meaning::String(_)) | None => {
            let is_large = merged.maximum.is_some_and(is_beyond_int64);
            let is_signed = merged.minimum.and_then(Number::as_f64).is_some_and(|minimum| minimum < 0.0);
            if is_large && !is_signed { IntegerFormat::Uint64 } else { IntegerFormat::Int64 }
        }
    }
}

/// Returns true if no `i64` is as large; the largest one as a float is.
fn is_beyond_int64(number: &Number) -> bool {
    !number.is_i64() && number.as_f64().is_some_and(|number| number >= BEYOND_INT64)
}

/// The precision of a number.
pub(super) fn number(merged: &Merged<'_>) -> NumberFormat {
    match merged.format.and_then(Format::named).map(|format| format.meaning) {
        Some(Meaning::Number(format)) => format,
        Some(Meaning::Integer(_) | Meaning::String(_)) | None => NumberFormat::Double,
    }
}

/// The content of a string.
pub(super) fn string(merged: &Merged<'_>) -> StringFormat {
    merged.format.map_or(StringFormat::Plain, StringFormat::named)
}
