//! A scope hands out each identifier once.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::Ident;

use super::words::{ident, plain};

/// The identifiers that are taken in one Rust scope.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    taken: BTreeSet<String>,
    /// For each base that was numbered, the number to try next.
    next: BTreeMap<String, u32>,
}

/// A thing of the document, and the identifiers that it wants: one in each scope, by the scope's position in a list.
pub(super) struct Wanted<'a, const N: usize> {
    pub(super) name: &'a str,
    pub(super) idents: [(usize, Ident); N],
}

impl Scope {
    /// A scope in which some identifiers are taken from the beginning.
    pub(super) fn reserving<'a>(reserved: impl IntoIterator<Item = &'a str>) -> Self {
        Self { taken: reserved.into_iter().map(str::to_owned).collect(), ..Self::default() }
    }

    /// `wanted` if it is free, else with the first number from 2 on that is.
    pub(super) fn claim(&mut self, wanted: Ident) -> Ident {
        let [claimed] = claim(std::slice::from_mut(self), [(0, wanted)]);
        claimed
    }

    /// The first that is free, else the last with a number.
    pub(super) fn claim_one_of(&mut self, wanted: impl Iterator<Item = Ident>) -> Ident {
        let mut last = None;
        for ident in wanted {
            let is_free = self.is_free(&ident);
            last = Some(ident);
            if is_free {
                break;
            }
        }
        self.claim(last.expect("something is wanted"))
    }

    /// Same as [`claim_all`], with all names in this scope.
    pub(super) fn claim_all<'a>(&mut self, items: impl IntoIterator<Item = (&'a str, Ident)>) -> Vec<Ident> {
        let wanted = items.into_iter().map(|(name, ident)| Wanted { name, idents: [(0, ident)] });
        claim_all(std::slice::from_mut(self), wanted).into_iter().map(|[ident]| ident).collect()
    }

    fn is_free(&self, ident: &Ident) -> bool {
        !self.taken.contains(&plain(ident))
    }
}

/// Claims the identifiers of each thing, independently of the order in which the things come: where several want the same
/// one, the thing whose name is already spelled like it goes first, then the alphabet decides. What needs a number in one
/// scope has it in all.
pub(super) fn claim_all<'a, const N: usize>(
    scopes: &mut [Scope],
    things: impl IntoIterator<Item = Wanted<'a, N>>,
) -> Vec<[Ident; N]> {
    let is_spelled = |Wanted { name, idents }: &Wanted<'a, N>| {
        idents.iter().any(|(_, ident)| plain(ident).trim_end_matches('_') == *name)
    };
    let mut things: Vec<(usize, bool, Wanted<'a, N>)> =
        things.into_iter().enumerate().map(|(at, thing)| (at, !is_spelled(&thing), thing)).collect();
    things.sort_by(|a, b| (a.1, a.2.name, a.0).cmp(&(b.1, b.2.name, b.0)));
    let mut claimed: Vec<(usize, [Ident; N])> =
        things.into_iter().map(|(at, _, thing)| (at, claim(scopes, thing.idents))).collect();
    claimed.sort_by_key(|(at, _)| *at);
    claimed.into_iter().map(|(_, idents)| idents).collect()
}

/// The identifiers of one thing if all of them are free, else with the first number from 2 on with which they are.
fn claim<const N: usize>(scopes: &mut [Scope], wanted: [(usize, Ident); N]) -> [Ident; N] {
    let are_free = |scopes: &[Scope], idents: &[Ident; N]| {
        idents.iter().zip(&wanted).all(|(ident, (at, _))| scopes[*at].is_free(ident))
    };
    let mut claimed = wanted.each_ref().map(|(_, ident)| ident.clone());
    if !are_free(scopes, &claimed) {
        let bases = wanted.each_ref().map(|(_, ident)| base(ident));
        let next = bases.iter().zip(&wanted).map(|(base, (at, _))| scopes[*at].next.get(base).copied().unwrap_or(2));
        let mut number = next.max().unwrap_or(2);
        loop {
            claimed = bases.each_ref().map(|base| ident(&format!("{base}{number}")));
            number += 1;
            if are_free(scopes, &claimed) {
                break;
            }
        }
        for (base, (at, _)) in bases.into_iter().zip(&wanted) {
            scopes[*at].next.insert(base, number);
        }
    }
    for (ident, (at, _)) in claimed.iter().zip(&wanted) {
        scopes[*at].taken.insert(plain(ident));
    }
    claimed
}

/// The text that a number is appended to: `pet` for `pet`, `pet1_` for `pet1`, `self` for `self_`.
fn base(ident: &Ident) -> String {
    let text = plain(ident);
    let base = text.trim_end_matches('_');
    let separator = if base.ends_with(|c: char| c.is_ascii_digit()) { "_" } else { "" };
    format!("{base}{separator}")
}
