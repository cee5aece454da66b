//! Exactly the credentials of a call are attached, where they belong, and a caller's headers cannot replace them.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

mod support;

use std::sync::Arc;
use std::sync::atomic::Ordering;

use http::{HeaderName, HeaderValue, StatusCode};
use support::{
    CANARY, CANARY_BASIC, Carrier, Get, Post, Renewing, Server, answer, authorize, call, code, fixed, leaks, redirect,
    with_body,
};
use warded::rt::Authorization;
use warded::{Body, Core, CredentialError, Error, Supply};

async fn ok() -> (Server, Core) {
    let server = Server::start(|_| answer(200, &[], "")).await;
    let core = Core::builder().base_url(server.url()).build().unwrap();
    (server, core)
}

#[tokio::test]
async fn each_credential_at_its_place() {
    let (server, core) = ok().await;
    for (carrier, expected) in [
        (Carrier::Bearer, format!("\r\nauthorization: Bearer {CANARY}\r\n")),
        (Carrier::Basic, format!("\r\nauthorization: Basic {CANARY_BASIC}\r\n")),
        (Carrier::Header, format!("\r\nx-api-key: {CANARY}\r\n")),
        (Carrier::Query, format!("GET /start?token={CANARY} HTTP/1.1\r\n")),
        (Carrier::Cookie, format!("\r\ncookie: sid={CANARY}\r\n")),
        (Carrier::Undeclared, format!("\r\nx-other: {CANARY}\r\n")),
    ] {
        code(call::<Get>(&core, authorize(&[fixed(carrier)]))).await.unwrap();
        let received = server.take();
        let text = String::from_utf8_lossy(&received[0].raw).into_owned();
        assert!(text.contains(&expected), "{carrier:?}: {text}");
        let times = text.matches(CANARY).count() + text.matches(CANARY_BASIC).count();
        assert_eq!(times, 1, "{carrier:?}: {text}");
    }
}

#[tokio::test]
async fn all_of_an_alternative_and_none_of_none() {
    let (server, core) = ok().await;
    let supplies = [Carrier::Bearer, Carrier::Header, Carrier::Query, Carrier::Cookie].map(fixed);
    code(call::<Get>(&core, authorize(&supplies))).await.unwrap();
    code(call::<Get>(&core, Authorization::none())).await.unwrap();
    let received = server.take();
    assert_eq!(received[0].names(), ["accept", "authorization", "cookie", "user-agent", "x-api-key"]);
    assert_eq!(received[0].target, format!("/start?token={CANARY}"));
    assert_eq!(received[1].names(), ["accept", "user-agent"]);
    assert_eq!(received[1].target, "/start");
}

#[tokio::test]
async fn callers_headers_cannot_replace_a_credential() {
    let (server, core) = ok().await;
    for (carrier, name) in [
        (Carrier::Bearer, "authorization"),
        (Carrier::Basic, "AUTHORIZATION"),
        (Carrier::Header, "X-API-KEY"),
        (Carrier::Undeclared, "X-OTHER"),
    ] {
        let name: HeaderName = name.parse().unwrap();
        let other = HeaderValue::from_static("other");
        code(call::<Get>(&core, authorize(&[fixed(carrier)])).extra_header(name.clone(), other)).await.unwrap();
        let received = server.take();
        assert_eq!(received[0].header(name.as_str()).len(), 1, "{carrier:?}");
        assert!(leaks(received[0].header(name.as_str())[0].as_bytes()), "{carrier:?}");
    }
}

#[tokio::test]
async fn two_credentials_for_one_place_are_not_sent() {
    let (server, core) = ok().await;
    let supplies = [Carrier::Undeclared, Carrier::Undeclared].map(fixed);
    let error = call::<Get>(&core, authorize(&supplies)).send_raw().await.unwrap_err();
    assert!(matches!(error, Error::Credential(CredentialError::Invalid { scheme: "Other", .. })), "{error:?}");
    assert!(server.take().is_empty());
}

#[tokio::test]
async fn other_cookies_and_query_parameters_stay() {
    let (server, core) = ok().await;
    let supplies = [Carrier::Cookie, Carrier::Query].map(fixed);
    let sent = call::<Get>(&core, authorize(&supplies))
        .literal("?a=b&token=other")
        .extra_header(http::header::COOKIE, HeaderValue::from_static("sid=other; theme=dark"));
    code(sent).await.unwrap();
    let received = server.take();
    assert_eq!(received[0].header("cookie"), [format!("theme=dark; sid={CANARY}")]);
    assert_eq!(received[0].target, format!("/start?a=b&token={CANARY}"));
}

