//! Sessions that share a store, as those of several processes do: here in memory. Tokio's time is paused.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::future::{BoxFuture, join_all};
use secrecy::ExposeSecret as _;
use support::{CANARY, Far, Jwt, capture, issued, leaks};
use warded::session::store::{MemoryStore, TokenStore};
use warded::session::{LogInError, Saved, Session, SessionBuilder};
use warded::{CredentialError, Runtime, Supply, TokioRuntime};

/// A server of logins and renewals; each takes a second.
#[derive(Clone, Default)]
struct Server {
    log_ins: Arc<AtomicUsize>,
    renewals: Arc<AtomicUsize>,
    /// The number of first logins that never end.
    hangs: usize,
    /// The number of first renewals that never end.
    renewals_hang: usize,
}

/// A second, or for ever.
async fn pass(hangs: bool) {
    tokio::time::sleep(Duration::from_secs(if hangs { 1_000_000 } else { 1 })).await;
}

impl Server {
    /// A session of its own, as of another process. Tokens live for 100 s and are renewed 10 s ahead.
    fn session(&self, store: Arc<dyn TokenStore>) -> SessionBuilder<Jwt> {
        let (log_in, renew) = (self.clone(), self.clone());
        let log_in = move || {
            let number = log_in.log_ins.fetch_add(1, Ordering::SeqCst);
            let hangs = number < log_in.hangs;
            async move {
                pass(hangs).await;
                Ok::<_, std::io::Error>(issued(&format!("login-{number}"), 100))
            }
        };
        let renew = move |_| {
            let number = renew.renewals.fetch_add(1, Ordering::SeqCst);
            let hangs = number < renew.renewals_hang;
            async move {
                pass(hangs).await;
                Ok::<_, std::io::Error>(issued(&format!("renewed-{number}"), 100))
            }
        };
        Session::builder(&runtime(), log_in)
            .renew(renew)
            .margin(Duration::from_secs(10))
            .store(store, "ada", |token| issued(token.expose_secret(), 0).credential)
    }

    fn asked(&self) -> (usize, usize) {
        (self.log_ins.load(Ordering::SeqCst), self.renewals.load(Ordering::SeqCst))
    }
}

fn runtime() -> Arc<dyn Runtime> {
    Arc::new(TokioRuntime::new())
}

async fn all(sessions: &[Session<Jwt>]) -> Vec<Result<Jwt, CredentialError>> {
    join_all(sessions.iter().map(Session::credential)).await
}

