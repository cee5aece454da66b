//! Sizes and times that a response may not exceed.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

mod support;

use std::time::Duration;

use futures_util::StreamExt as _;
use http::{Response, StatusCode};
use http_body_util::StreamBody;
use support::{Answer, Get, Head, OTHER, Server, answer, call, code};
use warded::rt::Authorization;
use warded::{Body, BodyError, Core, CoreBuilder, Error, LimitError, ServerError};

async fn body_of(core: &Core) -> Result<bytes::Bytes, Error<warded::Never>> {
    let response = call::<Get>(core, Authorization::none()).send_raw().await?;
    Ok(response.into_body().bytes().await?)
}

fn within(server: &Server) -> Core {
    Core::builder().base_url(server.url()).max_response_bytes(100).max_header_bytes(200).build().unwrap()
}

#[tokio::test]
async fn a_body_that_says_it_is_too_long_is_not_read() {
    let server =
        Server::start(|request| answer(200, &[], &"x".repeat(if request.target == "/start" { 101 } else { 100 })))
            .await;
    let core = within(&server);
    let error = call::<Get>(&core, Authorization::none()).send_raw().await.unwrap_err();
    assert!(matches!(error, Error::Limit(LimitError::Body { limit: 100 })), "{error:?}");
    let response = call::<Get>(&core, Authorization::none()).literal("/other").send_raw().await.unwrap();
    assert_eq!(response.into_body().bytes().await.unwrap().len(), 100);
}

#[tokio::test]
async fn a_chunked_body_is_cut_where_it_is_too_long() {
    let chunk = format!("32\r\n{}\r\n", "x".repeat(50));
    let endless = format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{}", chunk.repeat(3));
    // It hangs after the third chunk: only the limit can end this.
    let server = Server::start(move |_| Answer { bytes: endless.clone().into_bytes(), hang: true }).await;
    let error = body_of(&within(&server)).await.unwrap_err();
    assert!(matches!(error, Error::Limit(LimitError::Body { limit: 100 })), "{error:?}");
}

#[tokio::test]
async fn a_head_that_is_too_long() {
    let server = Server::start(|_| answer(200, &[("x-long", &"x".repeat(200))], "")).await;
    let error = code(call::<Get>(&within(&server), Authorization::none())).await.unwrap_err();
    assert!(matches!(error, Error::Limit(LimitError::Headers { limit: 200 })), "{error:?}");
}

#[tokio::test]
async fn the_length_that_head_tells_is_no_body() {
    let bytes = b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n";
    let server = Server::start(move |_| Answer { bytes: bytes.to_vec(), hang: false }).await;
    let status = code(call::<Head>(&within(&server), Authorization::none())).await.unwrap();
    assert_eq!(status, StatusCode::OK);
}

/// A core whose server, in memory, never answers.
fn silent() -> CoreBuilder {
    let silent = tower::service_fn(|_| std::future::pending::<Result<Response<Body>, std::io::Error>>());
    Core::builder().base_url("https://api.example").transport(silent)
}

#[tokio::test(start_paused = true)]
async fn a_call_ends_when_its_time_is_up() {
    let start = tokio::time::Instant::now();
    let core = silent().timeout(Duration::from_secs(30)).build().unwrap();
    let error = code(call::<Get>(&core, Authorization::none())).await.unwrap_err();
    assert!(matches!(error, Error::Timeout { after } if after == Duration::from_secs(30)), "{error:?}");
    assert_eq!(start.elapsed().as_secs(), 30);
    let quick = call::<Get>(&core, Authorization::none()).timeout(Duration::from_secs(2));
    assert!(matches!(code(quick).await, Err(Error::Timeout { .. })));
    assert_eq!(start.elapsed().as_secs(), 32);
}

