//! `format: date`: a day.

use std::fmt;

use jiff::civil::Date;
use serde::de::{self, Deserializer, Unexpected, Visitor};

use crate::json::read::Read;
use crate::json::union::attempt;

impl Read for Date {
    const IS_TEXT: bool = true;

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(DateVisitor)
    }
}

struct DateVisitor;

impl Visitor<'_> for DateVisitor {
    type Value = Date;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Date, E> {
        let date = text.parse().map_err(|_| E::invalid_value(Unexpected::Str(text), &self))?;
        // Some servers send a time, too. It is lost, which is the reason to take another type where there is one.
        if text.len() > "2026-11-26".len() && text.contains(['T', 't', ' ']) {
            attempt::unlisted();
        }
        Ok(date)
    }
}
