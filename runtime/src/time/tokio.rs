//! Tokio's clock, timer and tasks.

use std::io;
use std::thread;
use std::time::{Duration, SystemTime};

use futures_core::future::BoxFuture;
use tokio::runtime::{Builder, Handle};
use tokio::time::Instant;
use tracing::warn;

use super::{Runtime, ThreadRuntime};
use crate::error::{TransportError, TransportErrorKind};

/// Tokio, the runtime of the default transport: calls must be made inside it. A call outside of Tokio ends with a
/// [`TransportError`] of kind [`Runtime`](TransportErrorKind::Runtime).
#[derive(Clone, Copy, Debug)]
pub struct TokioRuntime {
    start: Instant,
}

impl TokioRuntime {
    /// Counts from now.
    #[must_use]
    pub fn new() -> Self {
        Self { start: Instant::now() }
    }
}

impl Default for TokioRuntime {
    fn default() -> Self {
        Self::new()
    }
}

impl Runtime for TokioRuntime {
    fn check(&self) -> Result<(), TransportError> {
        in_tokio()
    }

    fn monotonic(&self) -> Duration {
        self.start.elapsed()
    }

    fn wall(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let here = Handle::try_current();
        Box::pin(async move {
            match here.or_else(|_| Handle::try_current()) {
                Ok(tokio) => {
                    // Made inside it, wherever this is polled, as where a response is read by another executor.
                    let sleep = {
                        let _inside = tokio.enter();
                        tokio::time::sleep(duration)
                    };
                    sleep.await;
                }
                Err(_) => ThreadRuntime::new().sleep(duration).await,
            }
        })
    }

    fn spawn(&self, task: BoxFuture<'static, ()>) {
        match Handle::try_current() {
            Ok(tokio) => drop(tokio.spawn(task)),
            // Where a session is ended outside of Tokio, its entry in a store must go all the same.
            Err(_) => drop(thread::spawn(move || alone(task))),
        }
    }
}

/// Runs a task on this thread, in a Tokio of its own.
fn alone(task: BoxFuture<'static, ()>) {
    match Builder::new_current_thread().enable_all().build() {
        Ok(tokio) => tokio.block_on(task),
        Err(error) => warn!(%error, "a background task was not run: there is no Tokio, and none could be started"),
    }
}

/// Fails where Tokio's sockets and timers would panic.
pub(crate) fn in_tokio() -> Result<(), TransportError> {
    let needed = "make the call inside a Tokio runtime, send it by `send_blocking` (feature `blocking`), or build the \
                  client with a `transport` and a `runtime` of your own";
    let failed = |_| TransportError::new(TransportErrorKind::Runtime, &io::Error::other(needed));
    Handle::try_current().map(drop).map_err(failed)
}