#[tokio::test(start_paused = true)]
async fn the_time_covers_the_body() {
    let slow = tower::service_fn(|_| async {
        tokio::time::sleep(Duration::from_secs(3)).await;
        let chunks = futures_util::stream::iter(0..).then(|_| async {
            tokio::time::sleep(Duration::from_secs(4)).await;
            Ok::<_, std::io::Error>(http_body::Frame::data(bytes::Bytes::from_static(b"x")))
        });
        Ok::<_, std::io::Error>(Response::new(StreamBody::new(chunks)))
    });
    let core = Core::builder().base_url("https://api.example").transport(slow);
    let core = core.timeout(Duration::from_secs(10)).build().unwrap();
    let start = tokio::time::Instant::now();
    let response = call::<Get>(&core, Authorization::none()).send_raw().await.unwrap();
    assert_eq!(start.elapsed().as_secs(), 3);
    let error = response.into_body().bytes().await.unwrap_err();
    assert!(matches!(error, BodyError::Timeout { .. }), "{error:?}");
    assert_eq!(start.elapsed().as_secs(), 10);
}

#[tokio::test(start_paused = true)]
async fn a_call_may_have_all_the_time_there_is() {
    let core = silent().timeout(None).build().unwrap();
    let waiting = code(call::<Get>(&core, Authorization::none()).timeout(Duration::MAX));
    assert!(tokio::time::timeout(Duration::from_secs(86_400), waiting).await.is_err());
    let waiting = code(call::<Get>(&core, Authorization::none()));
    assert!(tokio::time::timeout(Duration::from_secs(86_400), waiting).await.is_err());
}

#[tokio::test]
async fn a_dropped_call_closes_its_connection() {
    let server = Server::start(|_| Answer { bytes: Vec::new(), hang: true }).await;
    let core = within(&server);
    let waiting = tokio::spawn(code(call::<Get>(&core, Authorization::none())));
    while server.received().is_empty() {
        tokio::task::yield_now().await;
    }
    waiting.abort();
    tokio::time::timeout(Duration::from_secs(30), server.abandoned()).await.expect("the connection is closed");
}

#[test]
fn plain_http_must_be_asked_for() {
    let refused = Core::builder().base_url("http://api.example").build().unwrap_err();
    assert!(matches!(refused, warded::BuildError::Server(ServerError::PlainHttp { .. })), "{refused:?}");
    let refused = Core::builder().server(&OTHER, "http://api.example").build().unwrap_err();
    assert!(matches!(refused, warded::BuildError::Server(ServerError::PlainHttp { .. })), "{refused:?}");
    assert!(Core::builder().base_url("http://api.example").allow_plain_http(true).build().is_ok());
    for loopback in ["http://localhost:8080", "http://127.0.0.1", "http://[::1]:1/v1"] {
        assert!(Core::builder().base_url(loopback).build().is_ok(), "{loopback}");
    }
}

/// An operation whose output is the bytes as they come.
enum Download {}

impl warded::Operation for Download {
    const ID: &'static str = "download";
    fn method() -> http::Method {
        http::Method::GET
    }
    const PATH: &'static str = "/start";
    const SERVERS: &'static warded::Servers = &support::ROOT;
    const ACCEPT: &'static str = "*/*";
    type Output = warded::ByteStream;
    type Error = warded::Never;
    type Token = ();

    fn streams(_: StatusCode) -> bool {
        true
    }

    fn decode(reply: &mut warded::rt::Reply) -> warded::rt::Decoding<Self> {
        reply.stream().map(warded::rt::Decoded::Output)
    }
}

#[tokio::test]
async fn a_stream_may_be_of_any_size() {
    let server = Server::start(|_| answer(200, &[], &"x".repeat(1000))).await;
    let core = within(&server);
    let mut stream = call::<Download>(&core, Authorization::none()).await.unwrap().into_body();
    let mut length = 0;
    while let Some(chunk) = stream.next().await {
        length += chunk.unwrap().len();
    }
    assert_eq!(length, 1000);
    // Who collects it has it in memory.
    let stream = call::<Download>(&core, Authorization::none()).await.unwrap().into_body();
    let error = stream.collect().await.unwrap_err();
    assert!(matches!(error, Error::Limit(LimitError::Body { limit: 100 })), "{error:?}");
    let call = call::<Download>(&core, Authorization::none()).max_response_bytes(1000);
    assert_eq!(call.await.unwrap().into_body().collect().await.unwrap().len(), 1000);
}

