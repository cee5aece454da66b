//! Sessions: one login for all, renewal ahead, two clocks. Time stands still until a test moves it.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

mod support;

use std::sync::{Arc, Weak};

use futures_util::FutureExt as _;
use http::{Method, Response};
use support::{CANARY, Clock, Jwt, LogIns, Memory, ROOT, call, issued, leaks};
use warded::rt::{Authorization, Decoded, Decoding, Reply, Seconds as _};
use warded::session::Session;
use warded::{Core, CredentialError, Issued, Issues, Lifetime, Never, Operation, Servers, Source, Supplied, Supply};

/// A session that holds its first credential, of 100 seconds.
fn logged_in(renews: bool) -> (Clock, LogIns, Session<Jwt>) {
    let (clock, server) = (Clock::default(), LogIns::default());
    let session = server.session(&clock, renews);
    server.answer(Ok(100));
    assert_eq!(session.supply().now_or_never().unwrap().unwrap().generation, 1);
    clock.run();
    (clock, server, session)
}

fn ready(session: &Session<Jwt>) -> Option<u64> {
    session.ready().map(|supplied| supplied.generation)
}

type Answers = Vec<Result<Supplied, CredentialError>>;

/// A thousand callers at once, and what they get when the server answers.
fn storm(session: &Session<Jwt>, server: &LogIns, answer: Result<u64, &'static str>) -> Answers {
    let mut callers: Vec<_> = (0..1000).map(|_| session.supply()).collect();
    assert!(callers.iter_mut().all(|caller| caller.now_or_never().is_none()));
    server.answer(answer);
    callers.into_iter().map(|caller| caller.now_or_never().unwrap()).collect()
}

#[test]
fn one_login_answers_all_who_wait() {
    let (clock, server) = (Clock::default(), LogIns::default());
    let session = server.session(&clock, false);
    let answers = storm(&session, &server, Ok(100));
    assert!(answers.iter().all(|answer| answer.as_ref().unwrap().generation == 1));
    assert_eq!(server.asked(), (1, 0));
}

#[test]
fn one_failure_answers_all_who_wait_and_then_pauses() {
    let (clock, server) = (Clock::default(), LogIns::default());
    let session = server.session(&clock, false);
    let failed = |answers: &Answers| answers.iter().all(|answer| matches!(answer, Err(CredentialError::Source { .. })));
    assert!(failed(&storm(&session, &server, Err("no"))));
    assert_eq!(server.asked(), (1, 0));
    for _ in 0..10 {
        assert!(session.supply().now_or_never().unwrap().is_err());
    }
    clock.advance(7);
    assert!(session.supply().now_or_never().unwrap().is_err());
    assert_eq!(server.asked(), (1, 0));
    clock.advance(6);
    assert!(failed(&storm(&session, &server, Err("no"))));
    assert_eq!(server.asked(), (2, 0));
    // Twice the first pause.
    clock.advance(13);
    assert!(session.supply().now_or_never().unwrap().is_err());
    clock.advance(12);
    server.answer(Ok(100));
    assert!(session.supply().now_or_never().unwrap().is_ok());
    assert_eq!(server.asked(), (3, 0));
}

#[test]
fn a_storm_of_401_is_one_login() {
    let (_clock, server, session) = logged_in(false);
    assert!((0..1000).all(|_| session.rejected(1)));
    let answers = storm(&session, &server, Ok(100));
    assert!(answers.iter().all(|answer| answer.as_ref().unwrap().generation == 2));
    assert_eq!(server.asked(), (2, 0));
    assert!(session.rejected(1), "a late 401 may repeat its call with the new credential");
    assert_eq!(ready(&session), Some(2));
}

#[test]
fn a_server_that_refuses_what_it_issues_costs_a_login_a_pause() {
    let (clock, server, session) = logged_in(false);
    let mut log_ins = Vec::new();
    for _ in 0..200 {
        // A call a second: its credential, which the server refuses, and the next one.
        session.rejected(ready(&session).expect("what calls do that are not refused goes on"));
        if ready(&session).is_none() {
            server.answer(Ok(3600));
            session.supply().now_or_never().unwrap().unwrap();
            clock.run();
        }
        clock.advance(1);
        log_ins.push(server.asked().0);
    }
    assert!(*log_ins.last().unwrap() <= 9, "pauses of 10, 20 and then 40 seconds: {log_ins:?}");
}