#[tokio::test]
async fn a_missing_credential_sends_nothing() {
    let (server, core) = ok().await;
    let error = code(call::<Get>(&core, Authorization::missing("`JWT`"))).await.unwrap_err();
    assert!(matches!(error, Error::Credential(CredentialError::Missing { operation: Some("Get"), .. })), "{error:?}");
    assert!(server.received().is_empty());
}

/// A server that accepts the credential of one generation only.
async fn accepting(secret: &'static str) -> (Server, Core) {
    let server = Server::start(move |request| {
        let accepted = String::from_utf8_lossy(&request.raw).contains(secret);
        answer(if accepted { 200 } else { 401 }, &[], "")
    })
    .await;
    let core = Core::builder().base_url(server.url()).build().unwrap();
    (server, core)
}

fn supplies(source: &Arc<Renewing>) -> [Arc<dyn Supply>; 1] {
    [Arc::clone(source) as Arc<dyn Supply>]
}

#[tokio::test]
async fn a_refused_credential_is_replaced_once() {
    let (server, core) = accepting("secret-2").await;
    for slow in [false, true] {
        let source = Renewing::new(Carrier::Header, true, slow);
        let sent = with_body::<Post>(&core, authorize(&supplies(&source)), "text");
        assert_eq!(code(sent).await.unwrap(), StatusCode::OK);
        let received = server.take();
        assert_eq!(received.len(), 2);
        assert_eq!(received[0].header("x-api-key"), ["secret-1"]);
        assert_eq!(received[1].header("x-api-key"), ["secret-2"]);
        assert_eq!([&received[0].body, &received[1].body], [b"text", b"text"]);
        assert_eq!(source.rejections.load(Ordering::SeqCst), 1);
        assert_eq!(source.supplies.load(Ordering::SeqCst), if slow { 2 } else { 0 });
    }
}

#[tokio::test]
async fn a_server_that_always_refuses_is_asked_twice() {
    let (server, core) = accepting("nothing").await;
    let source = Renewing::new(Carrier::Bearer, true, false);
    let status = code(call::<Get>(&core, authorize(&supplies(&source)))).await.unwrap();
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    assert_eq!(server.take().len(), 2);
}

#[tokio::test]
async fn what_is_not_repeated() {
    let (server, core) = accepting("nothing").await;
    let fixed = Renewing::new(Carrier::Bearer, false, false);
    code(call::<Get>(&core, authorize(&supplies(&fixed)))).await.unwrap();
    assert_eq!((server.take().len(), fixed.rejections.load(Ordering::SeqCst)), (1, 1));

    let source = Renewing::new(Carrier::Bearer, true, false);
    let stream = Body::from_stream(futures_util::stream::iter([Ok::<_, std::io::Error>("text")]));
    code(with_body::<Post>(&core, authorize(&supplies(&source)), stream)).await.unwrap();
    assert_eq!((server.take().len(), source.rejections.load(Ordering::SeqCst)), (1, 1));

    code(call::<Get>(&core, Authorization::none())).await.unwrap();
    assert_eq!(server.take().len(), 1);

    for status in [403, 406, 423, 500] {
        let server = Server::start(move |_| answer(status, &[], "")).await;
        let core = Core::builder().base_url(server.url()).build().unwrap();
        let source = Renewing::new(Carrier::Bearer, true, false);
        assert_eq!(code(call::<Get>(&core, authorize(&supplies(&source)))).await.unwrap(), status);
        assert_eq!((server.take().len(), source.rejections.load(Ordering::SeqCst)), (1, 0), "{status}");
    }
}

#[tokio::test]
async fn all_sources_hear_of_a_refusal() {
    let (server, core) = accepting("nothing").await;
    let sources = [Carrier::Bearer, Carrier::Header].map(|carrier| Renewing::new(carrier, true, false));
    let both = [supplies(&sources[0]), supplies(&sources[1])].concat();
    code(call::<Get>(&core, authorize(&both))).await.unwrap();
    assert_eq!(sources.map(|source| source.rejections.load(Ordering::SeqCst)), [1, 1]);
    assert_eq!(server.take().len(), 2);
}

#[tokio::test]
async fn a_401_of_another_origin_says_nothing_of_the_credential() {
    let away = Server::start(|_| answer(401, &[], "")).await;
    let location = format!("{}/end", away.url());
    let home = Server::start(move |_| redirect(302, &location)).await;
    let core = Core::builder().base_url(home.url()).leave_credentials_on_redirect(true).build().unwrap();
    let source = Renewing::new(Carrier::Bearer, true, false);
    let status = code(call::<Get>(&core, authorize(&supplies(&source)))).await.unwrap();
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    assert_eq!(source.rejections.load(Ordering::SeqCst), 0);
    assert_eq!((home.take().len(), away.take().len()), (1, 1));
}
