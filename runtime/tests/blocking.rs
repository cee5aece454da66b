//! Calls without async.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

#[path = "support/ahead.rs"]
mod ahead;
mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ahead::Ahead;
use support::{Carrier, Get, Server, answer, authorize, call, fixed, issued};
use warded::session::Session;
use warded::{Core, Error, SendBlocking, Supply as _};

#[test]
fn a_call_waits_on_the_thread_that_makes_it() {
    let start = Server::start(|_| answer(418, &[], "short and stout"));
    let server = Box::pin(start).send_blocking();
    let core: Core = Core::builder().base_url(server.url()).build().unwrap();
    for carrier in Carrier::ALL {
        let error = call::<Get>(&core, authorize(&[fixed(carrier)])).send_blocking().unwrap_err();
        assert!(matches!(error, Error::Undocumented(_)), "{error:?}");
    }
    let calls = || (0..20).for_each(|_| drop(call::<Get>(&core, authorize(&[])).send_blocking().unwrap_err()));
    std::thread::scope(|scope| (0..4).for_each(|_| drop(scope.spawn(calls))));
    assert_eq!(server.take().len(), Carrier::ALL.len() + 80);
}

#[test]
fn a_raw_body_is_read_on_the_thread_that_asks() {
    let server = Box::pin(Server::start(|_| answer(200, &[], "[1]"))).send_blocking();
    let core: Core = Core::builder().base_url(server.url()).build().unwrap();
    let response = Box::pin(call::<Get>(&core, authorize(&[])).send_raw()).send_blocking().unwrap();
    assert_eq!(Box::pin(response.into_body().json::<Vec<u8>>()).send_blocking().unwrap(), [1]);
}

#[test]
fn a_session_renews_between_calls() {
    let server = Box::pin(Server::start(|_| answer(200, &[], ""))).send_blocking();
    let clock = Ahead::new();
    let core: Core = Core::builder().base_url(server.url()).runtime(clock.clone()).build().unwrap();
    let number = AtomicUsize::new(0);
    let log_in = move || {
        let token = format!("token-{}", number.fetch_add(1, Ordering::SeqCst) + 1);
        std::future::ready(Ok::<_, std::io::Error>(issued(&token, 3600)))
    };
    let session = Session::builder(core.runtime(), log_in).build();
    for seconds in [0, 3400] {
        clock.set(seconds);
        let call = call::<Get>(&core, authorize(&[Arc::new(session.clone())]));
        Box::pin(support::code(call)).send_blocking().unwrap();
    }
    while session.ready().unwrap().generation == 1 {
        std::thread::yield_now();
    }
    let sent: Vec<_> = server.take().iter().map(|request| request.header("authorization").concat()).collect();
    assert_eq!(sent, ["Bearer token-1", "Bearer token-1"], "the old one is served meanwhile");
}

#[test]
fn a_panic_is_the_callers() {
    let caught = std::panic::catch_unwind(|| std::future::ready(()).send_blocking());
    assert!(caught.is_ok());
    let caught = std::panic::catch_unwind(|| Box::pin(async { panic!("mine") }).send_blocking());
    assert!(caught.is_err());
    assert_eq!(std::future::ready(7).send_blocking(), 7, "the driver goes on");
}
