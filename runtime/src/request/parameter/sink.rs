//! The forms of a value that a style distinguishes: a text, nothing, a list, or an object.

use serde::ser::{Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple};
use serde::ser::{SerializeTupleStruct, Serializer};

use super::escape::Escape;
use super::leaf::Leaf;
use crate::error::Reason;
use crate::request::body::FILE_MARKER;

/// Takes one value. Each method returns whether anything was written.
pub(crate) trait Sink: Sized {
    /// Takes the elements or the members.
    type Parts: Parts;
    /// True if a file is written in parts; otherwise it is a text.
    const TAKES_FILES_APART: bool = false;

    fn text(self, text: &str) -> Result<bool, Reason>;
    fn null(self) -> Result<bool, Reason>;
    fn bytes(self, bytes: &[u8]) -> Result<bool, Reason>;
    fn list(self) -> Result<Self::Parts, Reason>;
    /// `marker` is the name of the Rust type, by which text in disguise makes itself known.
    fn object(self, marker: &'static str) -> Result<Self::Parts, Reason>;

    fn file<T: Serialize + ?Sized>(self, file: &T) -> Result<bool, Reason> {
        file.serialize(Of(self))
    }
}

/// Takes the parts of one list or object.
pub(crate) trait Parts {
    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Reason>;
    fn member<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), Reason>;
    fn end(self) -> Result<bool, Reason>;
}

/// Lets a [`Sink`] be serialized into.
pub(crate) struct Of<S>(pub(crate) S);

/// The parts, and the key that waits for its value.
pub(crate) struct Compound<P> {
    parts: P,
    key: String,
}

impl serde::ser::Error for Reason {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self::Serialize(message.to_string())
    }
}

impl std::error::Error for Reason {}

/// The text of numbers and the like.
macro_rules! displayed {
    ($($method:ident: $ty:ty),*) => {
        $(fn $method(self, value: $ty) -> Result<bool, Reason> {
            self.0.text(Decimal::new(value).as_str())
        })*
    };
}

impl<S: Sink> Serializer for Of<S> {
    type Ok = bool;
    type Error = Reason;
    type SerializeSeq = Compound<S::Parts>;
    type SerializeTuple = Compound<S::Parts>;
    type SerializeTupleStruct = Compound<S::Parts>;
    type SerializeTupleVariant = Impossible<bool, Reason>;
    type SerializeMap = Compound<S::Parts>;
    type SerializeStruct = Compound<S::Parts>;
    type SerializeStructVariant = Impossible<bool, Reason>;

