//! `format: date-time`: a date and a time, with or without an offset.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil;
use jiff::tz::TimeZone;
use secrecy::zeroize::Zeroize;

use super::text_format;

/// A date and a time as the server wrote it.
///
/// RFC 3339 requires an offset from UTC, but many servers omit it; [`DateTime::timestamp_in`] takes the time zone that such
/// a server uses. The text is kept and sent back unchanged. Two values are equal if they denote the same time, however
/// they are written.
#[derive(Clone)]
pub struct DateTime {
    text: Box<str>,
    moment: Moment,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Moment {
    Local(civil::DateTime),
    Exact(Timestamp),
}

impl Zeroize for DateTime {
    fn zeroize(&mut self) {
        self.text.zeroize();
        self.moment = Moment::Local(civil::DateTime::MIN);
    }
}

impl DateTime {
    /// The moment, if the text says its offset.
    #[must_use]
    pub const fn timestamp(&self) -> Option<Timestamp> {
        match self.moment {
            Moment::Exact(timestamp) => Some(timestamp),
            Moment::Local(_) => None,
        }
    }

    /// The moment; a text without an offset is taken to be in `zone`.
    ///
    /// # Errors
    ///
    /// If no such moment can be represented.
    pub fn timestamp_in(&self, zone: TimeZone) -> Result<Timestamp, jiff::Error> {
        match self.moment {
            Moment::Exact(timestamp) => Ok(timestamp),
            Moment::Local(local) => Ok(local.to_zoned(zone)?.timestamp()),
        }
    }

    /// The date and the time of day, if the text does not say its offset.
    #[must_use]
    pub const fn local(&self) -> Option<civil::DateTime> {
        match self.moment {
            Moment::Exact(_) => None,
            Moment::Local(local) => Some(local),
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// A text that is no date and time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidDateTime;

impl fmt::Display for InvalidDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date and a time as in RFC 3339")
    }
}

impl std::error::Error for InvalidDateTime {}

impl FromStr for DateTime {
    type Err = InvalidDateTime;

    fn from_str(text: &str) -> Result<Self, InvalidDateTime> {
        let exact = text.parse().map(Moment::Exact);
        let moment = exact.or_else(|_| text.parse().map(Moment::Local)).map_err(|_| InvalidDateTime)?;
        Ok(Self { text: text.into(), moment })
    }
}

impl From<Timestamp> for DateTime {
    fn from(timestamp: Timestamp) -> Self {
        Self { text: timestamp.to_string().into(), moment: Moment::Exact(timestamp) }
    }
}

impl From<civil::DateTime> for DateTime {
    fn from(local: civil::DateTime) -> Self {
        Self { text: local.to_string().into(), moment: Moment::Local(local) }
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl PartialEq for DateTime {
    fn eq(&self, other: &Self) -> bool {
        self.moment == other.moment
    }
}

impl Eq for DateTime {}

impl std::hash::Hash for DateTime {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.moment.hash(state);
    }
}

text_format!(DateTime, "a date and a time");
