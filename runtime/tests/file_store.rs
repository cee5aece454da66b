//! The store in a folder: its leases, its numbers, its files, and who can read them.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

#[path = "support/folder.rs"]
mod folder;
mod support;

use std::sync::Arc;
use std::time::Duration;

use folder::TestFolder;
use secrecy::ExposeSecret as _;
use support::{CANARY, Jwt, issued, leaks};
use warded::session::store::{Acquired, FileStore, Keys, TokenStore as _};
use warded::session::{Grant, LogInError, RefreshToken, Saved, Session, SessionBuilder};
use warded::{Runtime, SendBlocking as _, ThreadRuntime};

fn open(folder: &TestFolder) -> FileStore {
    FileStore::new(folder.path(), Keys::new(1, &[7; 32])).unwrap()
}

fn saved() -> Saved {
    Saved { token: Some(CANARY.into()), until: None, refresh_token: Some(RefreshToken::new(CANARY)) }
}

async fn acquire(store: &FileStore, millis: u64) -> Option<Acquired> {
    store.acquire("Ada/1", Duration::from_millis(millis), true).await.unwrap()
}

#[tokio::test]
async fn a_folder_holds_one_lease_and_takes_only_newer_tokens() {
    let folder = TestFolder::new("leases");
    // Another process has a store of its own.
    let (store, other) = (open(&folder), open(&folder));
    let first = acquire(&store, 60_000).await.unwrap();
    assert!(first.stored.is_none() && acquire(&other, 1).await.is_none() && acquire(&store, 1).await.is_none());
    assert!(store.save("Ada/1", first.lease, None, &saved()).await.unwrap());
    let second = acquire(&other, 60_000).await.unwrap();
    assert!(second.lease.number > first.lease.number && second.lease.spent == 0);
    assert_eq!(second.stored.unwrap().number, first.lease.number);
    assert!(!store.save("Ada/1", first.lease, None, &saved()).await.unwrap(), "it comes under an old number");
    store.release("Ada/1", first.lease, true).await.unwrap();
    assert!(acquire(&store, 1).await.is_none(), "the lease of the second goes on");
    other.release("Ada/1", second.lease, false).await.unwrap();
    let third = acquire(&store, 60_000).await.unwrap();
    assert_eq!(third.lease.spent, 1, "the second may have sent it");
    store.release("Ada/1", third.lease, true).await.unwrap();
    let fourth = acquire(&other, 60_000).await.unwrap();
    assert_eq!(fourth.lease.spent, 1, "the third did not");
    other.remove("Ada/1", third.lease.number).await.unwrap();
    assert!(store.load("Ada/1").await.unwrap().is_some(), "what is stored has another number");
    other.remove("Ada/1", first.lease.number).await.unwrap();
    assert!(store.load("Ada/1").await.unwrap().is_none());
    assert!(folder.files().iter().all(|(_, content)| content.len() < 40), "nothing is left of it");
}

#[tokio::test]
async fn the_successor_of_what_is_stored_may_come_late() {
    let folder = TestFolder::new("late");
    let (store, other) = (open(&folder), open(&folder));
    let first = acquire(&store, 60_000).await.unwrap().lease;
    assert!(store.save("Ada/1", first, None, &saved()).await.unwrap());
    let slow = acquire(&store, 1).await.unwrap().lease;
    tokio::time::sleep(Duration::from_millis(20)).await;
    let newest = acquire(&other, 60_000).await.unwrap().lease;
    assert_eq!(newest.spent, 1);
    assert!(store.save("Ada/1", slow, Some(first.number), &saved()).await.unwrap());
    assert!(acquire(&store, 60_000).await.is_none(), "the newest lease goes on");
    assert!(!store.save("Ada/1", slow, Some(first.number), &saved()).await.unwrap());
    assert_eq!(store.load("Ada/1").await.unwrap().unwrap().number, slow.number);
    assert!(other.save("Ada/1", newest, Some(first.number), &saved()).await.unwrap());
    let last = acquire(&store, 60_000).await.unwrap();
    assert_eq!((last.lease.spent, last.stored.unwrap().number), (0, newest.number));
}

