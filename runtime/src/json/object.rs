//! Objects with named properties: the common code of generated structs.
//!
//! ```yaml
//! Pet: { type: object, required: [id], properties: { id: { type: integer }, name: { type: string } } }
//! ```
//! A generated struct declares its properties and their fields; all other code is here, once. The methods of
//! [`Members`] and [`Writer`] keep the first error instead of returning it, because each `?` in generated code would
//! cost its user compile time.

mod debug;
mod declare;
mod names;
mod write;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};

use crate::json::read::{Read, ReadInto, ReadOptionInto};
use crate::json::union::attempt;
use crate::json::union::attempt::Part;
use crate::json::{Nullable, union};
use names::Names;
use serde_json::Value;

pub use debug::debug;
pub use write::Writer;

/// The values of fields before they are read, by the words of [`object!`](crate::object!). Paths, because the compiler keeps
/// 0.7 KB for each call of a macro.
pub mod slot {
    pub use crate::json::Nullable::{Absent as nullable, Absent as secret_nullable};
    pub use std::option::Option::{
        None as any, None as optional, None as required, None as secret_any, None as secret_optional,
        None as secret_required,
    };
}

/// Reads an object, by [`Read::members`].
///
/// # Errors
///
/// If it is not an object, if a required property is missing, or if a value does not have its property's type.
pub fn read<'de, T: Read, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut object = None;
    read_into(&mut object, deserializer)?;
    object.ok_or_else(incomplete)
}

/// Reads an object into its place.
pub(crate) fn read_into<'de, T: Read, D: Deserializer<'de>>(
    object: &mut Option<T>,
    deserializer: D,
) -> Result<(), D::Error> {
    deserializer.deserialize_map(ObjectVisitor(object))
}

struct ObjectVisitor<'a, T>(&'a mut Option<T>);

impl<'de, T: Read> Visitor<'de> for ObjectVisitor<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        read_members(self.0, map, None)
    }
}

/// Reads an object of which some members were read before, as JSON.
pub(crate) fn read_on<'de, T: Read, A: MapAccess<'de>>(
    object: &mut Option<T>,
    before: Vec<TextMember<'de>>,
    map: A,
) -> Result<(), A::Error> {
    read_members(object, map, Some(Held::Before(before.into_iter())))
}

#[inline]
fn read_members<'de, T: Read, A: MapAccess<'de>>(
    object: &mut Option<T>,
    map: A,
    held: Option<Held<'de, A::Error>>,
) -> Result<(), A::Error> {
    let part = attempt::begin();
    let names = Names::of::<T>(part.is_some());
    let mut members = Members { map, held, names, part, gives_others: false };
    *object = T::members(&mut members);
    match members.held {
        Some(Held::Error(error)) => Err(error),
        Some(Held::Before(_)) | None => Ok(()),
    }
}

#[cold]
pub(crate) fn incomplete<E: de::Error>() -> E {
    E::custom("not all members were read")
}

/// The name and the JSON text of a member.
pub(crate) type TextMember<'de> = (Cow<'de, str>, Cow<'de, str>);

/// State that replaces the map as the source of members.
enum Held<'de, E> {
    /// Members that were read before the type was known.
    Before(std::vec::IntoIter<TextMember<'de>>),
    Error(E),
}

/// The members of an object that is being read.
pub struct Members<'de, A: MapAccess<'de>> {
    map: A,
    held: Option<Held<'de, A::Error>>,
    names: Names,
    /// The part of the value that a union tries to read, if this object is read for one.
    part: Option<Part>,
    /// True if members that are not properties are returned as well.
    gives_others: bool,
}

