//! `Content-Length` of requests without a body: servers that are strict answer 411 to a POST that does not say it.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

mod support;

use support::{
    Carrier, Get, Head, Patch, Post, Put, Query, Renewing, Server, answer, authorize, call, code, redirect, with_body,
};
use warded::rt::Authorization;
use warded::{Call, Core, Operation};

/// The lengths that a server saw: one a request.
fn lengths(server: &Server) -> Vec<(String, Vec<String>)> {
    let seen = server.take().into_iter().map(|request| {
        let lengths = request.header("content-length").into_iter().map(str::to_owned).collect();
        (request.method, lengths)
    });
    seen.collect()
}

async fn sent<O: Operation>(server: &Server, call: Call<O>) -> Vec<(String, Vec<String>)> {
    code(call).await.unwrap();
    lengths(server)
}

fn one(method: &str, length: &[&str]) -> (String, Vec<String>) {
    (method.to_owned(), length.iter().map(|&length| length.to_owned()).collect())
}

#[tokio::test]
async fn methods_that_mean_a_body_say_that_there_is_none() {
    let server = Server::start(|_| answer(200, &[], "")).await;
    let core = Core::builder().base_url(server.url()).build().unwrap();
    let none = Authorization::none;
    assert_eq!(sent(&server, call::<Post>(&core, none())).await, [one("POST", &["0"])]);
    assert_eq!(sent(&server, call::<Put>(&core, none())).await, [one("PUT", &["0"])]);
    assert_eq!(sent(&server, call::<Patch>(&core, none())).await, [one("PATCH", &["0"])]);
    assert_eq!(sent(&server, call::<Get>(&core, none())).await, [one("GET", &[])]);
    assert_eq!(sent(&server, call::<Head>(&core, none())).await, [one("HEAD", &[])]);
    assert_eq!(sent(&server, call::<Query>(&core, none())).await, [one("QUERY", &[])]);
    assert_eq!(sent(&server, with_body::<Post>(&core, none(), "")).await, [one("POST", &["0"])]);
    assert_eq!(sent(&server, with_body::<Post>(&core, none(), "four")).await, [one("POST", &["4"])]);
    let chunks = futures_util::stream::iter([Ok::<_, std::io::Error>("four")]);
    let stream = with_body::<Post>(&core, none(), warded::Body::from_stream(chunks));
    assert_eq!(sent(&server, stream).await, [one("POST", &[])]);
}

#[tokio::test]
async fn further_attempts_say_it_as_well() {
    let server = Server::start(|request| match request.header("authorization")[..] {
        ["Bearer secret-1"] => answer(401, &[], ""),
        _ if request.target == "/start" => redirect(307, "/other"),
        _ if request.target == "/other" => redirect(303, "/end"),
        _ => answer(200, &[], ""),
    })
    .await;
    let core = Core::builder().base_url(server.url()).build().unwrap();
    let renewing = authorize(&[Renewing::new(Carrier::Bearer, true, false)]);
    let all = [one("POST", &["0"]), one("POST", &["0"]), one("POST", &["0"]), one("GET", &[])];
    assert_eq!(sent(&server, call::<Post>(&core, renewing)).await, all);
}

#[tokio::test]
async fn an_empty_last_segment_arrives_unless_it_would_name_all() {
    let server = Server::start(|_| answer(200, &[], "")).await;
    let core = Core::builder().base_url(server.url()).build().unwrap();
    let root = |call: Call<Get>| call.literal("/").path("path", warded::rt::Style::SIMPLE, "");
    code(root(call(&core, Authorization::none()))).await.unwrap();
    assert_eq!(server.take()[0].target, "/start/");
    let put = call::<Put>(&core, Authorization::none()).literal("/").path("path", warded::rt::Style::SIMPLE, "");
    assert!(matches!(code(put).await, Err(warded::Error::Request(_))));
    assert!(server.take().is_empty());
    let style = warded::rt::Style::SIMPLE.may_be_empty();
    code(call::<Put>(&core, Authorization::none()).literal("/").path("path", style, "")).await.unwrap();
    assert_eq!(server.take()[0].target, "/start/", "the document says that it may be empty");
}
