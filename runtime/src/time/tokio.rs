//! Tokio's clock, timer and tasks.

use std::time::{Duration, SystemTime};

use futures_core::future::BoxFuture;
use tokio::time::Instant;

use super::Runtime;

/// Tokio, the runtime of the default transport: calls must be made inside it.
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
    fn monotonic(&self) -> Duration {
        self.start.elapsed()
    }

    fn wall(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        // Made at the first poll: only then is it certain that Tokio is there.
        Box::pin(async move { tokio::time::sleep(duration).await })
    }

    fn spawn(&self, task: BoxFuture<'static, ()>) {
        drop(tokio::spawn(task));
    }
}
