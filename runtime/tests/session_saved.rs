//! Sessions that start with what was saved, and tell what is to be saved. Time stands still until a test moves it.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

mod support;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::FutureExt as _;
use secrecy::ExposeSecret as _;
use support::endpoint::{Endpoint, busy, chain, grant, lost, text};
use support::{CANARY, Jwt, capture, issued, leaks};
use warded::session::{Grant, LogInError, RefreshToken, Saved, Session, SessionBuilder};
use warded::{Credential as _, CredentialError, Issued, Lifetime, Runtime as _, Supply};

#[test]
fn a_session_starts_with_what_lives() {
    let endpoint = Endpoint::default();
    let lifetime =
        |seconds: u64| Lifetime { until: Some(endpoint.clock.wall() + Duration::from_secs(seconds)), within: None };
    let started = |lifetime: Lifetime| {
        let grant = Grant { issued: Issued { lifetime, ..issued("token", 0) }, ..grant("r1") };
        endpoint.resumed().starting_with(grant).build()
    };
    let live = started(lifetime(60));
    assert_eq!(live.saved().until, lifetime(60).until);
    let over = started(lifetime(0));
    assert!(live.ready().is_some() && over.ready().is_none());
    assert_eq!(endpoint.answered(&over, Ok(grant("r2"))), Ok(2));
    // Without a refresh token it is good until its end.
    let session: Session<Jwt> = Session::resumed(&endpoint.clock.runtime()).starting_with(issued("token", 100)).build();
    assert_eq!(endpoint.asked(&session), Ok(1));
    endpoint.clock.advance(100);
    assert!(endpoint.asked(&session).unwrap_err().contains("someone has to log in again"));
}

#[test]
fn a_login_of_one_use_is_made_once() {
    for (answer, kept) in [(lost(), false), (Err(LogInError::refused("invalid_grant")), false), (busy(), true)] {
        let endpoint = Endpoint::default();
        let session = endpoint.builder().once().build();
        assert!(endpoint.answered(&session, answer).is_err());
        endpoint.clock.advance(1000);
        let again = endpoint.answered(&session, Ok(grant("r1")));
        assert_eq!((again.is_ok(), endpoint.sent().len()), (kept, 1 + usize::from(kept)), "{again:?}");
    }
    let endpoint = Endpoint::default();
    let session = endpoint.builder().once().build();
    assert_eq!(endpoint.answered(&session, Ok(grant("r1"))), Ok(1));
    endpoint.clock.advance(100);
    assert_eq!(endpoint.answered(&session, Ok(grant("r2"))), Ok(2));
    endpoint.clock.advance(100);
    let error = endpoint.answered(&session, Err(LogInError::refused("invalid_grant"))).unwrap_err();
    assert!(error.contains("someone has to log in again"), "{error}");
    assert_eq!(endpoint.sent(), ["log in", "r1", "r2"]);
}

/// The refresh tokens that a program was told to save.
type Notes = Arc<Mutex<Vec<Option<String>>>>;

/// A session that notes what it is told to save.
fn noted(builder: SessionBuilder<Jwt>) -> (Session<Jwt>, Notes) {
    let notes = Notes::default();
    let taken = Arc::clone(&notes);
    let note = move |saved: &Saved| taken.lock().unwrap().push(text(saved.refresh_token.clone()));
    (builder.on_change(note).build(), notes)
}

#[test]
fn the_program_is_told_what_to_save() {
    let endpoint = Endpoint::default();
    let (session, notes) = noted(endpoint.resumed().starting_with(grant("r1")));
    endpoint.clock.advance(100);
    endpoint.answered(&session, Ok(grant("r2"))).unwrap();
    assert_eq!(session.saved().token.unwrap().expose_secret(), "token");
    endpoint.clock.advance(100);
    assert!(session.saved().token.is_none(), "it is over");
    endpoint.answered(&session, busy()).unwrap_err();
    endpoint.clock.advance(12);
    endpoint.answered(&session, lost()).unwrap_err();
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(*notes.lock().unwrap(), [some("r1"), some("r2"), some("r2"), None]);
    let (_, notes) = noted(endpoint.resumed().refresh_token(RefreshToken::new("r1")));
    assert!(notes.lock().unwrap().is_empty(), "it was saved before");
    let (resumed, notes) = noted(endpoint.resumed().resuming(grant("r1")));
    assert!(notes.lock().unwrap().is_empty() && resumed.ready().is_some(), "so was this");
}

#[test]
fn the_function_that_saves_may_use_the_session_and_panic() {
    let endpoint = Endpoint::default();
    let (slot, calls) = (Arc::new(Mutex::new(None::<Session<Jwt>>)), Arc::new(Mutex::new(0)));
    let (inner, counted) = (Arc::clone(&slot), Arc::clone(&calls));
    let tell = move |_: &Saved| {
        *counted.lock().unwrap() += 1;
        let Some(session) = inner.lock().unwrap().clone() else { return };
        assert!(session.credential().now_or_never().unwrap().is_ok() && session.saved().refresh_token.is_some());
        session.try_again();
        if *counted.lock().unwrap() == 2 {
            panic!("the disk is full");
        }
        session.end();
    };
    let session = endpoint.resumed().refresh_token(RefreshToken::new("r1")).on_change(tell).build();
    *slot.lock().unwrap() = Some(session.clone());
    *calls.lock().unwrap() = 1;
    assert_eq!(endpoint.answered(&session, Ok(grant("r2"))), Ok(1));
    endpoint.clock.advance(100);
    assert_eq!(endpoint.answered(&session, Ok(grant("r3"))), Ok(2), "who waited has the credential");
    assert!(endpoint.asked(&session).unwrap_err().ends_with("the session was ended"));
}

#[test]
fn nothing_is_left_and_nothing_is_shown_after_the_end() {
    capture();
    let endpoint = Endpoint::default();
    let grant = Grant { issued: issued(CANARY, 100), refresh_token: Some(RefreshToken::new(CANARY)) };
    let builder = endpoint.resumed().starting_with(grant.clone());
    let shown = format!("{:?} {builder:?}", grant.refresh_token);
    let session = builder.build();
    let shown = format!("{shown} {session:?} {:?} {:?}", session.saved(), session.refresh_token());
    endpoint.clock.advance(100);
    let error = endpoint.answered(&session, lost()).unwrap_err();
    let shown = format!("{shown} {error} {}", capture());
    assert!(!leaks(shown.as_bytes()), "{shown}");
    let (session, notes) = noted(endpoint.resumed().refresh_token(RefreshToken::new("r1")));
    let mut caller = session.supply();
    assert!((&mut caller).now_or_never().is_none());
    session.end();
    endpoint.answer(Ok(grant));
    let error: CredentialError = caller.now_or_never().unwrap().map(drop).unwrap_err();
    assert!(chain(&error).ends_with("the session was ended"));
    let Saved { token, until, refresh_token } = session.saved();
    assert!(token.is_none() && until.is_none() && refresh_token.is_none() && notes.lock().unwrap().is_empty());
    assert_eq!(Jwt::SCHEME.name, "JWT");
}
