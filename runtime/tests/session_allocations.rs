//! Test that a call allocates nothing for a session's live credential.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

mod support;

use std::hint::black_box;
use std::sync::Arc;

use support::{Jwt, issued};
use warded::rt::{Authorization, Slot};
use warded::session::Session;
use warded::{Runtime, Source, Supply, ThreadRuntime};

fn logged_in() -> Session<Jwt> {
    let runtime: Arc<dyn Runtime> = Arc::new(ThreadRuntime::new());
    let session = Session::builder(&runtime, || async { Ok::<_, std::io::Error>(issued("token", 3600)) }).build();
    // Not `now_or_never`: the background task may be the one that makes the login.
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(session.supply()).unwrap();
    session
}

/// The allocations of a thousand reads of this thread.
fn allocations(session: &Session<Jwt>) -> u64 {
    // What a thread allocates once, as for the place where it keeps what it reads.
    session.ready();
    let slot = Slot::held(Source::from(session.clone()));
    let read = || {
        for _ in 0..1000 {
            let authorization = Authorization::one(&slot);
            for supply in authorization.supplies().unwrap() {
                black_box(supply.ready().unwrap());
            }
        }
    };
    allocation_counter::measure(read).count_total
}

#[test]
fn a_read_allocates_nothing() {
    let session = logged_in();
    assert!(allocation_counter::measure(|| drop(black_box(Box::new(1)))).count_total > 0, "allocations are counted");
    assert_eq!(allocations(&session), 0, "alone");
    let counted = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| allocations(&session))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(counted, [0; 8], "with eight threads");
}
