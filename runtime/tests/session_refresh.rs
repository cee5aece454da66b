//! Sessions that go on by a refresh token: sent once, also after the end, rotated or kept. Time stands still until a test
//! moves it.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

mod support;

use std::time::Duration;

use futures_util::FutureExt as _;
use support::endpoint::{Answer, Endpoint, busy, chain, grant, lost, text};
use warded::session::{LogInError, RefreshToken};
use warded::{Runtime as _, Supply};

#[test]
fn a_thousand_callers_share_one_refresh_after_the_end_of_the_token() {
    let endpoint = Endpoint::default();
    let session = endpoint.resumed().starting_with(grant("r1")).build();
    assert_eq!(endpoint.asked(&session), Ok(1));
    endpoint.clock.advance(1000);
    assert!(session.ready().is_none());
    let mut callers: Vec<_> = (0..1000).map(|_| session.supply()).collect();
    assert!(callers.iter_mut().all(|caller| caller.now_or_never().is_none()));
    endpoint.answer(Ok(grant("r2")));
    let got = callers.into_iter().map(|caller| caller.now_or_never().unwrap().unwrap().generation);
    assert!(got.into_iter().all(|generation| generation == 2));
    assert_eq!(endpoint.sent(), ["r1"]);
    endpoint.clock.advance(1000);
    assert_eq!(endpoint.answered(&session, Ok(grant("r3"))), Ok(3));
    assert_eq!(endpoint.sent(), ["r2"], "rotated");
}

#[test]
fn a_thousand_refusals_during_a_refresh_add_none() {
    let endpoint = Endpoint::default();
    let session = endpoint.resumed().starting_with(grant("r1")).build();
    endpoint.clock.advance(90);
    assert!(session.ready().is_some(), "it is renewed ahead, in the background");
    endpoint.clock.run();
    assert!((0..1000).all(|_| session.rejected(1)));
    let mut callers: Vec<_> = (0..1000).map(|_| session.supply()).collect();
    assert!(callers.iter_mut().all(|caller| caller.now_or_never().is_none()));
    endpoint.answer(Ok(grant("r2")));
    assert!(callers.into_iter().all(|caller| caller.now_or_never().unwrap().unwrap().generation == 2));
    assert!((0..1000).all(|_| session.rejected(1)), "late ones");
    assert_eq!((endpoint.sent(), session.ready().unwrap().generation), (vec!["r1".to_owned()], 2));
}

#[test]
fn a_refresh_token_that_is_not_rotated_is_kept() {
    let endpoint = Endpoint::default();
    let session = endpoint.resumed().starting_with(grant("r1")).build();
    assert!(!session.refresh_token().unwrap().is_reusable());
    for (round, answer) in [grant(""), grant("r1"), grant("")].into_iter().enumerate() {
        endpoint.clock.advance(100);
        assert_eq!(endpoint.answered(&session, Ok(answer)), Ok(round as u64 + 2));
        assert_eq!(endpoint.sent(), ["r1"]);
        assert!(session.refresh_token().unwrap().is_reusable(), "this was seen");
    }
    endpoint.clock.advance(100);
    assert!(endpoint.answered(&session, lost()).unwrap_err().ends_with("the reply was lost"));
    endpoint.clock.advance(12);
    assert!(endpoint.answered(&session, lost()).unwrap_err().ends_with("the reply was lost"));
    endpoint.clock.advance(12);
    assert_eq!(endpoint.answered(&session, Ok(grant("r2"))), Ok(5), "such a token is not spent by what is unknown");
    assert!(!session.refresh_token().unwrap().is_reusable(), "and its successor has to be seen again");
    assert_eq!(endpoint.sent(), ["r1"; 3]);
}

#[test]
fn a_refresh_token_comes_before_a_renewal_and_a_login() {
    let endpoint = Endpoint::default();
    let renewing = endpoint.clone();
    let session = endpoint.builder().renew(move |_| renewing.ask("renew")).build();
    assert_eq!(endpoint.answered(&session, Ok(grant("r1"))), Ok(1));
    endpoint.clock.advance(90);
    assert!(session.ready().is_some());
    endpoint.answer(Ok(grant("r2")));
    endpoint.clock.run();
    assert_eq!(endpoint.sent(), ["log in", "r1"]);
    endpoint.clock.advance(90);
    assert!(session.ready().is_some());
    for answer in [Err(LogInError::refused("invalid_grant")), lost(), Ok(grant("r3"))] {
        endpoint.clock.run();
        endpoint.answer(answer);
        endpoint.clock.run();
    }
    assert_eq!(endpoint.sent(), ["r2", "renew", "log in"]);
    assert_eq!((session.ready().unwrap().generation, text(session.refresh_token()).unwrap()), (3, "r3".to_owned()));
}

#[test]
fn a_refresh_token_that_may_be_spent_is_not_sent_again() {
    for (answer, why) in [(lost(), "the reply was lost"), (Err(LogInError::refused("invalid_grant")), "invalid_grant")]
    {
        let endpoint = Endpoint::default();
        let session = endpoint.resumed().refresh_token(RefreshToken::new("r1")).build();
        let error = endpoint.answered(&session, answer).unwrap_err();
        assert!(error.contains("someone has to log in again") && error.ends_with(why), "{error}");
        assert!(session.refresh_token().is_none());
        for _ in 0..5 {
            assert_eq!(endpoint.asked(&session).unwrap_err(), error);
            session.try_again();
            endpoint.clock.advance(10_000);
        }
        let error = session.credential().now_or_never().unwrap().map(drop).unwrap_err();
        assert!(chain(error.log_in_needed().unwrap()).ends_with(why), "the cause is kept");
        assert_eq!(endpoint.sent(), ["r1"]);
    }
}

