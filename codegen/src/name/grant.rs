//! Scopes and roles: an identifier and a number for each name.
//!
//! ```yaml
//! security: [{ OAuth: [read:pets] }]
//! ```
//! is `scope::ReadPets`. The compiler tells two of them apart by their numbers, a few hexadecimal digits, since it cannot
//! compare types. A number is made of the name's hash, so that another scope in the document changes no number.

use std::collections::{BTreeMap, BTreeSet};

use super::GrantName;
use super::scope::Scope;
use super::words::item_ident;
use crate::model::{Api, Role, SecurityScheme};

/// The names in the modules `role` and `scope` beside the markers.
const RESERVED: [&str; 2] = ["All", "UnknownRole"];

/// The names of a document's scopes and roles.
pub(super) struct Grants<'a> {
    roles: BTreeMap<&'a str, GrantName>,
    scopes: BTreeMap<&'a str, GrantName>,
}

impl<'a> Grants<'a> {
    /// Names them all.
    pub(super) fn of(api: &'a Api) -> Self {
        let roles = distinct(api, |scheme| &scheme.roles);
        let scopes = distinct(api, |scheme| &scheme.scopes);
        let mut numbers = Numbers::of(roles.len() + scopes.len());
        Self { roles: named(roles, "role", &mut numbers), scopes: named(scopes, "scope", &mut numbers) }
    }

    /// Those of a scheme's roles.
    pub(super) fn roles(&self, scheme: &SecurityScheme) -> Vec<GrantName> {
        scheme.roles.iter().map(|role| self.roles[role.name.as_str()].clone()).collect()
    }

    /// Those of a scheme's scopes.
    pub(super) fn scopes(&self, scheme: &SecurityScheme) -> Vec<GrantName> {
        scheme.scopes.iter().map(|scope| self.scopes[scope.name.as_str()].clone()).collect()
    }
}

fn distinct(api: &Api, members: impl Fn(&SecurityScheme) -> &Vec<Role>) -> BTreeSet<&str> {
    api.security_schemes.iter().flat_map(members).map(|member| member.name.as_str()).collect()
}

fn named<'a>(names: BTreeSet<&'a str>, kind: &str, numbers: &mut Numbers) -> BTreeMap<&'a str, GrantName> {
    let mut scope = Scope::reserving(RESERVED);
    let idents = scope.claim_all(names.iter().map(|name| (*name, item_ident(name))));
    let named = |(name, ident)| (name, GrantName { ident, number: numbers.next(kind, name) });
    names.into_iter().zip(idents).map(named).collect()
}

/// Hands out numbers, each once.
struct Numbers {
    digits: u32,
    taken: BTreeSet<u32>,
}

impl Numbers {
    /// Numbers for so many names: sixteen times as many as needed, so that few names want the same one.
    fn of(names: usize) -> Self {
        let is_enough = |digits: &u32| 16_usize.pow(*digits) >= names.saturating_mul(16);
        Self { digits: (1..4).find(is_enough).unwrap_or(4), taken: BTreeSet::new() }
    }

    /// The number of the name's hash, or the next one that is free.
    fn next(&mut self, kind: &str, name: &str) -> Vec<u8> {
        let count = 16_u32.pow(self.digits);
        let mut number = hash(kind.bytes().chain([0]).chain(name.bytes())) % count;
        while !self.taken.insert(number) {
            number = (number + 1) % count;
        }
        (0..self.digits).rev().map(|digit| (number >> (4 * digit)) as u8 & 0xf).collect()
    }
}

/// FNV-1a, 32 bits: its values are the same everywhere and for ever.
fn hash(bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::{Numbers, hash};

    #[test]
    fn hashes_are_those_of_the_published_test_vectors() {
        assert_eq!(hash(b"".iter().copied()), 0x811c_9dc5);
        assert_eq!(hash(b"foobar".iter().copied()), 0xbf9c_f968);
    }

    #[test]
    fn numbers_are_distinct_and_have_as_many_digits_as_needed() {
        for (names, digits) in [(1, 1), (16, 2), (17, 3), (256, 3), (257, 4), (0x4000, 4)] {
            let mut numbers = Numbers::of(names);
            let all: std::collections::BTreeSet<_> =
                (0..names).map(|at| numbers.next("scope", &at.to_string())).collect();
            assert_eq!(all.len(), names);
            assert!(all.iter().all(|number| number.len() == digits), "{names}");
        }
    }
}