#[tokio::test]
async fn a_lease_ends_with_the_lock_of_its_process_or_in_time() {
    let folder = TestFolder::new("ends");
    let (store, other) = (open(&folder), open(&folder));
    acquire(&store, 60_000).await.unwrap();
    drop(store);
    acquire(&other, 1).await.expect("the locks of a store end with it");
    let third = open(&folder);
    tokio::time::sleep(Duration::from_millis(20)).await;
    let without_lock = acquire(&third, 60_000).await.expect("the lease is over, though the lock is held").lease;
    assert!(acquire(&open(&folder), 1).await.is_none(), "a lease without a lock is held by the clock");
    assert!(third.save("Ada/1", without_lock, None, &saved()).await.unwrap());
    assert!(acquire(&open(&folder), 1).await.is_some());
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_user_can_read_the_files_and_only_with_the_key() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = TestFolder::new("private");
    let store = open(&folder);
    let lease = acquire(&store, 60_000).await.unwrap().lease;
    assert!(store.save("Ada/1", lease, None, &saved()).await.unwrap());
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(folder.path()), 0o700);
    let files = folder.files();
    let names: std::collections::BTreeSet<_> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names.into_iter().collect::<Vec<_>>(), ["%41da%2F1.entry", "%41da%2F1.lease", "%41da%2F1.lock"]);
    assert!(files.iter().all(|(name, content)| mode(&folder.path().join(name)) == 0o600 && !leaks(content)));
    let stored = store.load("Ada/1").await.unwrap().unwrap();
    assert_eq!(stored.saved.refresh_token.as_ref().unwrap().token().expose_secret(), CANARY);
    let error = FileStore::new(folder.path(), Keys::new(2, &[7; 32])).unwrap().load("Ada/1").await.unwrap_err();
    let shown = format!("{store:?} {stored:?} {error} {error:?}");
    assert!(!leaks(shown.as_bytes()) && shown.contains("key 1 is not known here"), "{shown}");
}

#[tokio::test]
async fn names_are_files_of_their_own() {
    let folder = TestFolder::new("names");
    let store = open(&folder);
    assert!(store.load("").await.is_err());
    // Longer than systems take.
    let long = ["a", "b"].map(|end| "\u{e4}/".repeat(500) + end);
    for name in &long {
        let lease = store.acquire(name, Duration::from_secs(60), false).await.unwrap().unwrap().lease;
        assert!(store.save(name, lease, None, &saved()).await.unwrap());
    }
    assert!(store.load(&long[0]).await.unwrap().unwrap().number < store.load(&long[1]).await.unwrap().unwrap().number);
    let lease = store.acquire("ada", Duration::from_secs(60), false).await.unwrap().unwrap().lease;
    assert!(store.save("ada", lease, None, &saved()).await.unwrap());
    assert!(store.load("ADA").await.unwrap().is_none(), "another name is another file, whatever the system");
    std::fs::write(folder.path().join("ada.entry"), b"else").unwrap();
    assert!(store.load("ada").await.is_err() && store.acquire("ada", Duration::ZERO, true).await.is_err());
    let file = folder.path().join("file");
    std::fs::write(&file, b"").unwrap();
    assert!(FileStore::new(file.join("state"), Keys::new(1, &[7; 32])).is_err());
}

/// A program of the command line: a session that only a person can log in.
fn program(folder: &TestFolder, key: u8, log_in: Option<Grant<Jwt>>) -> Session<Jwt> {
    let runtime: Arc<dyn Runtime> = Arc::new(ThreadRuntime::new());
    let builder = log_in.into_iter().fold(Session::resumed(&runtime), SessionBuilder::starting_with);
    let store = Arc::new(FileStore::new(folder.path(), Keys::new(1, &[key; 32])).unwrap());
    let refresh = |_: RefreshToken| async { Err::<Grant<Jwt>, _>(LogInError::passing("no network")) };
    builder.refresh(refresh).store(store, "ada", |token| issued(token.expose_secret(), 0).credential).build()
}

fn token(session: &Session<Jwt>) -> Option<String> {
    let waiting = session.clone();
    Box::pin(async move { waiting.credential().await.map(drop) }).send_blocking().ok()?;
    session.saved().token.map(|token| token.expose_secret().to_owned())
}

#[test]
fn a_program_goes_on_with_the_login_of_its_last_run_without_async() {
    let folder = TestFolder::new("program");
    let grant = |text: &str| Grant { issued: issued(text, 3600), refresh_token: Some(RefreshToken::new("r")) };
    assert_eq!(token(&program(&folder, 1, None)), None, "nobody has logged in");
    assert_eq!(token(&program(&folder, 1, Some(grant("first")))).as_deref(), Some("first"));
    assert_eq!(token(&program(&folder, 1, None)).as_deref(), Some("first"));
    assert_eq!(token(&program(&folder, 1, Some(grant("second")))).as_deref(), Some("second"));
    assert_eq!(token(&program(&folder, 1, None)).as_deref(), Some("second"));
    // The key is lost: a new login replaces what cannot be read.
    assert_eq!(token(&program(&folder, 2, None)), None);
    assert_eq!(token(&program(&folder, 2, Some(grant("third")))).as_deref(), Some("third"));
    let last = program(&folder, 2, None);
    assert_eq!(token(&last).as_deref(), Some("third"));
    last.end();
    while token(&program(&folder, 2, None)).is_some() {
        std::thread::sleep(Duration::from_millis(10));
    }
}
