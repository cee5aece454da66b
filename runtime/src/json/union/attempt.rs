//! The loss of an attempt to read a value as one of several types, and the limits of such attempts.
//!
//! The counts are kept by thread beside the call stack: serde's traits have no room for them, and reading never waits,
//! so that a thread reads one value at a time.

use std::cell::Cell;

/// The maximum depth of texts within texts: values that unions read from text may hold more of them. The parser's own
/// limit on depth does not apply to it.
const MAX_DEPTH: usize = 64;
/// The maximum number of attempts for one value with everything in it: for types that hold each other, the number
/// would otherwise double with each level.
const MAX_ATTEMPTS: usize = 100_000;

thread_local! {
    static LOST: Cell<Loss> = const { Cell::new(Loss { ignored: Vec::new(), deeper: 0, unlisted: 0 }) };
    /// The part that the object read next is; `None` outside of attempts.
    static NEXT: Cell<Option<Part>> = const { Cell::new(None) };
    static DEPTH: Cell<usize> = const { Cell::new(0) };
    static ATTEMPTS: Cell<usize> = const { Cell::new(0) };
}

/// The parts of a value that are lost when it is read as a type.
#[derive(Clone, Debug, Default)]
pub(crate) struct Loss {
    /// The members of the value that are ignored.
    pub(crate) ignored: Vec<String>,
    /// The number of ignored members in nested values.
    deeper: usize,
    /// The number of values that are kept although their types do not list them.
    unlisted: usize,
}

impl Loss {
    pub(crate) fn total(&self) -> usize {
        self.ignored.len() + self.deeper + self.unlisted
    }

    /// Returns true if the value may be of that type.
    pub(crate) fn is_listed(&self) -> bool {
        self.unlisted == 0
    }
}

/// The part that an object is of the value that is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// All of it.
    Whole,
    /// Something in it.
    Inner,
}

/// Begins an object; `None` outside of attempts, where nobody asks what is lost.
pub(crate) fn begin() -> Option<Part> {
    let part = NEXT.get()?;
    NEXT.set(Some(Part::Inner));
    Some(part)
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

/// Outside of attempts nobody asks.
fn note(change: impl FnOnce(&mut Loss)) {
    if NEXT.get().is_some() {
        let mut lost = LOST.take();
        change(&mut lost);
        LOST.set(lost);
    }
}

/// Runs an attempt and tells what it lost. What was lost before it stays noted.
pub(crate) fn measure<T>(attempt: impl FnOnce() -> T) -> (T, Loss) {
    let lost = LOST.take();
    let attempted = Attempted(NEXT.replace(Some(Part::Whole)));
    let result = attempt();
    drop(attempted);
    (result, LOST.replace(lost))
}

/// The state before an attempt, restored after it even if the attempt panics.
struct Attempted(Option<Part>);

impl Drop for Attempted {
    fn drop(&mut self) {
        NEXT.set(self.0);
    }
}

/// Counts an attempt; false if there were too many.
pub(crate) fn may_try() -> bool {
    let attempts = ATTEMPTS.get();
    ATTEMPTS.set(attempts.saturating_add(1));
    attempts < MAX_ATTEMPTS
}

/// A text that is being read; dropping it leaves it.
pub(crate) struct Nested(());

/// Enters a text within a text; `None` if there are too many around it.
#[inline]
pub(crate) fn enter() -> Option<Nested> {
    let depth = DEPTH.get();
    (depth < MAX_DEPTH).then(|| {
        DEPTH.set(depth + 1);
        Nested(())
    })
}

/// Enters a union whose types are tried: as [`enter`], and what is outside of all begins to count anew.
pub(crate) fn enter_trial() -> Option<Nested> {
    if NEXT.get().is_none() {
        ATTEMPTS.set(0);
        LOST.take();
    }
    enter()
}

impl Drop for Nested {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get() - 1);
    }
}
