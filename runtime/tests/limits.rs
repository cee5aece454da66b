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
