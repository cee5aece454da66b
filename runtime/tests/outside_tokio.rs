//! The default runtime where there is no Tokio: an error that says what to do, and no panic.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

mod support;

use std::error::Error as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use futures_util::FutureExt as _;
use http::Response;
use support::{Get, Jwt, Memory, Server, answer, authorize, call, code, issued};
use warded::rt::Authorization;
use warded::session::Session;
use warded::{
    Core, CredentialError, Error, Issued, Never, Retries, Runtime, Supply as _, ThreadRuntime, TokioRuntime,
    TransportError, TransportErrorKind,
};

/// Drives a future on a thread of its own that knows no Tokio; a panic there fails the test.
fn outside<F: Future<Output: Send + 'static> + Send + 'static>(future: F) -> F::Output {
    let mut future = Box::pin(future);
    let driven = thread::spawn(move || {
        struct Unpark(thread::Thread);
        impl std::task::Wake for Unpark {
            fn wake(self: Arc<Self>) {
                self.0.unpark();
            }
        }
        let waker = Arc::new(Unpark(thread::current())).into();
        loop {
            match future.as_mut().poll(&mut std::task::Context::from_waker(&waker)) {
                std::task::Poll::Ready(output) => return output,
                std::task::Poll::Pending => thread::park(),
            }
        }
    });
    driven.join().expect("nothing panics")
}

fn says_what_to_do(error: &TransportError) {
    assert_eq!(error.kind(), TransportErrorKind::Runtime);
    let shown = format!("{error}: {}", error.source().unwrap());
    for word in ["runtime", "Tokio", "send_blocking", "transport"] {
        assert!(shown.contains(word), "{shown}");
    }
}

fn failed(result: Result<http::StatusCode, Error<Never>>) {
    match result.unwrap_err() {
        Error::Transport(error) => says_what_to_do(&error),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_call_ends_with_an_error() {
    for url in ["http://127.0.0.1:9", "https://127.0.0.1:9"] {
        let core: Core = Core::builder().base_url(url).build().unwrap();
        failed(outside(code(call::<Get>(&core, Authorization::none()))));
        let core: Core = Core::builder().base_url(url).timeout(None).build().unwrap();
        failed(outside(code(call::<Get>(&core, Authorization::none()))));
        // The transport needs Tokio, whatever the runtime is.
        let core: Core = Core::builder().base_url(url).runtime(ThreadRuntime::new()).build().unwrap();
        failed(outside(code(call::<Get>(&core, Authorization::none()))));
    }
}

#[test]
fn a_pause_between_repetitions_ends_with_an_error() {
    let busy = Memory::new(|_| Response::builder().status(503).body(String::new()).unwrap());
    let builder = Core::builder().base_url("https://api.example").transport(busy.clone()).retries(Retries::up_to(3));
    let core: Core = builder.build().unwrap();
    failed(outside(code(call::<Get>(&core, Authorization::none()))));
    assert!(busy.take().is_empty(), "nothing is sent that could not be carried through");
    let builder = Core::builder().base_url("https://api.example").transport(busy.clone());
    let core: Core = builder.retries(Retries::up_to(2)).runtime(ThreadRuntime::new()).build().unwrap();
    assert_eq!(outside(code(call::<Get>(&core, Authorization::none()))).unwrap(), 503);
    assert_eq!(busy.take().len(), 3, "with a runtime that is there it is sent");
}

fn session(log_ins: &Arc<AtomicUsize>, seconds: u64) -> Session<Jwt> {
    let (runtime, log_ins): (Arc<dyn Runtime>, _) = (Arc::new(TokioRuntime::new()), Arc::clone(log_ins));
    let log_in = move || {
        log_ins.fetch_add(1, Ordering::SeqCst);
        std::future::ready(Ok::<Issued<Jwt>, std::io::Error>(issued("token", seconds)))
    };
    Session::builder(&runtime, log_in).build()
}

#[test]
fn a_session_ends_with_an_error() {
    let log_ins = Arc::default();
    let session = session(&log_ins, 3600);
    let waiting = session.clone();
    let error = outside(async move { waiting.credential().await.map(drop) }).unwrap_err();
    let CredentialError::Source { source, .. } = &error else { panic!("{error:?}") };
    says_what_to_do(source.downcast_ref().expect("the error of the runtime"));
    assert_eq!(log_ins.load(Ordering::SeqCst), 0);
    let core: Core = Core::builder().base_url("http://127.0.0.1:9").build().unwrap();
    failed(outside(code(call::<Get>(&core, authorize(&[Arc::new(session.clone())])))));
    // That was no failure of the login: inside Tokio it is made at once.
    let tokio = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    tokio.block_on(session.credential()).map(drop).unwrap();
    // What is at hand needs no runtime.
    assert!(outside(async move { session.ready().is_some() }));
}

#[test]
fn what_a_session_does_in_the_background_is_done_without_tokio_too() {
    let log_ins = Arc::default();
    let session = session(&log_ins, 2);
    let tokio = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    tokio.block_on(session.credential()).map(drop).unwrap();
    drop(tokio);
    thread::sleep(Duration::from_millis(1200));
    let first = session.clone();
    assert!(outside(async move { first.ready() }).is_some(), "it is due, and lives");
    for _ in 0..100 {
        if session.ready().is_some_and(|supplied| supplied.generation == 2) {
            return;
        }
        thread::sleep(Duration::from_millis(10));
    }
    panic!("it was not renewed");
}

#[test]
fn a_response_can_be_read_outside() {
    let tokio = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let (server, body) = tokio.block_on(async {
        let server = Server::start(|_| answer(200, &[], "text")).await;
        let core: Core = Core::builder().base_url(server.url()).build().unwrap();
        (server, call::<Get>(&core, Authorization::none()).send_raw().await.unwrap().into_body())
    });
    let read = outside(async move { body.bytes().await.map(|bytes| bytes.len()) });
    assert_eq!(read.unwrap(), 4);
    drop(server);
    let slept = outside(TokioRuntime::new().sleep(Duration::from_millis(5)).map(|()| true));
    assert!(slept);
}