    displayed! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_i128: i128,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_u128: u128
    }

    fn serialize_bool(self, value: bool) -> Result<bool, Reason> {
        self.0.text(if value { "true" } else { "false" })
    }

    fn serialize_f32(self, value: f32) -> Result<bool, Reason> {
        let huge = value != 0.0 && !(1e-5..1e16).contains(&value.abs());
        float(self.0, value.is_finite(), huge, &value)
    }

    fn serialize_f64(self, value: f64) -> Result<bool, Reason> {
        let huge = value != 0.0 && !(1e-5..1e16).contains(&value.abs());
        float(self.0, value.is_finite(), huge, &value)
    }

    fn serialize_char(self, value: char) -> Result<bool, Reason> {
        self.0.text(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<bool, Reason> {
        self.0.text(value)
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<bool, Reason> {
        self.0.bytes(value)
    }

    fn serialize_none(self) -> Result<bool, Reason> {
        self.0.null()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<bool, Reason> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<bool, Reason> {
        self.0.null()
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<bool, Reason> {
        self.0.null()
    }

    fn serialize_unit_variant(self, _name: &'static str, _at: u32, variant: &'static str) -> Result<bool, Reason> {
        self.0.text(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<bool, Reason> {
        if name == FILE_MARKER { self.0.file(value) } else { value.serialize(self) }
    }

    fn is_human_readable(&self) -> bool {
        !S::TAKES_FILES_APART
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        _at: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<bool, Reason> {
        let mut parts = self.0.object(name)?;
        parts.member(variant, value)?;
        parts.end()
    }

    fn serialize_seq(self, _len: Option<usize>) -> Result<Self::SerializeSeq, Reason> {
        Ok(Compound { parts: self.0.list()?, key: String::new() })
    }

    fn serialize_tuple(self, len: usize) -> Result<Self::SerializeTuple, Reason> {
        self.serialize_seq(Some(len))
    }

    fn serialize_tuple_struct(self, _name: &'static str, len: usize) -> Result<Self::SerializeTupleStruct, Reason> {
        self.serialize_seq(Some(len))
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _at: u32,
        _variant: &'static str,
        _len: usize,
    ) -> Result<Self::SerializeTupleVariant, Reason> {
        Err(Reason::Shape("no enum variant with fields"))
    }

    fn serialize_map(self, _len: Option<usize>) -> Result<Self::SerializeMap, Reason> {
        Ok(Compound { parts: self.0.object("")?, key: String::new() })
    }

    fn serialize_struct(self, name: &'static str, _len: usize) -> Result<Self::SerializeStruct, Reason> {
        Ok(Compound { parts: self.0.object(name)?, key: String::new() })
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _at: u32,
        _variant: &'static str,
        _len: usize,
    ) -> Result<Self::SerializeStructVariant, Reason> {
        Err(Reason::Shape("no enum variant with fields"))
    }
}

impl<P: Parts> SerializeSeq for Compound<P> {
    type Ok = bool;
    type Error = Reason;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Reason> {
        self.parts.element(value)
    }

    fn end(self) -> Result<bool, Reason> {
        self.parts.end()
    }
}

impl<P: Parts> SerializeTuple for Compound<P> {
    type Ok = bool;
    type Error = Reason;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Reason> {
        self.parts.element(value)
    }

    fn end(self) -> Result<bool, Reason> {
        self.parts.end()
    }
}

impl<P: Parts> SerializeTupleStruct for Compound<P> {
    type Ok = bool;
    type Error = Reason;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Reason> {
        self.parts.element(value)
    }

    fn end(self) -> Result<bool, Reason> {
        self.parts.end()
    }
}

impl<P: Parts> SerializeMap for Compound<P> {
    type Ok = bool;
    type Error = Reason;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Reason> {
        self.key.clear();
        key.serialize(Of(Leaf { out: &mut self.key, escape: Escape::Nothing })).map(drop)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Reason> {
        self.parts.member(&self.key, value)
    }

    fn end(self) -> Result<bool, Reason> {
        self.parts.end()
    }
}

impl<P: Parts> SerializeStruct for Compound<P> {
    type Ok = bool;
    type Error = Reason;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Reason> {
        self.parts.member(key, value)
    }

    fn end(self) -> Result<bool, Reason> {
        self.parts.end()
    }
}

/// Plain digits, but for numbers whose digits would fill lines.
fn float<S: Sink>(
    sink: S,
    finite: bool,
    huge: bool,
    value: &(impl std::fmt::Display + std::fmt::LowerExp),
) -> Result<bool, Reason> {
    match (finite, huge) {
        (false, _) => Err(Reason::NotFinite),
        (true, true) => sink.text(&format!("{value:e}")),
        (true, false) => sink.text(&value.to_string()),
    }
}

/// An integer's digits, without an allocation: parameters are mostly small numbers.
struct Decimal {
    digits: [u8; 40],
    length: usize,
}

impl Decimal {
    fn new(value: impl std::fmt::Display) -> Self {
        let mut decimal = Self { digits: [0; 40], length: 0 };
        // The longest is `i128::MIN` with 40 characters.
        std::fmt::Write::write_fmt(&mut decimal, format_args!("{value}")).expect("40 bytes hold every integer");
        decimal
    }

    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.digits[..self.length]).expect("digits are ASCII")
    }
}

impl std::fmt::Write for Decimal {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        let end = self.length + text.len();
        self.digits.get_mut(self.length..end).ok_or(std::fmt::Error)?.copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}
