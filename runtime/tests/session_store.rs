//! Sessions that share a store, as those of several processes do: here in memory. Tokio's time is paused.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

mod support;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, join_all};
use secrecy::ExposeSecret as _;
use support::{CANARY, Jwt, capture, issued, leaks};
use warded::session::store::{Lease, MemoryStore, NewToken, StoreError, StoredToken, TokenStore};
use warded::session::{Session, SessionBuilder};
use warded::{CredentialError, Runtime, Supply, TokioRuntime};

/// A server of logins and renewals; each takes a second.
#[derive(Clone, Default)]
struct Server {
    log_ins: Arc<AtomicUsize>,
    renewals: Arc<AtomicUsize>,
    /// How many of the first logins never end.
    hangs: usize,
}

impl Server {
    /// A session of its own, as of another process. Tokens live for 100 s and are renewed 10 s ahead.
    fn session(&self, store: Arc<dyn TokenStore>) -> SessionBuilder<Jwt> {
        let (log_in, renew) = (self.clone(), self.clone());
        let log_in = move || {
            let number = log_in.log_ins.fetch_add(1, Ordering::SeqCst);
            let hangs = number < log_in.hangs;
            async move {
                tokio::time::sleep(Duration::from_secs(if hangs { 1_000_000 } else { 1 })).await;
                Ok::<_, std::io::Error>(issued(&format!("login-{number}"), 100))
            }
        };
        let renew = move |_| {
            let number = renew.renewals.fetch_add(1, Ordering::SeqCst);
            async move {
                tokio::time::sleep(Duration::from_secs(1)).await;
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
    let token = |text: &str| NewToken { token: text.into(), until: None };
    let second = Duration::from_secs(1);
    let first = store.acquire("ada", second, None).await.unwrap().unwrap();
    assert_eq!(store.acquire("ada", second, None).await.unwrap(), None);
    tokio::time::sleep(second).await;
    let other = store.acquire("ada", second, Some(7)).await.unwrap().unwrap();
    assert!(other.number > first.number && !other.is_spent);
    assert!(!store.save("ada", first, &token("late")).await.unwrap());
    store.release("ada", first).await.unwrap();
    assert_eq!(store.acquire("ada", second, None).await.unwrap(), None, "the lease of the other goes on");
    tokio::time::sleep(second).await;
    let third = store.acquire("ada", second, Some(7)).await.unwrap().unwrap();
    assert!(third.is_spent, "the other was going to renew it");
    assert!(store.save("ada", third, &token("new")).await.unwrap());
    store.remove("ada", other.number).await.unwrap();
    assert_eq!(store.load("ada").await.unwrap().unwrap().number, third.number);
    store.remove("ada", third.number).await.unwrap();
    assert!(store.load("ada").await.unwrap().is_none());
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

/// A store that is away.
#[derive(Debug, Default)]
struct Away(Mutex<usize>);

impl Away {
    fn fail<T: Send + 'static>(&self) -> BoxFuture<'static, Result<T, StoreError>> {
        *self.0.lock().unwrap() += 1;
        std::future::ready(Err(StoreError::new("no route"))).boxed()
    }
}

impl TokenStore for Away {
    fn load<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<Option<StoredToken>, StoreError>> {
        self.fail()
    }

    fn acquire<'a>(
        &'a self,
        _: &'a str,
        _: Duration,
        _: Option<u64>,
    ) -> BoxFuture<'a, Result<Option<Lease>, StoreError>> {
        self.fail()
    }

    fn save<'a>(&'a self, _: &'a str, _: Lease, _: &'a NewToken) -> BoxFuture<'a, Result<bool, StoreError>> {
        self.fail()
    }

    fn release<'a>(&'a self, _: &'a str, _: Lease) -> BoxFuture<'a, Result<(), StoreError>> {
        self.fail()
    }

    fn remove<'a>(&'a self, _: &'a str, _: u64) -> BoxFuture<'a, Result<(), StoreError>> {
        self.fail()
    }
}

#[tokio::test(start_paused = true)]
async fn without_its_store_a_process_goes_on_alone_and_says_so() {
    capture();
    let (server, store) = (Server::default(), Arc::new(Away::default()));
    let session = server.session(store.clone()).build();
    session.credential().await.unwrap();
    assert_eq!((server.asked(), *store.0.lock().unwrap()), ((1, 0), 1));
    let logged = capture();
    assert!(logged.contains("this process goes on alone") && logged.contains("no route"), "{logged}");
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
    assert_eq!(stored.token.expose_secret(), CANARY);
    session.rejected(1);
    let error = session.credential().await.map(drop).unwrap_err();
    let shown = format!("{built} {session:?} {supplied:?} {store:?} {stored:?} {error} {error:?}");
    assert!(!leaks(shown.as_bytes()), "{shown}");
    let logged = capture();
    assert!(logged.contains("the server refused the session's credential"), "{logged}");
    assert!(!leaks(logged.as_bytes()), "{logged}");
}
