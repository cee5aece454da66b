//! Refresh tokens of sessions that share a store: whatever happens, none is sent twice. Tokio's time is paused.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

mod support;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use futures_util::future::{BoxFuture, join_all};
use secrecy::ExposeSecret as _;
use support::endpoint::chain;
use support::{Far, Jwt, issued};
use warded::session::store::{MemoryStore, TokenStore};
use warded::session::{Grant, LogInError, RefreshToken, Session, SessionBuilder};
use warded::{Runtime, Supply as _, TokioRuntime};

/// A server that rotates refresh tokens, and that notes how often each was sent. An answer takes a second.
#[derive(Clone, Default)]
struct Rotating {
    sent: Arc<Mutex<BTreeMap<String, usize>>>,
    mode: Arc<Mutex<Mode>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mode {
    #[default]
    Rotates,
    Keeps,
    /// The request is not processed.
    IsBusy,
    /// The reply is lost.
    Loses,
    /// There is never a reply.
    Hangs,
    /// The reply comes after 45 seconds.
    IsSlow,
}

impl Rotating {
    async fn ask(self, token: String) -> Result<Grant<Jwt>, LogInError> {
        let (mode, number) = {
            let mut sent = self.sent.lock().unwrap();
            *sent.entry(token).or_default() += 1;
            (*self.mode.lock().unwrap(), sent.values().sum::<usize>())
        };
        tokio::time::sleep(Duration::from_secs(match mode {
            Mode::Hangs => 1_000_000,
            Mode::IsSlow => 45,
            Mode::Rotates | Mode::Keeps | Mode::IsBusy | Mode::Loses => 1,
        }))
        .await;
        let issued = issued(&format!("token-{number}"), 100);
        match mode {
            Mode::Rotates | Mode::IsSlow => {
                Ok(Grant { issued, refresh_token: Some(RefreshToken::new(format!("r{number}"))) })
            }
            Mode::Keeps => Ok(Grant { issued, refresh_token: None }),
            Mode::IsBusy => Err(LogInError::passing("busy").keeps_refresh_token()),
            Mode::Loses | Mode::Hangs => Err(LogInError::passing("the reply was lost")),
        }
    }

    fn is(&self, mode: Mode) {
        *self.mode.lock().unwrap() = mode;
    }

    /// A session of its own, as of another process, that only a person can log in.
    fn resumed(&self, store: Arc<dyn TokenStore>) -> SessionBuilder<Jwt> {
        self.refreshing(Session::resumed(&runtime()), store)
    }

    /// A session that also logs in.
    fn builder(&self, store: Arc<dyn TokenStore>) -> SessionBuilder<Jwt> {
        let server = self.clone();
        self.refreshing(Session::builder(&runtime(), move || server.clone().ask("log in".to_owned())), store)
    }

    fn refreshing(&self, builder: SessionBuilder<Jwt>, store: Arc<dyn TokenStore>) -> SessionBuilder<Jwt> {
        let server = self.clone();
        builder
            .refresh(move |token: RefreshToken| server.clone().ask(token.token().expose_secret().to_owned()))
            .margin(Duration::from_secs(10))
            .store(store, "ada", |token| issued(token.expose_secret(), 0).credential)
    }

    /// What was sent since the last time, and how often.
    fn sent(&self) -> Vec<(String, usize)> {
        std::mem::take(&mut *self.sent.lock().unwrap()).into_iter().collect()
    }

    /// The number of requests; none was sent twice.
    fn requests(&self) -> usize {
        let sent = self.sent.lock().unwrap();
        assert!(sent.iter().all(|(token, times)| *times == 1 || token == "log in"), "{sent:?}");
        sent.values().sum()
    }
}

thread_local! {
    static START: tokio::time::Instant = tokio::time::Instant::now();
}

/// Tokio's runtime, whose time of day goes on as its paused time does: the same for all of a test.
struct Paused(TokioRuntime);

impl Runtime for Paused {
    fn monotonic(&self) -> Duration {
        self.0.monotonic()
    }

    fn wall(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000) + START.with(tokio::time::Instant::elapsed)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.0.sleep(duration)
    }

    fn spawn(&self, task: BoxFuture<'static, ()>) {
        self.0.spawn(task);
    }
}

fn runtime() -> Arc<dyn Runtime> {
    Arc::new(Paused(TokioRuntime::new()))
}

fn memory() -> Arc<MemoryStore> {
    Arc::new(MemoryStore::new(&runtime()))
}

fn first() -> RefreshToken {
    RefreshToken::new("r0")
}

fn grant(refresh_token: &str) -> Grant<Jwt> {
    Grant { issued: issued("started", 100), refresh_token: Some(RefreshToken::new(refresh_token.to_owned())) }
}

async fn sleep(seconds: u64) {
    tokio::time::sleep(Duration::from_secs(seconds)).await;
}

async fn error(session: &Session<Jwt>) -> String {
    chain(&session.credential().await.map(drop).unwrap_err())
}

