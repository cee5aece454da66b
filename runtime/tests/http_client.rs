//! Settings of the HTTP client: they work, and what protects credentials holds under them.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

mod support;
#[path = "support/tls.rs"]
#[allow(dead_code, reason = "this file uses a part of it")]
mod tls;

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use http::StatusCode;
use support::{CANARY, Carrier, Get, Server, answer, authorize, call, code, fixed, leaks, redirect};
use tls::{Certificates, Proxy, https, mutual};
use tower::limit::{ConcurrencyLimitLayer, RateLimitLayer};
use warded::rt::{Authorization, Slot};
use warded::{BuildError, Core, Error, Never, Source, TransportErrorKind, reqwest};

warded::rt::credential! {
    /// A client certificate.
    pub struct Certificate = "Certificate", Connection;
    /// Declares it.
    presented() = connection();
}

fn bearer() -> Authorization {
    authorize(&[fixed(Carrier::Bearer)])
}

/// Every setting that would undo a rule.
fn reckless(proxy: &str) -> impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + use<> {
    let proxy = proxy.to_owned();
    move |client| {
        client
            .redirect(reqwest::redirect::Policy::limited(9))
            .referer(true)
            .https_only(false)
            .proxy(reqwest::Proxy::all(&proxy).unwrap())
    }
}

#[tokio::test]
async fn no_setting_undoes_what_protects_credentials() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let proxy_url = format!("http://127.0.0.1:{}", listener.local_addr().unwrap().port());
    let proxy = Proxy::start(listener);
    let other = Server::start(|_| answer(200, &[], "")).await;
    let there = format!("{}/there", other.url());
    let server = Server::start(move |_| redirect(307, &there)).await;
    let core = Core::builder().base_url(server.url()).configure(reckless(&proxy_url)).build().unwrap();
    let error = code(call::<Get>(&core, bearer())).await.unwrap_err();
    assert!(matches!(error, Error::Redirect(_)), "{error:?}");
    assert_eq!(server.take().len(), 1);
    assert!(other.take().is_empty(), "nothing follows a redirect to another server");
    assert!(proxy.seen().is_empty(), "plain http uses no proxy");
}

#[tokio::test]
async fn a_client_for_https_sends_nothing_else_and_no_referer() {
    let certificates = Certificates::new();
    let plain = Server::start(|_| answer(200, &[], "")).await;
    let there = format!("{}/there", plain.url());
    let pair = (certificates.server.as_str(), certificates.key.as_str());
    let server = https(pair, move |request| match request.target.as_str() {
        "/start" => redirect(302, "/same"),
        _ => redirect(302, &there),
    })
    .await;
    let home = format!("https://127.0.0.1:{}/", server.port);
    let core = Core::builder()
        .base_url(home)
        .root_certificate(&certificates.authority)
        .configure(|client| client.redirect(reqwest::redirect::Policy::limited(9)).referer(true).https_only(false));
    let error = code(call::<Get>(&core.build().unwrap(), bearer())).await.unwrap_err();
    assert!(matches!(error, Error::Redirect(_)), "{error:?}");
    let received = server.take();
    assert_eq!(received.len(), 2, "the second is to the same server");
    assert!(received.iter().all(|request| leaks(&request.raw) && request.header("referer").is_empty()));
    assert!(plain.take().is_empty());
}

#[tokio::test]
async fn a_private_authority_is_trusted_if_it_is_given() {
    let certificates = Certificates::new();
    let pair = (certificates.server.as_str(), certificates.key.as_str());
    let server = https(pair, |_| answer(200, &[], "")).await;
    let builder = || Core::builder().base_url(format!("https://127.0.0.1:{}/", server.port));
    let error = code(call::<Get>(&builder().build().unwrap(), bearer())).await.unwrap_err();
    let Error::Transport(error) = error else { panic!("{error:?}") };
    assert_eq!(error.kind(), TransportErrorKind::Connect);
    let trusting = builder().root_certificate(&certificates.authority).build().unwrap();
    assert_eq!(code(call::<Get>(&trusting, bearer())).await.unwrap(), StatusCode::OK);
}

#[tokio::test]
async fn a_server_that_demands_a_certificate_gets_the_identity() {
    let certificates = Certificates::new();
    let pair = (certificates.server.as_str(), certificates.key.as_str());
    let server = mutual(pair, &certificates.authority, |_| answer(200, &[], "")).await;
    let home = format!("https://127.0.0.1:{}/", server.port);
    let builder = || Core::builder().base_url(&home).root_certificate(&certificates.authority);
    let error = code(call::<Get>(&builder().build().unwrap(), bearer())).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert!(server.take().is_empty());
    let known = builder().identity(&certificates.client).build().unwrap();
    assert_eq!(code(call::<Get>(&known, bearer())).await.unwrap(), StatusCode::OK);
    // The credential that says so can be used with it, and with no other.
    let certificate = || Authorization::one(&Slot::held(Source::from(Certificate::presented())));
    assert_eq!(code(call::<Get>(&known, certificate())).await.unwrap(), StatusCode::OK);
    let error = code(call::<Get>(&builder().build().unwrap(), certificate())).await.unwrap_err();
    assert!(matches!(error, Error::Credential(_)), "{error:?}");
}

