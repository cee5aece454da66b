//! Tells the program that there is something to save.
//!
//! The callback is called without any lock, one call at a time. A change during a call is told by another call, of the
//! caller before: nobody waits for a callback, so that it may use the session.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tracing::warn;

use super::grant::Saved;

/// The program's callback.
pub(super) struct Watch {
    tell: Box<dyn Fn(&Saved) + Send + Sync>,
    state: Mutex<Telling>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Telling {
    No,
    Yes,
    /// There was another change meanwhile.
    Again,
}

impl Watch {
    pub(super) fn new(tell: impl Fn(&Saved) + Send + Sync + 'static) -> Self {
        Self { tell: Box::new(tell), state: Mutex::new(Telling::No) }
    }

    /// Tells what is `saved` now.
    pub(super) fn changed(&self, scheme: &'static str, saved: impl Fn() -> Saved) {
        let before = std::mem::replace(&mut *self.lock(), Telling::Again);
        if before != Telling::No {
            return;
        }
        loop {
            *self.lock() = Telling::Yes;
            let saved = saved();
            if catch_unwind(AssertUnwindSafe(|| (self.tell)(&saved))).is_err() {
                warn!(scheme, "the function that saves what a session holds panicked");
            }
            let mut state = self.lock();
            if *state == Telling::Yes {
                *state = Telling::No;
                return;
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Telling> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