#[test]
fn renewal_runs_ahead_in_the_background() {
    let (clock, server, session) = logged_in(true);
    clock.advance(88);
    assert_eq!((ready(&session), server.asked()), (Some(1), (1, 0)));
    clock.advance(2);
    for _ in 0..10 {
        assert_eq!(ready(&session), Some(1));
        clock.run();
    }
    assert_eq!(server.asked(), (1, 1));
    server.answer(Ok(100));
    clock.run();
    assert_eq!((ready(&session), server.asked()), (Some(2), (1, 1)));
}

#[test]
fn a_failed_renewal_becomes_a_login() {
    let (clock, server, session) = logged_in(true);
    clock.advance(90);
    assert_eq!(ready(&session), Some(1));
    clock.run();
    server.answer(Err("no"));
    clock.run();
    assert_eq!((ready(&session), server.asked()), (Some(1), (2, 1)));
    server.answer(Err("no"));
    clock.run();
    clock.advance(7);
    assert_eq!(ready(&session), Some(1), "the old one lives");
    clock.run();
    assert_eq!(server.asked(), (2, 1), "during the pause nothing is asked");
    clock.advance(3);
    assert_eq!(ready(&session), None, "never served past its end");
}

#[test]
fn either_clock_ends_a_credential() {
    let (clock, _, session) = logged_in(false);
    clock.step(-1000);
    assert_eq!(ready(&session), Some(1));
    clock.advance(100);
    assert_eq!(ready(&session), None, "though the wall clock was set back");
    let (clock, _, session) = logged_in(false);
    clock.step(100);
    assert_eq!(ready(&session), None, "though the monotonic clock slept");
}

/// Issues a token that ends at the second which the reply's body says.
enum Dated {}

impl Operation for Dated {
    const ID: &'static str = "dated";
    fn method() -> Method {
        Method::POST
    }
    const PATH: &'static str = "/start";
    const SERVERS: &'static Servers = &ROOT;
    const ACCEPT: &'static str = "";
    type Output = String;
    type Error = Never;
    type Token = ();

    fn decode(reply: &mut Reply) -> Decoding<Self> {
        reply.text().map(Decoded::Output)
    }
}

impl Issues for Dated {
    type Credential = Jwt;

    fn issued(reply: &String, _: &http::HeaderMap) -> Result<Issued<Jwt>, CredentialError> {
        Ok(Issued { lifetime: Lifetime::unknown().at(reply.seconds()), ..issued("token", 0) })
    }
}

#[test]
fn a_clock_that_differs_from_the_servers_makes_no_difference() {
    for ahead in [-7200, 0, 7200] {
        let memory = Memory::new(move |_| {
            let hour = 12 + ahead / 3600;
            let end = 946_684_800 + 12 * 3600 + ahead + 100;
            let date = format!("Sat, 01 Jan 2000 {hour:02}:00:00 GMT");
            Response::builder().header("date", date).body(end.to_string()).unwrap()
        });
        let clock = Clock::default();
        clock.step(12 * 3600);
        let builder = Core::builder().base_url("https://api.example").runtime(clock.clone());
        let core: Core = builder.transport(memory).build().unwrap();
        let session = call::<Dated>(&core, Authorization::none()).session().build();
        session.supply().now_or_never().unwrap().unwrap();
        clock.advance(98);
        assert_eq!(ready(&session), Some(1), "{ahead}");
        clock.advance(2);
        assert_eq!(ready(&session), None, "{ahead}");
    }
}

#[test]
fn a_renewal_carries_the_live_credential_only_where_its_call_asks_for_one() {
    let key = support::fixed(support::Carrier::Header);
    let jwt = Source::from(issued("older", 0).credential).supply().clone();
    for (authorization, bearer, has_key) in [
        (Authorization::of_session(), Some("Bearer token"), false),
        (support::authorize(std::slice::from_ref(&jwt)), Some("Bearer token"), false),
        (support::authorize(&[jwt, key.clone()]), Some("Bearer token"), true),
        (support::authorize(&[key]), None, true),
        (Authorization::none(), None, false),
    ] {
        let clock = Clock::default();
        let memory = Memory::new(|_| Response::new((946_684_800 + 100).to_string()));
        let builder = Core::builder().base_url("https://api.example").runtime(clock.clone());
        let core: Core = builder.transport(memory.clone()).build().unwrap();
        let session = call::<Dated>(&core, Authorization::none()).session();
        let session = session.renew_by(call::<Dated>(&core, authorization)).build();
        session.supply().now_or_never().unwrap().unwrap();
        clock.advance(60);
        assert_eq!(ready(&session), Some(1));
        clock.run();
        let sent = memory.take();
        assert_eq!(sent.len(), 2, "a login and a renewal");
        let carried = sent[1].headers.get("authorization").map(|value| value.to_str().unwrap());
        assert_eq!((carried, sent[1].headers.contains_key("x-api-key")), (bearer, has_key));
    }
    let core = Core::builder().base_url("https://api.example").runtime(Clock::default()).build().unwrap();
    let error = call::<Dated>(&core, Authorization::of_session()).send().now_or_never().unwrap().unwrap_err();
    assert!(error.to_string().contains("`dated` needs the credential that a session renews"), "{error}");
}

