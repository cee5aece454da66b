//! A thousand calls of a client whose session's credential the server refuses, on several threads.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::future::join_all;
use http::{Response, StatusCode};
use support::{Get, Jwt, Memory, authorize, call, code, issued};
use tokio::time::Instant;
use warded::session::Session;
use warded::{Core, Error, Issued, Source, Supply};

/// A client of a server that takes the token of this number only, its session, and the number of its logins.
fn client(accepted: usize) -> (Core, Memory, Session<Jwt>, Arc<AtomicUsize>) {
    let accepted = format!("Bearer token-{accepted}");
    let memory = Memory::new(move |sent| {
        let status = if sent.headers["authorization"] == accepted { 200 } else { 401 };
        Response::builder().status(status).body(String::new()).unwrap()
    });
    let core: Core = Core::builder().base_url("https://api.example").transport(memory.clone()).build().unwrap();
    let log_ins = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&log_ins);
    let log_in = move || {
        let number = counted.fetch_add(1, Ordering::SeqCst) + 1;
        async move {
            tokio::task::yield_now().await;
            Ok::<_, std::io::Error>(issued(&format!("token-{number}"), 3600))
        }
    };
    let session = Session::builder(core.runtime(), log_in).build();
    (core, memory, session, log_ins)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_refusals_are_one_login() {
    let (core, memory, session, log_ins) = client(2);
    session.supply().await.unwrap();
    let supply = Arc::clone(Source::from(session).supply());
    let calls = (0..1000).map(|_| {
        let call = call::<Get>(&core, authorize(&[Arc::clone(&supply)]));
        tokio::spawn(code(call))
    });
    let statuses = join_all(calls).await;
    assert!(statuses.into_iter().all(|status| status.unwrap().unwrap() == StatusCode::OK));
    assert_eq!(log_ins.load(Ordering::SeqCst), 2, "the first login and one after the refusals");
    assert!(memory.take().len() <= 2000, "each call is repeated once at most");
}

#[tokio::test(start_paused = true)]
async fn a_thousand_calls_share_one_failed_login_and_its_time() {
    let core: Core =
        Core::builder().base_url("https://api.example").transport(Memory::new(|_| unreachable!())).build().unwrap();
    let log_ins = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&log_ins);
    let log_in = move || {
        let number = counted.fetch_add(1, Ordering::SeqCst);
        async move {
            tokio::time::sleep(Duration::from_secs(3)).await;
            Err::<Issued<Jwt>, _>(format!("failure {number}"))
        }
    };
    let supply = Arc::clone(Source::from(Session::builder(core.runtime(), log_in).build()).supply());
    let start = Instant::now();
    for attempt in 0..2 {
        let calls = (0..1000).map(|_| tokio::spawn(code(call::<Get>(&core, authorize(&[Arc::clone(&supply)])))));
        for result in join_all(calls).await {
            let Err(Error::Credential(error)) = result.unwrap() else { panic!("there is no credential") };
            assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "failure 0", "{attempt}");
        }
    }
    assert_eq!(log_ins.load(Ordering::SeqCst), 1, "the second thousand comes in the pause");
    assert_eq!(start.elapsed().as_secs(), 3);
}

#[tokio::test]
async fn a_server_that_refuses_every_token_ends_in_401() {
    let (core, memory, session, log_ins) = client(0);
    let supply = Arc::clone(Source::from(session).supply());
    assert_eq!(code(call::<Get>(&core, authorize(&[supply]))).await.unwrap(), StatusCode::UNAUTHORIZED);
    assert_eq!((memory.take().len(), log_ins.load(Ordering::SeqCst)), (2, 2));
}
