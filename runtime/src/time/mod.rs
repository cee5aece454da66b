//! Time and background work, behind one small trait: the core needs no particular async runtime.

#[cfg(feature = "blocking")]
mod blocking;
mod date;
mod jitter;
mod off_thread;
mod thread;
#[cfg(feature = "rustls")]
mod tokio;

use std::time::{Duration, SystemTime};

use futures_core::future::BoxFuture;

#[cfg(feature = "blocking")]
pub use self::blocking::SendBlocking;
pub(crate) use self::date::{http_date, to_http_date};
pub(crate) use self::jitter::jitter;
pub(crate) use self::off_thread::off_thread;
pub use self::thread::ThreadRuntime;
#[cfg(all(feature = "blocking", not(feature = "rustls")))]
pub(crate) use self::thread::block_on;
#[cfg(feature = "rustls")]
pub use self::tokio::TokioRuntime;
#[cfg(feature = "rustls")]
pub(crate) use self::tokio::in_tokio;
use crate::error::TransportError;

/// The functions of an async runtime that the client needs. Tests replace them by a clock that they control.
pub trait Runtime: Send + Sync + 'static {
    /// Checks that the runtime can be used on this thread. Each call checks it first, and so does a session that
    /// waits.
    ///
    /// # Errors
    /// If there is no such runtime here: an error of kind [`Runtime`](crate::TransportErrorKind::Runtime), which
    /// becomes the error of the call.
    fn check(&self) -> Result<(), TransportError> {
        Ok(())
    }

    /// The time since some fixed moment, by a monotonic clock.
    fn monotonic(&self) -> Duration;

    /// The time of day, by a clock that can be set.
    fn wall(&self) -> SystemTime;

    /// Ready after `duration`.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;

    /// Runs `task` to its end, even if nobody awaits it.
    fn spawn(&self, task: BoxFuture<'static, ()>);
}
