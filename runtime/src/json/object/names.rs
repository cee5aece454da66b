//! Finding the names of members among an object's properties.
//!
//! Most servers send members in their document's order, so that the next name is mostly the next property. Where it is
//! not, it is looked up in a table that the compiler makes, once a program really reads the type.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Visitor};

use crate::json::read::Read;

/// The names of an object that is being read.
pub(super) struct Names {
    pub(super) properties: &'static [&'static str],
    slots: &'static [u16],
    /// The property that comes next if members come in the document's order.
    expected: usize,
    /// The name of the last member that is no property, where names are kept.
    pub(super) other: String,
    /// True if the names of members that are not properties are kept.
    pub(super) keeps_others: bool,
}

impl Names {
    pub(super) fn of<T: Read>(keeps_others: bool) -> Self {
        let properties = T::PROPERTIES;
        // At most half of a table is full, so that the search for a name soon meets an empty slot.
        let slots: &[u16] = match properties.len() {
            0..=8 => const { &table::<16>(T::PROPERTIES) },
            9..=32 => const { &table::<64>(T::PROPERTIES) },
            33..=128 => const { &table::<256>(T::PROPERTIES) },
            129..=512 => const { &table::<1024>(T::PROPERTIES) },
            _ => &[],
        };
        Self { properties, slots, expected: 0, other: String::new(), keeps_others }
    }

    /// The index of the property of this name; the one after the last if there is none.
    #[inline(always)]
    pub(super) fn find(&mut self, name: &str) -> usize {
        match self.properties.get(self.expected) {
            Some(property) if same(property.as_bytes(), name.as_bytes()) => {
                self.expected += 1;
                self.expected - 1
            }
            Some(_) | None => self.search(name),
        }
    }

    #[inline(never)]
    fn search(&mut self, name: &str) -> usize {
        match self.look_up(name) {
            Some(index) => {
                self.expected = index + 1;
                index
            }
            None => {
                if self.keeps_others {
                    name.clone_into(&mut self.other);
                }
                self.properties.len()
            }
        }
    }

    fn look_up(&self, name: &str) -> Option<usize> {
        if self.slots.is_empty() {
            return self.properties.iter().position(|property| *property == name);
        }
        let mut slot = slot(name, self.slots.len());
        loop {
            let index = usize::from(self.slots[slot]).checked_sub(1)?;
            if same(self.properties[index].as_bytes(), name.as_bytes()) {
                return Some(index);
            }
            slot = (slot + 1) % self.slots.len();
        }
    }
}

/// A table of the places of names, from 1; 0 is an empty slot. All are empty if the names would not leave half of them so.
const fn table<const SIZE: usize>(names: &[&str]) -> [u16; SIZE] {
    let mut slots = [0; SIZE];
    let mut index = 0;
    while index < names.len() && names.len() * 2 <= SIZE {
        let mut slot = slot(names[index], SIZE);
        while slots[slot] != 0 {
            slot = (slot + 1) % SIZE;
        }
        index += 1;
        slots[slot] = index as u16;
    }
    slots
}

/// The slot from which a name is searched; `size` is a power of 2.
const fn slot(name: &str, size: usize) -> usize {
    let mut bytes = name.as_bytes();
    let mut hash = bytes.len() as u64;
    if let Some(last) = bytes.last_chunk() {
        while let Some((word, rest)) = bytes.split_first_chunk() {
            hash = mixed(hash, u64::from_le_bytes(*word));
            bytes = rest;
        }
        hash = mixed(hash, u64::from_le_bytes(*last));
    } else {
        while let Some((byte, rest)) = bytes.split_first() {
            hash = mixed(hash, *byte as u64);
            bytes = rest;
        }
    }
    (hash >> 32) as usize & (size - 1)
}

const fn mixed(hash: u64, word: u64) -> u64 {
    // The digits of the golden ratio: odd, and without a pattern.
    (hash.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Returns true if two names are equal. Most are short: comparing them costs less than calling the C library's
/// `memcmp`.
#[inline]
fn same(one: &[u8], other: &[u8]) -> bool {
    fn ends<const N: usize>(name: &[u8]) -> Option<(&[u8; N], &[u8; N])> {
        name.first_chunk().zip(name.last_chunk())
    }
    if one.len() != other.len() {
        return false;
    }
    match one.len() {
        4..=8 => ends::<4>(one) == ends::<4>(other),
        9..=16 => ends::<8>(one) == ends::<8>(other),
        _ => one == other,
    }
}

impl<'de> DeserializeSeed<'de> for &mut Names {
    type Value = usize;

    #[inline(always)]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for &mut Names {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    #[inline(always)]
    fn visit_str<E>(self, name: &str) -> Result<usize, E> {
        Ok(self.find(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Of<const COUNT: usize>;

    const SHORT: &[&str] = &["", "a", "b", "ab", "ba", "aa", "bb", "aab"];
    const LONG: &[&str] = &[
        "",
        "a",
        "b",
        "ab",
        "ba",
        "aab",
        "abb",
        "account",
        "account_",
        "account_i",
        "account_id",
        "account_ids",
        "account_holder_id",
        "account_holder_ids",
        "account_number_of_holders",
        "account_number_of_holders_",
        "id",
    ];
    const MANY: [&str; 600] = ["same"; 600];

    impl<const COUNT: usize> Read for Of<COUNT> {
        const PROPERTIES: &'static [&'static str] = match COUNT {
            0 => &[],
            1 => SHORT,
            2 => LONG,
            _ => &MANY,
        };
    }

    /// Finds each name, independently of the name that was looked up before.
    fn each_name_is_found<T: Read>() {
        let count = T::PROPERTIES.len();
        for step in 1..=count {
            let mut names = Names::of::<T>(true);
            for turn in 0..4 * count {
                let index = turn * step % count;
                assert_eq!(names.find(T::PROPERTIES[index]), index, "step {step}, turn {turn}");
                for other in ["c", "bab", "bccount", "account_iD", "account_holder_iD", "account_number_oF_holders"] {
                    assert_eq!(names.find(other), count, "step {step}, turn {turn}");
                    assert_eq!(names.other, other);
                }
            }
        }
    }

    #[test]
    fn each_name_is_found_from_wherever_the_search_begins() {
        each_name_is_found::<Of<1>>();
        each_name_is_found::<Of<2>>();
    }

    #[test]
    fn neither_none_nor_very_many_properties_are_any_trouble() {
        let mut names = Names::of::<Of<0>>(false);
        assert_eq!((names.find("a"), names.find("a"), names.find("")), (0, 0, 0));
        let mut names = Names::of::<Of<3>>(false);
        assert_eq!((names.find("same"), names.find("same"), names.find("other"), names.find("same")), (0, 1, 600, 2));
    }
}