/// What is stored, and how often its refresh token may have been sent.
async fn stored(store: &dyn TokenStore) -> (Option<RefreshToken>, u32) {
    let acquired = store.acquire("ada", Duration::ZERO, false).await.unwrap().unwrap();
    (acquired.stored.and_then(|stored| stored.saved.refresh_token), acquired.lease.spent)
}

fn access_token(session: &Session<Jwt>) -> String {
    session.saved().token.unwrap().expose_secret().to_owned()
}

fn text(token: Option<RefreshToken>) -> String {
    token.map_or_else(String::new, |token| token.token().expose_secret().to_owned())
}

#[tokio::test(start_paused = true)]
async fn eight_with_the_same_first_refresh_token_send_each_once() {
    let (server, store) = (Rotating::default(), memory());
    let sessions: Vec<_> = (0..8).map(|_| server.resumed(store.clone()).refresh_token(first()).build()).collect();
    for round in 1..=5 {
        let callers = sessions.iter().flat_map(|session| (0..200).map(|_| session.credential()));
        assert!(join_all(callers).await.iter().all(Result::is_ok));
        assert_eq!(server.requests(), round);
        sleep(100).await;
    }
    assert_eq!(server.sent().into_iter().map(|(token, _)| token).collect::<Vec<_>>(), ["r0", "r1", "r2", "r3", "r4"]);
}

#[tokio::test(start_paused = true)]
async fn a_refresh_token_is_in_the_store_and_counted_before_it_is_sent() {
    let (server, store) = (Rotating::default(), memory());
    let session = server.resumed(store.clone()).refresh_token(first()).lease(Duration::from_millis(500)).build();
    server.is(Mode::Hangs);
    let waiting = session.supply();
    let waits = tokio::time::timeout(Duration::from_millis(100), waiting).await;
    assert!(waits.is_err() && server.requests() == 1);
    sleep(1).await;
    let (token, spent) = stored(&*store).await;
    assert_eq!((text(token).as_str(), spent), ("r0", 1));
}

/// A session whose process dies while its refresh token is with the server.
fn dies(server: &Rotating, store: &Arc<MemoryStore>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let session = server.resumed(store.clone()).refresh_token(first()).build();
    server.is(Mode::Hangs);
    runtime.block_on(async {
        assert!(tokio::time::timeout(Duration::from_millis(100), session.credential()).await.is_err());
    });
    server.is(Mode::Rotates);
}

#[test]
fn what_a_dead_process_may_have_sent_is_not_sent_again() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    let (server, store) = runtime.block_on(async { (Rotating::default(), memory()) });
    dies(&server, &store);
    runtime.block_on(async {
        let session = server.resumed(store.clone()).refresh_token(first()).build();
        assert!(error(&session).await.contains("someone has to log in again"));
        let other = server.builder(store.clone()).refresh_token(first()).build();
        other.credential().await.unwrap();
        assert_eq!(server.sent(), [("log in".to_owned(), 1), ("r0".to_owned(), 1)]);
        sleep(70).await;
        session.credential().await.expect("what another logged in for serves all");
    });
}

#[test]
fn by_option_what_a_dead_process_may_have_sent_is_sent_once_more() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    let (server, store) = runtime.block_on(async { (Rotating::default(), memory()) });
    dies(&server, &store);
    runtime.block_on(async {
        let resumed = || server.resumed(store.clone()).resend_refresh_token().build();
        server.is(Mode::Loses);
        assert!(error(&resumed()).await.contains("the reply was lost"));
        assert!(error(&resumed()).await.contains("someone has to log in again"));
        assert_eq!(server.sent(), [("r0".to_owned(), 2)]);
    });
}

#[tokio::test(start_paused = true)]
async fn without_its_store_a_session_sends_no_refresh_token_and_stays() {
    let (server, store) = (Rotating::default(), Far::new(Duration::ZERO));
    let session = server.resumed(store.clone()).starting_with(grant("r0")).build();
    session.credential().await.unwrap();
    store.away(true);
    sleep(100).await;
    for _ in 0..20 {
        let error = session.credential().await.map(drop).unwrap_err();
        assert!(error.log_in_needed().is_none() && chain(&error).ends_with("no route"), "{}", chain(&error));
        sleep(10).await;
    }
    assert_eq!(server.requests(), 0);
    store.away(false);
    sleep(72).await;
    session.credential().await.unwrap();
    assert_eq!(server.sent(), [("r0".to_owned(), 1)]);
}