#[tokio::test(start_paused = true)]
async fn one_logs_in_and_one_renews_for_all() {
    let (server, store) = (Server::default(), Arc::new(MemoryStore::new(&runtime())));
    let sessions: Vec<_> = (0..8).map(|_| server.session(store.clone()).build()).collect();
    assert!(all(&sessions).await.iter().all(Result::is_ok));
    assert_eq!(server.asked(), (1, 0));
    tokio::time::sleep(Duration::from_secs(90)).await;
    for _ in 0..60 {
        assert!(all(&sessions).await.iter().all(Result::is_ok));
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(server.asked(), (1, 1));
    assert!(sessions.iter().all(|session| session.ready().unwrap().generation == 2), "all have the renewed one");
}

#[tokio::test(start_paused = true)]
async fn one_401_in_each_process_is_one_login() {
    let (server, store) = (Server::default(), Arc::new(MemoryStore::new(&runtime())));
    let sessions: Vec<_> = (0..8).map(|_| server.session(store.clone()).build()).collect();
    all(&sessions).await;
    assert!(sessions.iter().all(|session| session.rejected(1)));
    assert!(all(&sessions).await.iter().all(Result::is_ok));
    assert_eq!(server.asked(), (2, 0));
}

#[tokio::test(start_paused = true)]
async fn a_login_that_hangs_holds_the_others_up_for_its_lease() {
    let (server, store) = (Server { hangs: 1, ..Server::default() }, Arc::new(MemoryStore::new(&runtime())));
    let start = tokio::time::Instant::now();
    let sessions: Vec<_> =
        (0..3).map(|_| server.session(store.clone()).lease(Duration::from_secs(20)).build()).collect();
    let got = all(&sessions).await;
    assert_eq!(got.iter().filter(|got| got.is_ok()).count(), 2, "the one whose login hangs fails");
    assert!((20..23).contains(&start.elapsed().as_secs()), "{:?}", start.elapsed());
    assert_eq!(server.asked().0, 2);
}

#[tokio::test(start_paused = true)]
async fn what_comes_after_the_lease_is_not_stored_and_no_token_is_renewed_twice() {
    let store = MemoryStore::new(&runtime());
    let saved = |text: &str| Saved { token: Some(text.into()), ..Saved::default() };
    let second = Duration::from_secs(1);
    let acquire = async |spends| store.acquire("ada", second, spends).await.unwrap().map(|acquired| acquired.lease);
    let first = acquire(false).await.unwrap();
    assert_eq!(acquire(false).await, None);
    assert!(store.save("ada", first, None, &saved("first")).await.unwrap());
    let other = acquire(true).await.unwrap();
    assert!(other.number > first.number && other.spent == 0);
    assert!(!store.save("ada", first, None, &saved("late")).await.unwrap());
    store.release("ada", first, true).await.unwrap();
    assert_eq!(acquire(false).await, None, "the lease of the other goes on");
    tokio::time::sleep(second).await;
    let third = acquire(true).await.unwrap();
    assert_eq!(third.spent, 1, "the other was going to renew it");
    assert!(store.save("ada", third, None, &saved("new")).await.unwrap());
    store.remove("ada", other.number).await.unwrap();
    assert_eq!(store.load("ada").await.unwrap().unwrap().number, third.number);
    store.remove("ada", third.number).await.unwrap();
    assert!(store.load("ada").await.unwrap().is_none());
}

#[tokio::test(start_paused = true)]
async fn the_successor_of_what_is_stored_may_come_late() {
    let store = MemoryStore::new(&runtime());
    let saved = |text: &str| Saved { token: Some(text.into()), ..Saved::default() };
    let acquire = async |spends| store.acquire("ada", Duration::from_secs(1), spends).await.unwrap();
    let first = acquire(false).await.unwrap().lease;
    assert!(store.save("ada", first, None, &saved("first")).await.unwrap());
    let slow = acquire(true).await.unwrap().lease;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let newest = acquire(true).await.unwrap().lease;
    assert!(store.save("ada", slow, Some(first.number), &saved("successor")).await.unwrap());
    assert!(acquire(true).await.is_none(), "the newest lease goes on");
    assert!(!store.save("ada", slow, Some(first.number), &saved("once more")).await.unwrap());
    assert!(store.save("ada", newest, Some(first.number), &saved("newest")).await.unwrap());
    let last = acquire(true).await.unwrap();
    assert_eq!((last.lease.spent, last.stored.unwrap().number), (0, newest.number));
    store.release("ada", last.lease, true).await.unwrap();
    assert_eq!(acquire(false).await.unwrap().lease.spent, 0, "it was not sent");
}

#[tokio::test(start_paused = true)]
async fn who_was_refused_for_good_takes_what_another_gets_and_asks_for_nothing() {
    let (server, store) = (Server::default(), Arc::new(MemoryStore::new(&runtime())));
    let refusals = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&refusals);
    let log_in = move || {
        counted.fetch_add(1, Ordering::SeqCst);
        std::future::ready(Err::<warded::Issued<Jwt>, _>(LogInError::refused("an old password")))
    };
    let make = |token: warded::SecretString| issued(token.expose_secret(), 0).credential;
    let old = Session::builder(&runtime(), log_in).store(store.clone(), "ada", make).build();
    let call_for = async |seconds: u64| {
        for _ in 0..seconds {
            if old.credential().await.is_ok() {
                return true;
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        false
    };
    assert!(!call_for(600).await);
    assert_eq!(refusals.load(Ordering::SeqCst), 1);
    let new = server.session(store.clone()).build();
    new.credential().await.expect("the refusal of one process bars no other, which may have another password");
    assert!(call_for(75).await, "it looks into the store, a longest pause after the last look at most");
    assert_eq!((refusals.load(Ordering::SeqCst), server.asked().0), (1, 1));
    // The token ends, and nobody else logs in.
    tokio::time::sleep(Duration::from_secs(120)).await;
    assert!(!call_for(10).await);
    assert_eq!(refusals.load(Ordering::SeqCst), 1, "the quarter of an hour is not over");
    tokio::time::sleep(Duration::from_secs(120)).await;
    assert!(!call_for(75).await);
    assert_eq!(refusals.load(Ordering::SeqCst), 2);
}

/// A runtime whose clock goes back when the test says so, though it must not.
#[derive(Clone, Default)]
struct SetBack(Arc<AtomicUsize>);

impl Runtime for SetBack {
    fn monotonic(&self) -> Duration {
        Duration::from_secs(self.0.load(Ordering::SeqCst) as u64)
    }

    fn wall(&self) -> std::time::SystemTime {
        std::time::SystemTime::UNIX_EPOCH + self.monotonic()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        runtime().sleep(duration)
    }

    fn spawn(&self, task: BoxFuture<'static, ()>) {
        runtime().spawn(task);
    }
}

#[tokio::test(start_paused = true)]
async fn a_lease_that_begins_later_than_now_is_none() {
    let clock = SetBack::default();
    clock.0.store(1000, Ordering::SeqCst);
    let runtime: Arc<dyn Runtime> = Arc::new(clock.clone());
    let store = MemoryStore::new(&runtime);
    let acquire =
        async || store.acquire("ada", Duration::from_secs(30), false).await.unwrap().map(|acquired| acquired.lease);
    let first = acquire().await.unwrap();
    assert_eq!(acquire().await, None);
    clock.0.store(900, Ordering::SeqCst);
    let second = acquire().await.expect("it counts as none");
    assert!(second.number > first.number);
    clock.0.store(929, Ordering::SeqCst);
    assert_eq!(acquire().await, None);
    clock.0.store(930, Ordering::SeqCst);
    assert!(acquire().await.is_some());
}

#[tokio::test(start_paused = true)]
async fn a_logout_empties_the_store() {
    let (server, store) = (Server::default(), Arc::new(MemoryStore::new(&runtime())));
    let session = server.session(store.clone()).build();
    session.credential().await.unwrap();
    assert!(store.load("ada").await.unwrap().is_some());
    session.end();
    tokio::task::yield_now().await;
    assert!(store.load("ada").await.unwrap().is_none());
}

#[tokio::test(start_paused = true)]
async fn without_its_store_a_process_goes_on_alone_and_says_so() {
    capture();
    let (server, store) = (Server::default(), Far::new(Duration::ZERO));
    store.away(true);
    let session = server.session(store.clone()).build();
    session.credential().await.unwrap();
    assert_eq!((server.asked(), store.asked()), ((1, 0), 1));
    let logged = capture();
    assert!(logged.contains("this process continues without it") && logged.contains("no route"), "{logged}");
}

#[tokio::test(start_paused = true)]
async fn without_the_store_none_renews_what_another_may_renew_too() {
    let (server, store) = (Server::default(), Far::new(Duration::ZERO));
    let sessions: Vec<_> = (0..3).map(|_| server.session(store.clone()).build()).collect();
    all(&sessions).await;
    store.away(true);
    tokio::time::sleep(Duration::from_secs(90)).await;
    all(&sessions).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(server.asked(), (1 + 3, 0), "each logs in for itself, ahead of the end");
    store.away(false);
    tokio::time::sleep(Duration::from_secs(90)).await;
    for _ in 0..60 {
        all(&sessions).await;
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let (log_ins, renewals) = server.asked();
    assert_eq!(log_ins + renewals, 4 + 1, "they share again");
}

#[tokio::test(start_paused = true)]
async fn who_gets_the_lease_looks_once_more() {
    let (server, store) = (Server::default(), MemoryStore::new(&runtime()));
    let near = server.session(Arc::new(store.clone())).build();
    // Sees that there is no token, and gets the lease when the other has logged in and given it back.
    let far = server.session(Far::with(store.clone(), Duration::from_secs(3))).build();
    assert!(all(&[near, far]).await.iter().all(Result::is_ok));
    assert_eq!(server.asked(), (1, 0));
    assert!(store.acquire("ada", Duration::ZERO, false).await.unwrap().is_some(), "the lease is given back");
}

#[tokio::test(start_paused = true)]
async fn a_token_that_another_was_renewing_is_not_renewed_again() {
    let (server, store) = (Server { renewals_hang: 1, ..Server::default() }, Arc::new(MemoryStore::new(&runtime())));
    let lease = Duration::from_secs(5);
    let sessions: Vec<_> = (0..2).map(|_| server.session(store.clone()).lease(lease).build()).collect();
    all(&sessions).await;
    tokio::time::sleep(Duration::from_secs(90)).await;
    for _ in 0..70 {
        all(&sessions).await;
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(server.asked(), (2, 1));
    assert!(sessions.iter().any(|session| session.ready().unwrap().generation == 2));
}

#[tokio::test(start_paused = true)]
async fn no_login_goes_on_past_its_lease_though_the_lease_was_told_late() {
    let (server, store) = (Server { hangs: 1, ..Server::default() }, Far::new(Duration::from_secs(3)));
    let start = tokio::time::Instant::now();
    // A look into the store, the lease, another look: the time begins with the first.
    let session = server.session(store).lease(Duration::from_secs(20)).build();
    assert!(session.credential().await.is_err());
    assert_eq!(start.elapsed().as_secs(), 20 + 3, "giving it back takes 3 s");
}

#[tokio::test(start_paused = true)]
async fn nothing_of_a_session_shows_its_token() {
    capture();
    let store = Arc::new(MemoryStore::new(&runtime()));
    let number = AtomicUsize::new(0);
    let log_in = move || {
        let result = if number.fetch_add(1, Ordering::SeqCst) == 0 { Ok(issued(CANARY, 100)) } else { Err("refused") };
        std::future::ready(result)
    };
    let make = |token: warded::SecretString| issued(token.expose_secret(), 0).credential;
    let builder = Session::builder(&runtime(), log_in).store(store.clone(), "ada", make);
    let built = format!("{builder:?} {builder:#?}");
    let session = builder.build();
    let supplied = session.supply().await.unwrap();
    let stored = store.load("ada").await.unwrap().unwrap();
    assert_eq!(stored.saved.token.as_ref().unwrap().expose_secret(), CANARY);
    session.rejected(1);
    let error = session.credential().await.map(drop).unwrap_err();
    let shown = format!("{built} {session:?} {supplied:?} {store:?} {stored:?} {error} {error:?}");
    assert!(!leaks(shown.as_bytes()), "{shown}");
    let logged = capture();
    assert!(logged.contains("the server refused the session's credential"), "{logged}");
    assert!(!leaks(logged.as_bytes()), "{logged}");
}
