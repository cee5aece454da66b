//! What an attempt to read a value as one of several types loses, and how often it is worth trying.
//!
//! The counts are kept by thread beside the call stack: serde's traits have no room for them, and reading never waits,
//! so that a thread reads one value at a time.

use std::cell::Cell;

/// How deep unions may be nested in unions. Each level reads its text anew, so that the parser's own limit on depth
/// does not see them.
const MAX_DEPTH: usize = 64;
/// How many types may be tried for one value with all that is in it: types that hold each other would else be tried in
/// numbers that double with each level.
const MAX_ATTEMPTS: usize = 100_000;

thread_local! {
    static LOST: Cell<usize> = const { Cell::new(0) };
    static DEPTH: Cell<usize> = const { Cell::new(0) };
    static ATTEMPTS: Cell<usize> = const { Cell::new(0) };
}

/// Notes that something of the value is not kept as what it is.
pub(crate) fn lost() {
    add(1);
}

/// Notes what the chosen type of a nested union loses.
pub(crate) fn add(loss: usize) {
    LOST.set(LOST.get().saturating_add(loss));
}

/// Runs an attempt and tells what it lost. What was lost before it stays noted.
pub(crate) fn measure<T>(attempt: impl FnOnce() -> T) -> (T, usize) {
    let before = LOST.replace(0);
    let result = attempt();
    (result, LOST.replace(before))
}

/// Counts an attempt; false if there were too many.
pub(crate) fn may_try() -> bool {
    let attempts = ATTEMPTS.get();
    ATTEMPTS.set(attempts.saturating_add(1));
    attempts < MAX_ATTEMPTS
}

/// A union that is being read; dropping it leaves it.
pub(crate) struct Nested(());

/// Enters a union; `None` if there are too many around it.
pub(crate) fn enter() -> Option<Nested> {
    let depth = DEPTH.get();
    if depth == 0 {
        ATTEMPTS.set(0);
    }
    (depth < MAX_DEPTH).then(|| {
        DEPTH.set(depth + 1);
        Nested(())
    })
}

impl Drop for Nested {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get() - 1);
    }
}
