//! Work that blocks, on a thread of its own: no async runtime is needed, and none is held up.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};
use std::thread;

use futures_core::future::BoxFuture;
use futures_util::FutureExt as _;

use super::StoreError;

struct Work<T> {
    result: Option<Result<T, StoreError>>,
    waker: Option<Waker>,
}

/// The result of `work`, which begins at once, and ends even if nobody waits for it.
pub(super) fn on_a_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> BoxFuture<'static, Result<T, StoreError>> {
    let shared = Arc::new(Mutex::new(Work { result: None, waker: None }));
    let done = Arc::clone(&shared);
    let started = thread::Builder::new().name("warded-store".to_owned()).spawn(move || {
        let result = catch_unwind(AssertUnwindSafe(work));
        let mut shared = lock(&done);
        shared.result = Some(result.unwrap_or_else(|_| Err(StoreError::new("the store panicked"))));
        let waker = shared.waker.take();
        drop(shared);
        waker.into_iter().for_each(Waker::wake);
    });
    if let Err(error) = started {
        return std::future::ready(Err(StoreError::new(error))).boxed();
    }
    let result = poll_fn(move |cx| {
        let mut shared = lock(&shared);
        match shared.result.take() {
            Some(result) => Poll::Ready(result),
            None => {
                shared.waker = Some(cx.waker().clone());
                Poll::Pending
            }
        }
    });
    result.boxed()
}

fn lock<T>(work: &Mutex<T>) -> MutexGuard<'_, T> {
    work.lock().unwrap_or_else(PoisonError::into_inner)
}