#[test]
fn a_refresh_token_that_was_surely_not_processed_is_sent_again() {
    let endpoint = Endpoint::default();
    let session = endpoint.resumed().refresh_token(RefreshToken::new("r1")).build();
    for _ in 0..5 {
        assert!(endpoint.answered(&session, busy()).unwrap_err().ends_with("the server is busy"));
        assert!(endpoint.asked(&session).is_err(), "there is a pause");
        endpoint.clock.advance(12);
    }
    // The client's own secret is wrong: final, and no matter of the refresh token.
    let error = LogInError::refused("invalid_client").keeps_refresh_token();
    assert!(endpoint.answered(&session, Err(error)).unwrap_err().ends_with("invalid_client"));
    endpoint.clock.advance(899);
    assert!(endpoint.asked(&session).is_err());
    session.try_again();
    assert_eq!(endpoint.answered(&session, Ok(grant("r2"))), Ok(1));
    assert_eq!(endpoint.sent(), ["r1"; 7]);
}

#[test]
fn after_a_spent_token_a_session_that_can_logs_in() {
    let endpoint = Endpoint::default();
    let session = endpoint.builder().refresh_token(RefreshToken::new("r1")).build();
    endpoint.answer(lost());
    let mut caller = session.supply();
    assert!((&mut caller).now_or_never().is_none());
    endpoint.answer(Ok(grant("")));
    assert_eq!(caller.now_or_never().unwrap().unwrap().generation, 1);
    assert_eq!(endpoint.sent(), ["r1", "log in"]);
    assert!(session.refresh_token().is_none(), "that of another login is none of this one");
    // A failed login brings the token not back.
    let session = endpoint.builder().refresh_token(RefreshToken::new("r1")).build();
    endpoint.answer(lost());
    let mut caller = session.supply();
    assert!((&mut caller).now_or_never().is_none());
    endpoint.answer(busy());
    assert!(caller.now_or_never().unwrap().is_err());
    endpoint.clock.advance(12);
    assert_eq!(endpoint.answered(&session, Ok(grant("r2"))), Ok(1));
    assert_eq!(endpoint.sent(), ["r1", "log in", "log in"]);
}

#[test]
fn an_attempt_that_is_lost_with_its_runtime_may_have_sent_the_token() {
    let endpoint = Endpoint::default();
    let session = endpoint.resumed().refresh_token(RefreshToken::new("r1")).build();
    let mut caller = session.supply();
    assert!((&mut caller).now_or_never().is_none());
    assert!(session.refresh_token().is_none(), "it may be spent by now");
    drop(caller);
    endpoint.clock.shut_down();
    assert!(endpoint.asked(&session).unwrap_err().contains("someone has to log in again"));
    assert_eq!(endpoint.sent(), ["r1"]);
}

#[test]
fn a_panic_in_a_refresh_spends_the_token() {
    let endpoint = Endpoint::default();
    let refresh = |_: RefreshToken| async { panic!("in a refresh") as Answer };
    let session = endpoint.resumed().refresh(refresh).refresh_token(RefreshToken::new("r1")).build();
    assert!(endpoint.asked(&session).unwrap_err().ends_with("the login panicked"));
    endpoint.clock.advance(12);
    assert!(endpoint.asked(&session).unwrap_err().contains("someone has to log in again"));
}

#[test]
fn by_option_a_spent_token_is_sent_once_more_after_the_end_of_the_access_token() {
    let endpoint = Endpoint::default();
    let session = endpoint.resumed().starting_with(grant("r1")).resend_refresh_token().build();
    endpoint.clock.advance(90);
    assert!(session.ready().is_some());
    endpoint.answer(lost());
    endpoint.clock.run();
    for _ in 90..99 {
        endpoint.clock.advance(1);
        assert!(session.ready().is_some(), "what lives is served");
        endpoint.clock.run();
    }
    assert_eq!(endpoint.sent(), ["r1"]);
    endpoint.clock.advance(30);
    assert!(endpoint.answered(&session, lost()).unwrap_err().contains("someone has to log in again"));
    assert_eq!(endpoint.sent(), ["r1"], "once more");
    endpoint.clock.advance(10_000);
    assert!(endpoint.asked(&session).is_err());
    assert!(endpoint.sent().is_empty());
    // It may do.
    let session = endpoint.resumed().refresh_token(RefreshToken::new("r1")).resend_refresh_token().build();
    assert!(endpoint.answered(&session, lost()).unwrap_err().ends_with("the reply was lost"));
    endpoint.clock.advance(12);
    assert_eq!(endpoint.answered(&session, Ok(grant("r2"))), Ok(1));
    // What was refused is not sent again even so.
    endpoint.clock.advance(100);
    let error = endpoint.answered(&session, Err(LogInError::refused("invalid_grant"))).unwrap_err();
    assert!(error.contains("someone has to log in again"), "{error}");
    session.try_again();
    assert!(endpoint.asked(&session).is_err());
    assert_eq!(endpoint.sent(), ["r1", "r1", "r2"]);
}

#[test]
fn a_refresh_token_has_its_own_end() {
    let endpoint = Endpoint::default();
    let until = Some(endpoint.clock.wall() + Duration::from_secs(200));
    let session = endpoint.resumed().refresh_token(RefreshToken::new("r1").until(until)).build();
    assert!(session.refresh_token().is_some());
    endpoint.clock.advance(200);
    assert!(session.refresh_token().is_none());
    assert!(endpoint.asked(&session).unwrap_err().contains("someone has to log in again"));
    assert!(endpoint.sent().is_empty());
}
