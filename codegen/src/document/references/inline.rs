//! Copies what references name where OpenAPI 3.0 has no components for it: path items above all.
//!
//! ```yaml
//! paths:
//!   /users: { $ref: '#/components/pathItems/users', summary: … }   # keys beside the reference win
//! ```

use std::collections::BTreeSet;

use super::super::walk::{Kind, Slot};
use super::collect::{Found, collect};
use super::{report, resolve};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::{Origins, Pointer, Tree};

/// The maximum number of rounds in which copies may hold references that are to be copied in turn.
const MOST_ROUNDS: usize = 16;

/// The same for objects that OpenAPI has no references in, as in keys that it does not know. What goes deeper has no
/// effect, and schemas that contain each other would have no end there.
const MOST_ROUNDS_ELSEWHERE: usize = 2;

/// The maximum number of values of all copies together.
const MOST_VALUES: usize = 1_000_000;

/// The maximum depth of the document with its copies.
const MOST_LEVELS: usize = 500;

/// Copies until no such reference is left.
pub(super) fn inline(tree: &mut Tree, origins: &mut Origins, diagnostics: &mut Diagnostics) {
    let mut reported = BTreeSet::new();
    let mut values = 0;
    for round in 0.. {
        let collected = collect(tree);
        let open: Vec<&Found> = collected
            .inline
            .iter()
            .filter(|found| is_open(found, round) && !reported.contains(&found.text_at))
            .collect();
        if open.is_empty() {
            return;
        }
        for found in open {
            let target = match resolve::resolve(tree, found, &collected) {
                Ok(target) if !contains(&target, &found.at) && round < MOST_ROUNDS => target,
                Ok(_) => {
                    diagnostics.push(report(tree, found, resolve::Failure::Circle, reported.len()));
                    reported.insert(found.text_at.clone());
                    continue;
                }
                Err(failure) => {
                    diagnostics.push(report(tree, found, failure, reported.len()));
                    reported.insert(found.text_at.clone());
                    continue;
                }
            };
            let Some(copy) = tree.pointer(target.as_str()).cloned() else { continue };
            values += count(&copy);
            if values > MOST_VALUES || found.at.segments().count() + depth(&copy) > MOST_LEVELS {
                let message = "references expand to far more than the document itself";
                diagnostics.push(Diagnostic::error(Code::Limit, &found.text_at, message));
                return;
            }
            if let Some(place) = tree.pointer_mut(found.at.as_str()) {
                merge(place, copy);
                origins.renamed(&found.at, &target);
            }
        }
    }
}

fn is_open(found: &Found, round: usize) -> bool {
    round < MOST_ROUNDS_ELSEWHERE || found.slot != Slot::One(Kind::Plain)
}

fn contains(outer: &Pointer, inner: &Pointer) -> bool {
    inner.strip_prefix(outer).is_some()
}

/// Puts `copy` in the place of the reference. What stands beside the reference wins.
pub(in crate::document) fn merge(place: &mut Tree, copy: Tree) {
    match (place, copy) {
        (Tree::Object(siblings), Tree::Object(mut copy)) => {
            siblings.shift_remove("$ref");
            copy.extend(std::mem::take(siblings));
            *siblings = copy;
        }
        (place, copy) => *place = copy,
    }
}

/// The number of values of a tree.
pub(in crate::document) fn count(tree: &Tree) -> usize {
    match tree {
        Tree::Array(array) => 1 + array.iter().map(count).sum::<usize>(),
        Tree::Object(object) => 1 + object.values().map(count).sum::<usize>(),
        Tree::Null | Tree::Bool(_) | Tree::Number(_) | Tree::String(_) => 1,
    }
}

fn depth(tree: &Tree) -> usize {
    match tree {
        Tree::Array(array) => 1 + array.iter().map(depth).max().unwrap_or(0),
        Tree::Object(object) => 1 + object.values().map(depth).max().unwrap_or(0),
        Tree::Null | Tree::Bool(_) | Tree::Number(_) | Tree::String(_) => 0,
    }
}
