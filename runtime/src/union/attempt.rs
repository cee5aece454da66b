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
    static LOST: Cell<Loss> = const { Cell::new(Loss { ignored: Vec::new(), deeper: 0, unlisted: 0 }) };
    /// Whether what is read next is all of the value that is tried.
    static WHOLE: Cell<bool> = const { Cell::new(false) };
    static DEPTH: Cell<usize> = const { Cell::new(0) };
    static ATTEMPTS: Cell<usize> = const { Cell::new(0) };
}

/// What is lost of a value when it is read as a type.
#[derive(Clone, Debug, Default)]
pub(crate) struct Loss {
    /// The members of the value that are ignored.
    pub(crate) ignored: Vec<String>,
    /// How many members of what is in the value are ignored.
    deeper: usize,
    /// How many values are kept, though their types do not list them.
    unlisted: usize,
}

impl Loss {
    pub(crate) fn total(&self) -> usize {
        self.ignored.len() + self.deeper + self.unlisted
    }

    /// Whether the value may well be of that type.
    pub(crate) fn is_listed(&self) -> bool {
        self.unlisted == 0
    }
}

/// What an object is of the value that is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// All of it.
    Whole,
    /// Something in it.
    Inner,
}

/// Begins an object; `None` outside of unions, where nobody asks what is lost.
pub(crate) fn begin() -> Option<Part> {
    if DEPTH.get() == 0 {
        return None;
    }
    Some(if WHOLE.replace(false) { Part::Whole } else { Part::Inner })
}

/// Notes that a member of an object is ignored.
pub(crate) fn ignored(name: &str, part: Part) {
    note(|lost| match part {
        Part::Whole => lost.ignored.push(name.to_owned()),
        Part::Inner => lost.deeper += 1,
    });
}

/// Notes that a value is kept, but not as one that its type lists.
pub(crate) fn unlisted() {
    note(|lost| lost.unlisted += 1);
}

/// Notes what the chosen type of a union loses.
pub(crate) fn add(loss: Loss) {
    let part = begin();
    note(|lost| {
        lost.deeper += loss.deeper;
        lost.unlisted += loss.unlisted;
        match part {
            Some(Part::Whole) => lost.ignored.extend(loss.ignored),
            Some(Part::Inner) | None => lost.deeper += loss.ignored.len(),
        }
    });
}

/// Outside of unions nobody asks.
fn note(change: impl FnOnce(&mut Loss)) {
    if DEPTH.get() > 0 {
        let mut lost = LOST.take();
        change(&mut lost);
        LOST.set(lost);
    }
}

/// Runs an attempt and tells what it lost. What was lost before it stays noted.
pub(crate) fn measure<T>(attempt: impl FnOnce() -> T) -> (T, Loss) {
    let (lost, was_whole) = (LOST.take(), WHOLE.replace(true));
    let result = attempt();
    WHOLE.set(was_whole);
    (result, LOST.replace(lost))
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
        WHOLE.set(false);
        LOST.take();
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
