//! Clock, timer and tasks of the standard library, for programs without an async runtime.

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant, SystemTime};

use futures_core::future::BoxFuture;

use super::Runtime;

/// A thread that wakes sleeping tasks, and ends when there are none; each background task has a thread of its own.
#[derive(Clone, Debug)]
pub struct ThreadRuntime {
    start: Instant,
    timer: Arc<Timer>,
}

#[derive(Debug, Default)]
struct Timer {
    state: Mutex<State>,
    changed: Condvar,
    count: AtomicU64,
}

#[derive(Debug, Default)]
struct State {
    running: bool,
    /// By the time at which the sleep ends; the number keeps apart those that end together.
    sleeping: BTreeMap<(Instant, u64), Waker>,
}

/// A sleep that takes itself out of the timer when it is dropped.
struct Sleep {
    timer: Arc<Timer>,
    key: (Instant, u64),
}

impl ThreadRuntime {
    /// Counts from now.
    #[must_use]
    pub fn new() -> Self {
        Self { start: Instant::now(), timer: Arc::default() }
    }
}

impl Default for ThreadRuntime {
    fn default() -> Self {
        Self::new()
    }
}

impl Runtime for ThreadRuntime {
    fn monotonic(&self) -> Duration {
        self.start.elapsed()
    }

    fn wall(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        // Beyond what the clock can count is for ever.
        let Some(end) = Instant::now().checked_add(duration) else { return Box::pin(std::future::pending()) };
        let key = (end, self.timer.count.fetch_add(1, Ordering::Relaxed));
        let sleep = Sleep { timer: Arc::clone(&self.timer), key };
        Box::pin(poll_fn(move |cx| sleep.poll(cx)))
    }

    fn spawn(&self, task: BoxFuture<'static, ()>) {
        thread::spawn(move || block_on(task));
    }
}

impl Sleep {
    fn poll(&self, cx: &Context<'_>) -> Poll<()> {
        if Instant::now() >= self.key.0 {
            return Poll::Ready(());
        }
        let mut state = self.timer.lock();
        state.sleeping.insert(self.key, cx.waker().clone());
        if !state.running {
            state.running = true;
            let timer = Arc::clone(&self.timer);
            thread::spawn(move || timer.run());
        }
        self.timer.changed.notify_one();
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.timer.lock().sleeping.remove(&self.key);
        self.timer.changed.notify_one();
    }
}

impl Timer {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Wakes what has slept enough, until nothing sleeps.
    fn run(&self) {
        let mut state = self.lock();
        while let Some(first) = state.sleeping.first_entry() {
            let left = first.key().0.saturating_duration_since(Instant::now());
            if left.is_zero() {
                first.remove().wake();
            } else {
                let waited = self.changed.wait_timeout(state, left);
                state = waited.unwrap_or_else(PoisonError::into_inner).0;
            }
        }
        state.running = false;
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

pub(crate) fn block_on<F: Future>(task: F) -> F::Output {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut task = pin!(task);
    loop {
        match task.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn sleeps_end_not_before_their_time_and_the_timer_goes_to_rest() {
        let runtime = ThreadRuntime::new();
        let (done, ended) = mpsc::channel();
        for milliseconds in [40, 10] {
            let (sleep, done) = (runtime.sleep(Duration::from_millis(milliseconds)), done.clone());
            runtime.spawn(Box::pin(async move {
                sleep.await;
                done.send((milliseconds, Instant::now())).expect("the test waits for it");
            }));
        }
        drop(runtime.sleep(Duration::from_secs(3600)));
        // In either order: who is told first may run last.
        for (milliseconds, end) in ended.iter().take(2) {
            assert!(end >= runtime.start + Duration::from_millis(milliseconds));
        }
        assert!(runtime.monotonic() >= Duration::from_millis(40));
        assert!(runtime.timer.lock().sleeping.is_empty());
    }
}