impl<'de, A: MapAccess<'de>> Members<'de, A> {
    /// The index of the next member among the properties; others are ignored. `None` after the last one or an error.
    #[allow(clippy::should_implement_trait, reason = "an iterator could not lend itself to the methods that read")]
    pub fn next(&mut self) -> Option<usize> {
        // The only place that asks for a key, so that what finds it is compiled into it.
        while self.held.is_none() {
            match self.map.next_key_seed(&mut self.names) {
                Ok(None) => return None,
                Ok(Some(index)) if index < self.names.properties.len() || self.gives_others => return Some(index),
                Ok(Some(_)) => self.ignore(),
                Err(error) => self.fail(error),
            }
        }
        self.index_before()
    }

    /// The index of the next of the members that were read before, and then of those in the map.
    #[inline(never)]
    fn index_before(&mut self) -> Option<usize> {
        let Some(Held::Before(before)) = &self.held else { return None };
        let Some((name, _)) = before.as_slice().first() else {
            self.held = None;
            return self.next();
        };
        let index = self.names.find(name);
        if index == self.names.properties.len() && !self.gives_others {
            self.ignore();
        }
        Some(index)
    }

    #[inline(never)]
    fn ignore(&mut self) {
        if let Some(part) = self.part {
            attempt::ignored(&self.names.other, part);
        }
        self.keep_error(|members| match &mut members.held {
            Some(Held::Before(before)) => {
                before.next();
                Ok(())
            }
            Some(Held::Error(_)) | None => members.map.next_value::<IgnoredAny>().map(drop),
        });
    }

    #[cold]
    fn fail(&mut self, error: A::Error) {
        self.held = Some(Held::Error(error));
    }

    /// Makes [`Members::next`] return members that are not properties as well, by `index`, the one after the last;
    /// [`Members::others`] reads them.
    #[inline]
    pub fn keep_others(&mut self, index: usize) {
        debug_assert_eq!(index, self.names.properties.len());
        (self.gives_others, self.names.keeps_others) = (true, true);
    }

    /// Reads the value of a required property.
    // Not inlined, nor are the others: the optimizer would hold all slots of the object in registers and move them from
    // one to another behind each member, which is quadratic in their number.
    #[inline(never)]
    pub fn required<T: Read>(&mut self, slot: &mut Option<T>) {
        self.value(ReadInto(slot));
    }

    /// Reads the value of an optional property. `null` counts as absent.
    #[inline(never)]
    pub fn optional<T: Read>(&mut self, slot: &mut Option<T>) {
        self.value(ReadOptionInto(slot));
    }

    /// Reads the value of an optional property of a type that has a `null` of its own.
    #[inline]
    pub fn any<T: Read>(&mut self, slot: &mut Option<T>) {
        self.required(slot);
    }

    /// Reads the value of an optional property that may be `null`.
    #[inline(never)]
    pub fn nullable<T: Read>(&mut self, slot: &mut Nullable<T>) {
        let mut value = None;
        self.value(ReadOptionInto(&mut value));
        *slot = value.into();
    }

    /// Reads a member that is not a property.
    #[inline(never)]
    pub fn others<T: Read>(&mut self, others: &mut BTreeMap<String, T>) {
        let name = std::mem::take(&mut self.names.other);
        let mut value = None;
        self.value(ReadInto(&mut value));
        others.extend(value.map(|value| (name, value)));
    }

    /// Same as [`Members::required`]; secrets are read like other values.
    pub fn secret_required<T: Read>(&mut self, slot: &mut Option<T>) {
        self.required(slot);
    }

    /// Same as [`Members::optional`], for a secret.
    pub fn secret_optional<T: Read>(&mut self, slot: &mut Option<T>) {
        self.optional(slot);
    }

    /// Same as [`Members::any`], for a secret.
    pub fn secret_any<T: Read>(&mut self, slot: &mut Option<T>) {
        self.any(slot);
    }

    /// Same as [`Members::nullable`], for a secret.
    pub fn secret_nullable<T: Read>(&mut self, slot: &mut Nullable<T>) {
        self.nullable(slot);
    }

    /// Same as [`Members::others`], for secrets.
    pub fn secret_others<T: Read>(&mut self, others: &mut BTreeMap<String, T>) {
        self.others(others);
    }

    /// Same as [`Members::others`], for any JSON.
    pub fn any_others(&mut self, others: &mut BTreeMap<String, Value>) {
        self.others(others);
    }

    /// Fails if this required property is missing.
    pub fn missing<T>(&mut self, slot: &Option<T>, name: &'static str) {
        if slot.is_none() && self.held.is_none() {
            // Nobody reads why an attempt failed.
            self.fail(if self.part.is_some() { A::Error::custom("") } else { A::Error::missing_field(name) });
        }
    }

    #[inline]
    fn value(&mut self, into: impl for<'x> DeserializeSeed<'x, Value = ()>) {
        self.keep_error(|members| match &members.held {
            None => members.map.next_value_seed(into),
            Some(_) => members.value_before(into),
        });
    }

    #[inline(never)]
    fn value_before(&mut self, into: impl for<'x> DeserializeSeed<'x, Value = ()>) -> Result<(), A::Error> {
        match &mut self.held {
            Some(Held::Before(before)) => {
                let (name, json) = before.next().unwrap_or_default();
                union::read_text(Some(&name), &json, into)
            }
            Some(Held::Error(_)) | None => Err(A::Error::custom("there is no value")),
        }
    }

    #[inline]
    fn keep_error(&mut self, read: impl FnOnce(&mut Self) -> Result<(), A::Error>) {
        if let Err(error) = read(self) {
            self.fail(error);
        }
    }
}

#[cfg(test)]
mod tests;