#[tokio::test]
async fn a_proxy_for_https_sees_only_the_name() {
    let certificates = Certificates::new();
    let pair = (certificates.server.as_str(), certificates.key.as_str());
    let server = https(pair, |_| answer(200, &[], "")).await;
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let proxy_url = format!("http://127.0.0.1:{}", listener.local_addr().unwrap().port());
    let proxy = Proxy::start(listener);
    let core = Core::builder()
        .base_url(format!("https://api.test:{}/", server.port))
        .root_certificate(&certificates.authority)
        .configure(move |client| client.proxy(reqwest::Proxy::https(&proxy_url).unwrap()))
        .build()
        .unwrap();
    assert_eq!(code(call::<Get>(&core, bearer())).await.unwrap(), StatusCode::OK);
    let seen = proxy.seen();
    assert!(seen.starts_with(b"CONNECT api.test:") && !leaks(&seen));
}

#[tokio::test]
async fn a_header_goes_with_all_calls_unless_a_call_has_its_own() {
    let server = Server::start(|_| answer(200, &[], "")).await;
    let core = Core::builder().base_url(server.url()).header("x-tenant", "a").header("X-Other", "b").build().unwrap();
    code(call::<Get>(&core, bearer())).await.unwrap();
    let own = call::<Get>(&core, bearer()).extra_header("x-tenant", "c");
    code(own).await.unwrap();
    let tenants: Vec<_> = server.take().iter().map(|request| request.header("x-tenant").concat()).collect();
    assert_eq!(tenants, ["a", "c"]);
}

#[test]
fn what_cannot_be_used_is_an_error_of_the_builder() {
    let error = |builder: warded::CoreBuilder| builder.build().map(drop).unwrap_err();
    for (name, value) in [("a b", "c"), ("a", "b\n"), ("Authorization", CANARY), ("cookie", "a=b"), ("host", "a")] {
        assert_eq!(error(Core::builder().header(name, value)), BuildError::Header, "{name}");
    }
    assert_eq!(error(Core::builder().root_certificate("none")), BuildError::Certificate);
    let certificates = Certificates::new();
    assert_eq!(error(Core::builder().identity(&certificates.authority)), BuildError::Identity);
    let memory = support::Memory::new(|_| http::Response::new(String::new()));
    let unused = Core::builder().configure(|client| client).transport(memory);
    assert_eq!(error(unused), BuildError::Unused);
}

#[tokio::test]
async fn a_layer_sees_each_request_that_is_sent() {
    let server = Server::start(|request| match request.target.as_str() {
        "/start" => redirect(302, "/end"),
        _ => answer(200, &[], ""),
    })
    .await;
    let seen = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&seen);
    let count = tower::util::MapRequestLayer::new(move |request: http::Request<warded::Body>| {
        assert!(request.headers().contains_key("authorization"));
        counted.fetch_add(1, Ordering::SeqCst);
        request
    });
    let core = Core::builder().base_url(server.url()).layer(count).build().unwrap();
    assert_eq!(code(call::<Get>(&core, bearer())).await.unwrap(), StatusCode::OK);
    assert_eq!(seen.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn limits_of_tower_fit_as_they_are() {
    let server = Server::start(|_| answer(200, &[], "")).await;
    let core = Core::builder()
        .base_url(server.url())
        .layer(ConcurrencyLimitLayer::new(1))
        .layer(RateLimitLayer::new(2, Duration::from_millis(300)))
        .build()
        .unwrap();
    let start = Instant::now();
    let calls = (0..5).map(|_| tokio::spawn(code(call::<Get>(&core, bearer()))));
    for call in calls.collect::<Vec<_>>() {
        assert_eq!(call.await.unwrap().unwrap(), StatusCode::OK);
    }
    assert!(start.elapsed() >= Duration::from_millis(600), "two in each period: {:?}", start.elapsed());
}

#[tokio::test]
async fn an_error_of_the_transport_is_the_same_through_a_layer() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let closed = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    let core = Core::builder().base_url(closed).layer(ConcurrencyLimitLayer::new(1)).build().unwrap();
    let Err(Error::<Never>::Transport(error)) = code(call::<Get>(&core, bearer())).await else {
        panic!("it is closed")
    };
    assert_eq!(error.kind(), TransportErrorKind::Connect);
}

#[tokio::test]
async fn a_finished_client_of_reqwest_sends() {
    let server = Server::start(|_| answer(200, &[], "")).await;
    let client = reqwest::Client::builder().user_agent("its own").build().unwrap();
    let core = Core::builder().base_url(server.url()).reqwest_trusted(client).build().unwrap();
    assert_eq!(code(call::<Get>(&core, bearer())).await.unwrap(), StatusCode::OK);
    assert!(leaks(&server.take()[0].raw));
}

#[test]
fn a_body_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<warded::Body>();
}

#[tokio::test]
async fn a_header_that_cannot_be_sent_is_an_error_before_anything_is() {
    let server = Server::start(|_| answer(200, &[], "")).await;
    let core = Core::builder().base_url(server.url()).build().unwrap();
    for (name, value) in [("a b", "c"), ("a", "b\n")] {
        let error = code(call::<Get>(&core, bearer()).extra_header(name, value)).await.unwrap_err();
        assert!(matches!(error, Error::Request(_)), "{error:?}");
    }
    assert!(server.take().is_empty());
}
