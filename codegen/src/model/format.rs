//! `format`: the one table of those that mean something to a client.
//!
//! ```yaml
//! { type: string, format: date-time }     # a row of its own, whose type is in the runtime
//! { type: string, format: hostname }      # in no row: text
//! ```
//! A new format of text is a row here and a type of the runtime; every stage asks the row.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Range;

/// A format that documents name.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    name: &'static str,
    /// Its meaning.
    pub meaning: Meaning,
    /// Whether it says the type, too, where there is no `type`.
    pub implies_type: bool,
}

/// The type of JSON that a format is for, and its part in it.
#[derive(Clone, Copy, Debug)]
pub enum Meaning {
    /// `type: integer`
    Integer(IntegerFormat),
    /// `type: number`
    Number(NumberFormat),
    /// `type: string`
    String(StringFormat),
}

/// The width of an integer. `Int64` where the document does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum IntegerFormat {
    Int8,
    Int16,
    Int32,
    Int64,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
}

/// The precision of a number. `Double` where the document does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberFormat {
    /// `f32`
    Float,
    /// `f64`
    Double,
    /// `format: decimal`: the digits are kept exactly.
    Decimal,
}

/// The content of a string.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum StringFormat {
    /// Text; formats that have no type of their own too, and `password`.
    Plain,
    /// A format that has a type of its own, by its row.
    Typed(&'static Typed),
    /// `format: binary`: only in bodies that are not JSON; elsewhere it is plain text.
    Binary,
}

/// A format of text that has a type of its own.
#[derive(Clone, Copy)]
pub struct Typed {
    name: &'static str,
    /// The path of its type, in every module of the output.
    pub rust: &'static str,
    /// Whether arguments take its values as they are, and not by reference.
    pub is_copied: bool,
    /// Whether its values can be as random as keys and tokens are.
    pub is_random: bool,
    /// Whether text can be of this format: the shape, not the calendar.
    pub fits: fn(&str) -> bool,
}

impl Typed {
    const fn new(name: &'static str, rust: &'static str, fits: fn(&str) -> bool) -> Self {
        Self { name, rust, is_copied: false, is_random: false, fits }
    }

    const fn copied(self) -> Self {
        Self { is_copied: true, ..self }
    }

    const fn random(self) -> Self {
        Self { is_random: true, ..self }
    }
}

/// In the order in which a union tries them: few texts are dates, and many are base64.
#[rustfmt::skip]
static TYPED: &[Typed] = &[
    Typed::new("date", "::warded::jiff::civil::Date", |text| text.len() == 10 && begins_with_date(text)),
    Typed::new("date-time", "::warded::format::DateTime", |text| text.is_ascii() && begins_with_date(text)),
    Typed::new("uuid", "::warded::uuid::Uuid", has_32_digits).copied().random(),
    Typed::new("byte", "::warded::format::Base64", |_| true).random(),
];

/// All others.
#[rustfmt::skip]
static FORMATS: &[Format] = &[
    Format::of("binary", Meaning::String(StringFormat::Binary)).implies_type(),
    Format::of("decimal", Meaning::Number(NumberFormat::Decimal)),
    Format::of("double", Meaning::Number(NumberFormat::Double)).implies_type(),
    Format::of("email", Meaning::String(StringFormat::Plain)).implies_type(),
    Format::of("float", Meaning::Number(NumberFormat::Float)).implies_type(),
    Format::of("int16", Meaning::Integer(IntegerFormat::Int16)),
    Format::of("int32", Meaning::Integer(IntegerFormat::Int32)).implies_type(),
    Format::of("int64", Meaning::Integer(IntegerFormat::Int64)).implies_type(),
    Format::of("int8", Meaning::Integer(IntegerFormat::Int8)),
    Format::of("password", Meaning::String(StringFormat::Plain)).implies_type(),
    Format::of("uint", Meaning::Integer(IntegerFormat::Uint64)),
    Format::of("uint16", Meaning::Integer(IntegerFormat::Uint16)),
    Format::of("uint32", Meaning::Integer(IntegerFormat::Uint32)),
    Format::of("uint64", Meaning::Integer(IntegerFormat::Uint64)),
    Format::of("uint8", Meaning::Integer(IntegerFormat::Uint8)),
    Format::of("ulong", Meaning::Integer(IntegerFormat::Uint64)),
    Format::of("uri", Meaning::String(StringFormat::Plain)).implies_type(),
];

impl Format {
    const fn of(name: &'static str, meaning: Meaning) -> Self {
        Self { name, meaning, implies_type: false }
    }

