//! A runtime whose clocks stand still until a test moves them, and whose tasks run when a test says so.

use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};
use std::time::{Duration, SystemTime};

use futures_util::future::BoxFuture;
use warded::Runtime;

#[derive(Clone, Default)]
pub struct Clock(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    monotonic: Duration,
    /// The difference of the wall clock to the monotonic one, after 1 January 2000.
    ahead: i64,
    tasks: Vec<BoxFuture<'static, ()>>,
}

impl Clock {
    /// Lets time go by.
    pub fn advance(&self, seconds: u64) {
        self.0.lock().unwrap().monotonic += Duration::from_secs(seconds);
    }

    /// Sets the wall clock forward or back; forward is also what a sleep of the machine looks like.
    pub fn step(&self, seconds: i64) {
        self.0.lock().unwrap().ahead += seconds;
    }

    /// Runs the background tasks as far as they get.
    pub fn run(&self) {
        // Taken out, for tasks may start others.
        let mut tasks = std::mem::take(&mut self.0.lock().unwrap().tasks);
        tasks.retain_mut(|task| task.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        self.0.lock().unwrap().tasks.append(&mut tasks);
    }

    /// Loses the background tasks, as a runtime that is shut down does.
    pub fn shut_down(&self) {
        let tasks = std::mem::take(&mut self.0.lock().unwrap().tasks);
        drop(tasks);
    }

    /// The clock as a [`Runtime`].
    pub fn runtime(&self) -> Arc<dyn Runtime> {
        Arc::new(self.clone())
    }
}

impl Runtime for Clock {
    fn monotonic(&self) -> Duration {
        self.0.lock().unwrap().monotonic
    }

    fn wall(&self) -> SystemTime {
        let state = self.0.lock().unwrap();
        let seconds = 946_684_800 + state.ahead + i64::try_from(state.monotonic.as_secs()).unwrap();
        SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(seconds).unwrap())
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::pending())
    }

    fn spawn(&self, task: BoxFuture<'static, ()>) {
        self.0.lock().unwrap().tasks.push(task);
    }
}
