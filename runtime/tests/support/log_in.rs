//! Logins of a session, answered by the test.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use warded::rt::{Attachment, Placement};
use warded::session::{Session, SessionBuilder};
use warded::{Credential, Issued, Lifetime, Scheme};

use super::Clock;

/// The credential of a bearer scheme.
#[derive(Clone)]
pub struct Jwt(Arc<Attachment>);

impl Credential for Jwt {
    const SCHEME: &'static Scheme = &Scheme::of::<Self>("JWT", Placement::Bearer);

    fn attachment(&self) -> &Arc<Attachment> {
        &self.0
    }
}

/// A token of this text that lives for so many seconds.
pub fn issued(token: &str, seconds: u64) -> Issued<Jwt> {
    let credential = Jwt(Arc::new(Attachment::new(Jwt::SCHEME, &token.to_owned().into())));
    Issued { credential, lifetime: Lifetime::unknown().after(Some(seconds as f64)) }
}

/// A server of logins that are answered when the test says so.
#[derive(Clone, Default)]
pub struct LogIns {
    log_ins: Arc<AtomicUsize>,
    renewals: Arc<AtomicUsize>,
    /// The answer to whatever asks next; until there is one it waits.
    answer: Arc<Mutex<Option<Result<u64, &'static str>>>>,
}

impl LogIns {
    fn ask(&self, counter: &AtomicUsize) -> BoxFuture<'static, Result<Issued<Jwt>, &'static str>> {
        counter.fetch_add(1, Ordering::SeqCst);
        let answer = Arc::clone(&self.answer);
        std::future::poll_fn(move |_| match answer.lock().unwrap().take() {
            Some(answer) => std::task::Poll::Ready(answer.map(|seconds| issued("token", seconds))),
            None => std::task::Poll::Pending,
        })
        .boxed()
    }

    /// Answers whatever asks next.
    pub fn answer(&self, answer: Result<u64, &'static str>) {
        *self.answer.lock().unwrap() = Some(answer);
    }

    /// The numbers of requested logins and renewals.
    pub fn asked(&self) -> (usize, usize) {
        (self.log_ins.load(Ordering::SeqCst), self.renewals.load(Ordering::SeqCst))
    }

    /// A session that logs in here, with a margin of ten seconds.
    pub fn builder(&self, clock: &Clock) -> SessionBuilder<Jwt> {
        let server = self.clone();
        let log_in = move || server.ask(&server.log_ins);
        Session::builder(&clock.runtime(), log_in).margin(Duration::from_secs(10))
    }

    /// Such a session that renews.
    pub fn renewing(&self, clock: &Clock) -> SessionBuilder<Jwt> {
        let server = self.clone();
        self.builder(clock).renew(move |_| server.ask(&server.renewals))
    }

    /// A session with pauses of ten seconds and more, that renews if so wished.
    pub fn session(&self, clock: &Clock, renews: bool) -> Session<Jwt> {
        let builder = if renews { self.renewing(clock) } else { self.builder(clock) };
        builder.pauses(Duration::from_secs(10), Duration::from_secs(40)).build()
    }
}
