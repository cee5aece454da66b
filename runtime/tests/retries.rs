//! Repeating what failed by chance, against a transport in memory. Tokio's time is paused: pauses cost none.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

mod support;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use support::{Get, Post, Put, Query, call, with_body};
use tokio::time::Instant;
use warded::rt::{Authorization, Style};
use warded::{Body, Call, Core, Error, Operation, Retries};

/// The server's response to one request: a status and `Retry-After`, or none.
type Answer = Option<(u16, &'static str)>;

const OK: Answer = Some((200, ""));

/// A client whose server answers as listed, then with 200; how many requests came, and what they held.
fn client(answers: &[Answer], retries: Retries) -> (Core, Arc<Mutex<Vec<Bytes>>>) {
    let left = Arc::new(Mutex::new(answers.iter().copied().collect::<VecDeque<_>>()));
    let sent = Arc::<Mutex<Vec<Bytes>>>::default();
    let kept = Arc::clone(&sent);
    let service = tower::service_fn(move |request: Request<Body>| {
        let answer = left.lock().unwrap().pop_front().unwrap_or(OK);
        kept.lock().unwrap().push(Bytes::copy_from_slice(request.body().as_bytes().unwrap_or(b"(stream)")));
        async move {
            let (status, after) = answer.ok_or(std::io::Error::from(std::io::ErrorKind::ConnectionReset))?;
            let response = Response::builder().status(status);
            let response = if after.is_empty() { response } else { response.header("retry-after", after) };
            Ok::<_, std::io::Error>(response.body(Body::empty()).unwrap())
        }
    });
    let core = Core::builder().base_url("https://api.example").transport(service).retries(retries).build().unwrap();
    (core, sent)
}

async fn status<O: Operation>(call: Call<O>) -> Option<StatusCode> {
    support::code(call.literal("x")).await.ok()
}

fn get(core: &Core) -> Call<Get> {
    call(core, Authorization::none())
}

#[tokio::test(start_paused = true)]
async fn what_fails_by_chance_is_repeated_and_nothing_else() {
    let twice = |answer: Answer| [answer, answer, OK];
    for (answer, times) in [
        (None, 3),
        (Some((429, "")), 3),
        (Some((502, "")), 3),
        (Some((503, "2")), 3),
        (Some((504, "")), 3),
        (OK, 1),
        (Some((400, "")), 1),
        (Some((401, "")), 1),
        (Some((403, "1")), 1),
        (Some((406, "")), 1),
        (Some((423, "1")), 1),
        (Some((500, "")), 1),
        (Some((501, "")), 1),
    ] {
        let (core, sent) = client(&twice(answer), Retries::up_to(2));
        let got = status(get(&core)).await;
        assert_eq!(sent.lock().unwrap().len(), times, "{answer:?}");
        let expected = if times == 3 { 200 } else { answer.unwrap().0 };
        assert_eq!(got.unwrap().as_u16(), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn only_calls_that_may_be_made_twice_are() {
    let answers = [Some((503, "")), OK];
    let (core, sent) = client(&answers, Retries::up_to(3));
    assert_eq!(status(with_body::<Put>(&core, Authorization::none(), "body")).await.unwrap(), 200);
    assert_eq!(*sent.lock().unwrap(), ["body", "body"]);
    let (core, sent) = client(&answers, Retries::up_to(3));
    assert_eq!(status(with_body::<Query>(&core, Authorization::none(), "find")).await.unwrap(), 200);
    assert_eq!(*sent.lock().unwrap(), ["find", "find"]);
    let post = |core: &Core| with_body::<Post>(core, Authorization::none(), "body");
    let (core, sent) = client(&answers, Retries::up_to(3));
    assert_eq!(status(post(&core)).await.unwrap(), 503);
    let (core, _) = client(&answers, Retries::up_to(3));
    let own = post(&core).extra_header("idempotency-key", "k");
    assert_eq!(status(own).await.unwrap(), 503, "the document says nothing of such a header");
    assert_eq!(sent.lock().unwrap().len(), 1);
    let (core, sent) = client(&answers, Retries::up_to(3));
    assert_eq!(status(post(&core).header("Idempotency-Key", Style::SIMPLE, "k")).await.unwrap(), 200);
    assert_eq!(sent.lock().unwrap().len(), 2);
    let (core, _) = client(&answers, Retries::up_to(3));
    let stream = Body::from_stream(futures_util::stream::iter([Ok::<_, std::io::Error>("body")]));
    let put = with_body::<Put>(&core, Authorization::none(), stream);
    assert_eq!(status(put).await.unwrap(), 503, "a stream can't be sent again");
}

#[tokio::test(start_paused = true)]
async fn it_is_off_unless_asked_for_and_a_call_decides_for_itself() {
    let answers = [None, OK];
    let (core, _) = client(&answers, Retries::none());
    assert_eq!(status(get(&core)).await, None);
    let (core, _) = client(&answers, Retries::none());
    assert_eq!(status(get(&core).retries(Retries::up_to(1))).await.unwrap(), 200);
    let (core, _) = client(&answers, Retries::up_to(1));
    assert_eq!(status(get(&core).retries(Retries::none())).await, None);
}

#[tokio::test(start_paused = true)]
async fn the_server_says_how_long_to_wait() {
    let start = Instant::now();
    let (core, _) = client(&[Some((429, "7")), OK], Retries::up_to(2));
    assert_eq!(status(get(&core)).await.unwrap(), 200);
    assert!((7..8).contains(&start.elapsed().as_secs()), "{:?}", start.elapsed());
    let (core, sent) = client(&[Some((429, "3600")), OK], Retries::up_to(2));
    assert_eq!(status(get(&core)).await.unwrap(), 429, "longer than the longest pause");
    assert_eq!(sent.lock().unwrap().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn all_calls_share_one_budget() {
    let (core, sent) = client(&[None; 100], Retries::up_to(5).budget(12));
    for _ in 0..10 {
        assert_eq!(status(get(&core)).await, None);
    }
    assert_eq!(sent.lock().unwrap().len(), 10 + 12);
}

#[tokio::test(start_paused = true)]
async fn calls_that_need_no_repetition_give_a_tenth_back() {
    for (good, expected) in [(9, None), (10, Some(200))] {
        let answers = [vec![None, OK], vec![OK; good], vec![None, OK]].concat();
        let (core, _) = client(&answers, Retries::up_to(1).budget(1));
        for _ in 0..=good {
            assert_eq!(status(get(&core)).await.unwrap(), 200);
        }
        assert_eq!(status(get(&core)).await, expected.map(|status| StatusCode::from_u16(status).unwrap()));
    }
}

#[tokio::test(start_paused = true)]
async fn the_time_of_a_call_covers_its_repetitions() {
    let pause = Duration::from_secs(10);
    let (core, sent) = client(&[None; 100], Retries::up_to(100).pauses(pause, pause));
    let start = Instant::now();
    let error = support::code(get(&core).timeout(Duration::from_secs(25))).await.unwrap_err();
    assert!(matches!(error, Error::Timeout { .. }), "{error:?}");
    assert_eq!(start.elapsed().as_secs(), 25);
    assert!((3..=5).contains(&sent.lock().unwrap().len()));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_ends() {
    let pause = Duration::from_secs(1);
    let (core, sent) = client(&[None; 100], Retries::up_to(100).pauses(pause, pause));
    let call = tokio::spawn(support::code(get(&core)));
    tokio::time::sleep(Duration::from_millis(100)).await;
    call.abort();
    assert!(call.await.unwrap_err().is_cancelled());
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!(sent.lock().unwrap().len(), 1);
    assert_eq!(Arc::strong_count(&sent), 2, "only the client's transport and this test hold it");
}