    const fn implies_type(self) -> Self {
        Self { implies_type: true, ..self }
    }

    /// The format of this name; `None` if it means nothing.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let typed = TYPED.iter().find(|typed| typed.name == name);
        let typed = typed.map(|typed| Self::of(typed.name, Meaning::String(StringFormat::Typed(typed))).implies_type());
        typed.or_else(|| FORMATS.iter().find(|format| format.name == name).copied())
    }
}

impl IntegerFormat {
    /// The type of Rust.
    #[must_use]
    pub const fn rust(self) -> &'static str {
        match self {
            Self::Int8 => "i8",
            Self::Int16 => "i16",
            Self::Int32 => "i32",
            Self::Int64 => "i64",
            Self::Uint8 => "u8",
            Self::Uint16 => "u16",
            Self::Uint32 => "u32",
            Self::Uint64 => "u64",
        }
    }

    /// The integers that this type can hold.
    #[must_use]
    pub const fn range(self) -> Range<i128> {
        let bits = match self {
            Self::Int8 | Self::Uint8 => 8,
            Self::Int16 | Self::Uint16 => 16,
            Self::Int32 | Self::Uint32 => 32,
            Self::Int64 | Self::Uint64 => 64,
        };
        match self {
            Self::Int8 | Self::Int16 | Self::Int32 | Self::Int64 => -(1 << (bits - 1))..1 << (bits - 1),
            Self::Uint8 | Self::Uint16 | Self::Uint32 | Self::Uint64 => 0..1 << bits,
        }
    }
}

impl NumberFormat {
    /// The path of its type, in every module of the output.
    #[must_use]
    pub const fn rust(self) -> &'static str {
        match self {
            Self::Float => "f32",
            Self::Double => "f64",
            Self::Decimal => "::warded::format::Decimal",
        }
    }

    /// Whether arguments take its values as they are, and not by reference.
    #[must_use]
    pub const fn is_copied(self) -> bool {
        match self {
            Self::Float | Self::Double => true,
            Self::Decimal => false,
        }
    }
}

impl StringFormat {
    /// The format of strings of this name; plain if it is none.
    #[must_use]
    pub fn named(name: &str) -> Self {
        match Format::named(name).map(|format| format.meaning) {
            Some(Meaning::String(format)) => format,
            Some(Meaning::Integer(_) | Meaning::Number(_)) | None => Self::Plain,
        }
    }
}

impl Typed {
    /// The place among all such formats in which a union tries this one.
    #[must_use]
    pub fn trial(&self) -> u8 {
        (0..).zip(TYPED).find(|(_, typed)| *typed == self).map_or(0, |(index, _)| index)
    }
}

impl PartialEq for Typed {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Typed {}

impl Hash for Typed {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl fmt::Debug for StringFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain => f.write_str("Plain"),
            Self::Typed(typed) => f.write_str(typed.name),
            Self::Binary => f.write_str("Binary"),
        }
    }
}

fn begins_with_date(text: &str) -> bool {
    let pattern = "0000-00-00";
    let is_like = |(c, p): (char, char)| if p == '0' { c.is_ascii_digit() } else { c == p };
    text.len() >= pattern.len() && text.chars().zip(pattern.chars()).all(is_like)
}

fn has_32_digits(text: &str) -> bool {
    text.chars().filter(char::is_ascii_hexdigit).count() == 32
}

#[cfg(test)]
mod tests {
    use super::{FORMATS, Format, IntegerFormat, StringFormat, TYPED};

    #[test]
    fn every_name_is_one_format() {
        assert!(FORMATS.is_sorted_by(|a, b| a.name < b.name));
        for (index, typed) in (0_u8..).zip(TYPED) {
            assert_eq!(StringFormat::named(typed.name), StringFormat::Typed(typed));
            assert_eq!(typed.trial(), index);
            assert!(FORMATS.iter().all(|format| format.name != typed.name));
        }
        assert!(Format::named("hostname").is_none());
        assert_eq!(StringFormat::named("int32"), StringFormat::Plain);
    }

    #[test]
    fn ranges_are_those_of_the_types() {
        assert_eq!(IntegerFormat::Int8.range(), i128::from(i8::MIN)..i128::from(i8::MAX) + 1);
        assert_eq!(IntegerFormat::Int64.range(), i128::from(i64::MIN)..i128::from(i64::MAX) + 1);
        assert_eq!(IntegerFormat::Uint64.range(), 0..i128::from(u64::MAX) + 1);
    }
}
