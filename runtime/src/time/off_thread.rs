//! Work that blocks, away from the executor: on a thread of its own.

use std::future::poll_fn;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Poll, Waker};
use std::thread;

/// What the thread and the one who waits for it share.
struct State<T> {
    output: Option<T>,
    is_over: bool,
    waiting: Option<Waker>,
}

/// Tells the one who waits that the thread is over, even if the work panicked.
struct Thread<T>(Arc<Mutex<State<T>>>);

/// The output of `work`; `None` if it panicked, or there is no thread for it.
pub(crate) async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let state = Arc::new(Mutex::new(State { output: None, is_over: false, waiting: None }));
    let thread = Thread(Arc::clone(&state));
    let started = thread::Builder::new().name("warded-blocking".to_owned()).spawn(move || {
        let output = work();
        lock(&thread.0).output = Some(output);
    });
    started.ok()?;
    poll_fn(|cx| {
        let mut state = lock(&state);
        if state.is_over {
            return Poll::Ready(state.output.take());
        }
        state.waiting = Some(cx.waker().clone());
        Poll::Pending
    })
    .await
}

fn lock<T>(state: &Mutex<State<T>>) -> std::sync::MutexGuard<'_, State<T>> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<T> Drop for Thread<T> {
    fn drop(&mut self) {
        let mut state = lock(&self.0);
        state.is_over = true;
        if let Some(waker) = state.waiting.take() {
            waker.wake();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn work_is_awaited_and_a_panic_is_no_hang() {
        let here = thread::current().id();
        let there = off_thread(move || thread::current().id()).await.expect("it ends");
        assert_ne!(here, there);
        assert_eq!(off_thread(|| -> u8 { panic!("on purpose") }).await, None);
    }
}