#[test]
fn a_login_outlives_its_caller() {
    let (clock, server) = (Clock::default(), LogIns::default());
    let session = server.session(&clock, false);
    assert!(session.supply().now_or_never().is_none());
    server.answer(Ok(100));
    clock.run();
    assert_eq!((ready(&session), server.asked()), (Some(1), (1, 0)));
}

#[test]
fn an_ended_session_supplies_nothing() {
    let (clock, server, session) = logged_in(false);
    session.rejected(1);
    let waiting = session.supply();
    session.end();
    server.answer(Ok(100));
    clock.run();
    assert!(waiting.now_or_never().unwrap().is_err());
    assert_eq!(ready(&session), None);
    assert!(!session.rejected(1));
    assert!(session.credential().now_or_never().unwrap().is_err());
}

#[test]
fn a_login_that_panics_is_a_failure() {
    let clock = Clock::default();
    let panicking = || async { panic!("the password is {CANARY}") };
    let session = Session::<Jwt>::builder::<_, _, Issued<Jwt>, String>(&clock.runtime(), panicking).build();
    let error = session.supply().now_or_never().unwrap().unwrap_err();
    let cause = std::error::Error::source(&error).unwrap();
    assert_eq!(cause.to_string(), "the login panicked");
    assert!(!leaks(format!("{error:?} {cause:?}").as_bytes()), "what a panic says goes no further");
    clock.advance(10);
    assert!(session.supply().now_or_never().unwrap().is_err(), "the next attempt is made, not waited for in vain");
}

#[test]
fn an_attempt_that_is_lost_with_its_runtime_is_made_anew() {
    let (clock, server) = (Clock::default(), LogIns::default());
    let session = server.session(&clock, true);
    assert!(session.supply().now_or_never().is_none());
    clock.shut_down();
    assert!(session.supply().now_or_never().is_none());
    assert_eq!(server.asked(), (2, 0));
    server.answer(Ok(100));
    clock.run();
    clock.advance(50);
    assert_eq!((ready(&session), server.asked()), (Some(1), (2, 0)));
    let (clock, server, session) = logged_in(true);
    clock.advance(90);
    assert_eq!(ready(&session), Some(1));
    clock.run();
    clock.shut_down();
    clock.advance(5);
    assert_eq!((ready(&session), server.asked()), (Some(1), (1, 1)), "not at once");
    clock.advance(5);
    assert!(session.supply().now_or_never().is_none(), "past the end it is a login");
    assert_eq!(server.asked(), (2, 1));
}

/// A session whose login holds something, and whether it still does.
fn holding(clock: &Clock) -> (Session<Jwt>, Weak<()>) {
    let password = Arc::new(());
    let held = Arc::downgrade(&password);
    let log_in = move || {
        let password = Arc::clone(&password);
        async move {
            let _password = password;
            std::future::pending::<Result<Issued<Jwt>, String>>().await
        }
    };
    (Session::builder(&clock.runtime(), log_in).build(), held)
}

#[test]
fn nothing_is_held_longer_than_the_session() {
    let clock = Clock::default();
    let (session, held) = holding(&clock);
    let waiting = session.supply();
    session.end();
    drop(waiting);
    clock.shut_down();
    assert_eq!(held.strong_count(), 0, "an ended session lets go, though clones of it are left");
    drop(session);
    let (session, held) = holding(&clock);
    assert!(session.supply().now_or_never().is_none());
    drop(session);
    assert!(held.strong_count() > 0, "the login goes on");
    clock.shut_down();
    assert_eq!(held.strong_count(), 0, "an attempt under way keeps itself alive no longer than its task");
}

#[test]
fn a_session_is_a_source() {
    let (_, _, session) = logged_in(false);
    assert_eq!(Source::from(session).supply().ready().unwrap().generation, 1);
}
