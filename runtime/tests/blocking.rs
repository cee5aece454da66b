//! Calls without async.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

mod support;

use support::{Carrier, Get, Server, answer, authorize, call, fixed};
use warded::{Core, Error, SendBlocking};

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
fn a_panic_is_the_callers() {
    let caught = std::panic::catch_unwind(|| std::future::ready(()).send_blocking());
    assert!(caught.is_ok());
    let caught = std::panic::catch_unwind(|| Box::pin(async { panic!("mine") }).send_blocking());
    assert!(caught.is_err());
    assert_eq!(std::future::ready(7).send_blocking(), 7, "the driver goes on");
}
