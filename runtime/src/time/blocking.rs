//! Calls for programs without async: `send_blocking` waits on the thread that calls it.
//!
//! With the default transport, one thread does the work with Tokio's current-thread runtime. It is started at the
//! first use and never stopped: connections are kept, and sessions renew in the background. Without the default
//! transport, no Tokio is needed: the calling thread does the work, and each background task has a thread of its own.

/// Waits for a call, a revocation or another future without async.
pub trait SendBlocking: IntoFuture + Sized {
    /// Sends the call and waits for its end. Do not use it in async code: it would block the thread that other tasks
    /// need.
    ///
    /// # Panics
    /// With the default transport, if its thread cannot be started.
    fn send_blocking(self) -> Self::Output;
}

impl<F> SendBlocking for F
where
    F: IntoFuture<IntoFuture: Send + 'static, Output: Send + 'static>,
{
    fn send_blocking(self) -> Self::Output {
        driver::block_on(self.into_future())
    }
}

#[cfg(not(feature = "rustls"))]
mod driver {
    pub(super) use crate::time::block_on;
}

#[cfg(feature = "rustls")]
mod driver {
    use std::panic::{AssertUnwindSafe, resume_unwind};
    use std::sync::{LazyLock, mpsc};
    use std::thread;

    use futures_util::FutureExt as _;
    use tokio::runtime::{Builder, Handle};

    /// Never dropped, and neither is its thread.
    static DRIVER: LazyLock<Handle> = LazyLock::new(|| {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a thread can wait for sockets");
        let handle = runtime.handle().clone();
        let run = move || runtime.block_on(std::future::pending::<()>());
        thread::Builder::new().name("warded".to_owned()).spawn(run).expect("a thread can be started");
        handle
    });

    pub(super) fn block_on<F: Future<Output: Send> + Send + 'static>(future: F) -> F::Output {
        let (done, ended) = mpsc::sync_channel(1);
        DRIVER.spawn(AssertUnwindSafe(future).catch_unwind().map(move |output| {
            // The other side waits for it, unless its thread was killed.
            let _ = done.send(output);
        }));
        let output = ended.recv().expect("the driver ends no task before it is done");
        output.unwrap_or_else(|panic| resume_unwind(panic))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::time::{Runtime as _, ThreadRuntime};

    #[test]
    fn it_waits_for_what_other_threads_do() {
        assert_eq!(std::future::ready(7).send_blocking(), 7);
        let runtime = ThreadRuntime::new();
        runtime.sleep(Duration::from_millis(20)).send_blocking();
        assert!(runtime.monotonic() >= Duration::from_millis(20));
    }
}
