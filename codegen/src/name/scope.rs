//! A scope hands out each identifier once.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::Ident;

use super::words::{ident, plain};

/// What emitted code writes of std's prelude without a path, so that nothing else may have these names.
pub(super) const PRELUDE: [&str; 6] = ["Box", "Into", "Option", "PartialEq", "String", "Vec"];

/// The identifiers that are taken in one Rust scope.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    taken: BTreeSet<String>,
    /// For each base that was numbered, the number to try next: those below it are taken.
    next: BTreeMap<String, u32>,
}

impl Scope {
    /// A scope in which some identifiers are taken from the beginning.
    pub(super) fn reserving<'a>(reserved: impl IntoIterator<Item = &'a str>) -> Self {
        Self { taken: reserved.into_iter().map(str::to_owned).collect(), ..Self::default() }
    }

    /// `wanted` if it is free, else with the first number from 2 on that is.
    pub(super) fn claim(&mut self, wanted: Ident) -> Ident {
        if self.taken.insert(plain(&wanted)) {
            return wanted;
        }
        let text = plain(&wanted);
        let base = text.trim_end_matches('_');
        let separator = if base.ends_with(|c: char| c.is_ascii_digit()) { "_" } else { "" };
        let base = format!("{base}{separator}");
        let next = self.next.entry(base.clone()).or_insert(2);
        loop {
            let free = format!("{base}{next}");
            *next += 1;
            if self.taken.insert(free.clone()) {
                return ident(&free);
            }
        }
    }

    /// The first that is free, else the last with a number.
    pub(super) fn claim_one_of(&mut self, wanted: impl Iterator<Item = Ident>) -> Ident {
        let mut last = None;
        for ident in wanted {
            let is_free = !self.taken.contains(&plain(&ident));
            last = Some(ident);
            if is_free {
                break;
            }
        }
        self.claim(last.expect("something is wanted"))
    }

    /// Claims an identifier for each item, independently of the order in which the items come: where several want the
    /// same one, the item whose name is already spelled like it goes first, then the alphabet decides.
    pub(super) fn claim_all<'a>(&mut self, items: impl IntoIterator<Item = (&'a str, Ident)>) -> Vec<Ident> {
        let mut wanted: Vec<(usize, bool, &str, Ident)> =
            items.into_iter().enumerate().map(|(at, (name, ident))| (at, plain(&ident) != name, name, ident)).collect();
        wanted.sort_by(|a, b| (a.1, a.2, a.0).cmp(&(b.1, b.2, b.0)));
        let mut claimed: Vec<(usize, Ident)> =
            wanted.into_iter().map(|(at, _, _, ident)| (at, self.claim(ident))).collect();
        claimed.sort_by_key(|(at, _)| *at);
        claimed.into_iter().map(|(_, ident)| ident).collect()
    }
}
