//! Tokio's runtime, whose clocks a test sets forward: for what runs over real sockets.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use futures_util::future::BoxFuture;
use warded::{Runtime, TokioRuntime};

#[derive(Clone)]
pub(crate) struct Ahead(TokioRuntime, Arc<AtomicU64>);

impl Ahead {
    /// Not ahead yet.
    pub(crate) fn new() -> Self {
        Self(TokioRuntime::new(), Arc::default())
    }

    /// Sets the clocks this far ahead of the real ones.
    pub(crate) fn set(&self, seconds: u64) {
        self.1.store(seconds, Ordering::SeqCst);
    }

    fn by(&self) -> Duration {
        Duration::from_secs(self.1.load(Ordering::SeqCst))
    }
}

impl Runtime for Ahead {
    fn monotonic(&self) -> Duration {
        self.0.monotonic() + self.by()
    }

    fn wall(&self) -> SystemTime {
        self.0.wall() + self.by()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.0.sleep(duration)
    }

    fn spawn(&self, task: BoxFuture<'static, ()>) {
        self.0.spawn(task);
    }
}