#[tokio::test]
async fn a_limit_of_size_is_that_of_a_call_too() {
    let server = Server::start(|_| answer(200, &[], &"x".repeat(50))).await;
    let small = call::<Get>(&within(&server), Authorization::none()).max_response_bytes(49);
    let error = code(small).await.unwrap_err();
    assert!(matches!(error, Error::Limit(LimitError::Body { limit: 49 })), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn a_stream_may_take_any_time_but_not_be_silent() {
    let slow = tower::service_fn(|_| async {
        let chunks = futures_util::stream::iter(0_u32..).then(|at| async move {
            // A chunk every 50 seconds for an hour, and then none for long.
            tokio::time::sleep(Duration::from_secs(if at < 72 { 50 } else { 86_400 })).await;
            Ok::<_, std::io::Error>(http_body::Frame::data(bytes::Bytes::from_static(b"x")))
        });
        Ok::<_, std::io::Error>(Response::new(StreamBody::new(chunks)))
    });
    let core = Core::builder().base_url("https://api.example").transport(slow);
    let core = core.timeout(Duration::from_secs(10)).build().unwrap();
    let mut stream = call::<Download>(&core, Authorization::none()).await.unwrap().into_body();
    let start = tokio::time::Instant::now();
    for _ in 0..72 {
        stream.next().await.unwrap().unwrap();
    }
    assert_eq!(start.elapsed().as_secs(), 3600);
    let error = stream.next().await.unwrap().unwrap_err();
    assert!(matches!(error, Error::Idle { after } if after == Duration::from_secs(300)), "{error:?}");
    assert!(error.is_timeout() && start.elapsed().as_secs() == 3900);
    let quick = call::<Download>(&core, Authorization::none()).idle_timeout(Duration::from_secs(5));
    let error = quick.await.unwrap().into_body().next().await.unwrap().unwrap_err();
    assert!(matches!(error, Error::Idle { after } if after == Duration::from_secs(5)), "{error:?}");
}

#[tokio::test]
async fn a_silent_server_ends_a_stream() {
    let begun = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nx\r\n";
    let server = Server::start(move |_| Answer { bytes: begun.to_vec(), hang: true }).await;
    let core = Core::builder().base_url(server.url()).idle_timeout(Duration::from_millis(50)).build().unwrap();
    let mut stream = call::<Download>(&core, Authorization::none()).await.unwrap().into_body();
    assert_eq!(stream.next().await.unwrap().unwrap(), "x");
    assert!(matches!(stream.next().await, Some(Err(Error::Idle { .. }))));
}

#[tokio::test]
async fn a_raw_body_is_read_as_text_or_json() {
    let server = Server::start(|_| answer(200, &[], "\u{feff}[\"caf\u{e9}\"]")).await;
    let core = within(&server);
    let body = async || call::<Get>(&core, Authorization::none()).send_raw().await.unwrap().into_body();
    assert_eq!(body().await.text().await.unwrap(), "[\"caf\u{e9}\"]");
    assert_eq!(body().await.json::<Vec<String>>().await.unwrap(), ["caf\u{e9}"]);
    let error = body().await.json::<Vec<u8>>().await.unwrap_err();
    assert!(matches!(&error, BodyError::Content { place, .. } if place == "/0"), "{error:?}");
    assert!(!error.to_string().contains("caf"), "{error}");
    let long = call::<Get>(&core, Authorization::none()).max_response_bytes(9);
    assert!(matches!(code(long).await, Err(Error::Limit(_))));
}