#[tokio::test(start_paused = true)]
async fn who_logged_in_alone_stores_the_refresh_token_before_it_is_sent() {
    let (server, store) = (Rotating::default(), Far::new(Duration::ZERO));
    store.away(true);
    let session = server.builder(store.clone()).build();
    session.credential().await.unwrap();
    store.away(false);
    sleep(100).await;
    session.credential().await.unwrap();
    assert_eq!(server.sent(), [("log in".to_owned(), 1), ("r1".to_owned(), 1)]);
    assert_eq!(text(stored(&*store).await.0), "r2");
    server.resumed(store.clone()).build().credential().await.unwrap();
    assert_eq!(server.requests(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_grant_that_a_session_starts_with_is_stored_for_all() {
    let (server, store) = (Rotating::default(), memory());
    server.builder(store.clone()).build().credential().await.unwrap();
    assert_eq!(text(stored(&*store).await.0), "r1");
    let session = server.resumed(store.clone()).starting_with(grant("new")).build();
    session.credential().await.unwrap();
    assert_eq!(access_token(&session), "started");
    assert_eq!(text(stored(&*store).await.0), "new", "it is of the last login");
    let other = server.resumed(store.clone()).build();
    other.credential().await.unwrap();
    assert_eq!(access_token(&other), "started");
    assert_eq!(server.sent(), [("log in".to_owned(), 1)]);
    sleep(100).await;
    let (one, two) = tokio::join!(session.credential(), other.credential());
    assert!(one.is_ok() && two.is_ok());
    assert_eq!(server.sent(), [("new".to_owned(), 1)]);
}

#[tokio::test(start_paused = true)]
async fn what_was_saved_is_used_only_if_nothing_is_stored() {
    let (server, store) = (Rotating::default(), Far::new(Duration::ZERO));
    let resumed = |text| server.resumed(store.clone()).resuming(grant(text)).build();
    store.away(true);
    let first = resumed("r0");
    first.credential().await.expect("it lives, though it cannot be stored");
    store.away(false);
    assert!(store.load("ada").await.unwrap().is_none());
    resumed("r0").credential().await.unwrap();
    assert_eq!(text(stored(&*store).await.0), "r0");
    sleep(100).await;
    first.credential().await.unwrap();
    assert_eq!(server.sent(), [("r0".to_owned(), 1)]);
    // Of the last run of the program, which the store has outlived.
    let late = resumed("r0");
    late.credential().await.unwrap();
    assert_eq!(access_token(&late), "token-1");
    sleep(100).await;
    late.credential().await.unwrap();
    assert_eq!(server.sent(), [("r1".to_owned(), 1)]);
}

#[tokio::test(start_paused = true)]
async fn what_a_session_starts_with_may_end_before_it_is_used() {
    let (server, store) = (Rotating::default(), memory());
    let started = server.resumed(store.clone()).starting_with(grant("r0")).build();
    sleep(100).await;
    started.credential().await.unwrap();
    assert_eq!((server.sent(), access_token(&started)), (vec![("r0".to_owned(), 1)], "token-1".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn what_was_surely_not_processed_is_sent_by_the_next() {
    let (server, store) = (Rotating::default(), memory());
    server.is(Mode::IsBusy);
    for _ in 0..3 {
        let session = server.resumed(store.clone()).refresh_token(first()).build();
        assert!(error(&session).await.ends_with("busy"));
    }
    server.is(Mode::Rotates);
    server.resumed(store.clone()).build().credential().await.unwrap();
    assert_eq!(server.sent(), [("r0".to_owned(), 4)]);
    assert_eq!(stored(&*store).await.1, 0);
}

#[tokio::test(start_paused = true)]
async fn all_know_that_a_server_does_not_rotate() {
    let (server, store) = (Rotating::default(), memory());
    server.is(Mode::Keeps);
    server.resumed(store.clone()).refresh_token(first()).build().credential().await.unwrap();
    sleep(100).await;
    server.is(Mode::Loses);
    assert!(error(&server.resumed(store.clone()).build()).await.ends_with("the reply was lost"));
    server.is(Mode::Keeps);
    server.resumed(store.clone()).build().credential().await.unwrap();
    assert_eq!(server.sent(), [("r0".to_owned(), 3)]);
}

#[tokio::test(start_paused = true)]
async fn a_successor_that_comes_after_the_lease_is_not_lost() {
    let (server, store) = (Rotating::default(), memory());
    server.is(Mode::IsSlow);
    let slow = server.resumed(store.clone()).refresh_token(first()).build();
    let other = server.resumed(store.clone()).refresh_token(first()).build();
    let (got, error) = tokio::join!(slow.credential(), async {
        sleep(1).await;
        error(&other).await
    });
    assert!(got.is_ok() && error.contains("someone has to log in again"), "{error}");
    assert_eq!(text(stored(&*store).await.0), "r1");
    sleep(15).await;
    other.credential().await.expect("it takes what came late");
    assert_eq!(server.sent(), [("r0".to_owned(), 1)]);
    // One that never comes ends the attempt.
    server.is(Mode::Hangs);
    sleep(100).await;
    assert!(slow.credential().await.is_err());
}

#[tokio::test(start_paused = true)]
async fn a_logout_during_a_refresh_leaves_nothing_in_the_store() {
    let (server, store) = (Rotating::default(), memory());
    let session = server.resumed(store.clone()).refresh_token(first()).build();
    let (ended, ()) = tokio::join!(session.credential(), async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        session.end();
    });
    assert!(ended.is_err());
    sleep(1).await;
    assert!(store.load("ada").await.unwrap().is_none());
}
