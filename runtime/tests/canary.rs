//! A secret is hunted in all that a program could print or log: errors with their causes, `Debug` of
//! everything that has to do with a call, and every event of every crate at the finest level.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

mod support;

use std::error::Error as StdError;
use std::fmt::Debug;

use http::{HeaderMap, HeaderValue, Method, Response, StatusCode};
use support::{
    Answer, CANARY, Carrier, Get, Jwt, Memory, Post, ROOT, Server, answer, authorize, call, capture, fixed, issued,
    leaks, redirect, with_body,
};
use warded::rt::{Attachment, Authorization, Decoded, Decoding, Placement, Reply};
use warded::session::Session;
use warded::{
    Body, BoxError, Core, CoreBuilder, CredentialError, Error, ErrorResponse, Issued, Issues, Never, Operation, Scheme,
    Servers, Supply as _,
};

/// All that can be printed of an error, its causes included.
fn printed<E: Debug>(error: &Error<E>) -> String
where
    Error<E>: StdError,
{
    let mut text = String::new();
    let mut next: Option<&dyn StdError> = Some(error);
    while let Some(error) = next {
        text.push_str(&format!("{error} {error:#} {error:?} {error:#?}\n"));
        next = error.source();
    }
    text
}

fn hunt(place: &str, text: &str) {
    assert!(!leaks(text.as_bytes()), "{place}: {text}");
}

/// A call whose every part holds the canary.
fn secret_call(core: &Core, carrier: Carrier) -> warded::Call<Post> {
    with_body::<Post>(core, authorize(&[fixed(carrier)]), format!("password={CANARY}"))
        .literal(concat!("/", "canary-7f3a9", "?q=", "canary-7f3a9"))
        .extra_header("x-own-key", HeaderValue::from_static(CANARY))
}

/// A server of every kind of failure.
async fn failing() -> Vec<(&'static str, Server)> {
    let body = || format!("{{\"token\":\"{CANARY}\"}}");
    let cookie = format!("sid={CANARY}");
    vec![
        (
            "undocumented",
            Server::start(move |_| answer(418, &[("set-cookie", &cookie), ("x-key", CANARY)], &body())).await,
        ),
        ("cross-origin", Server::start(|_| redirect(302, &format!("https://evil.example/{CANARY}?t={CANARY}"))).await),
        ("user info", Server::start(|_| redirect(302, &format!("https://u:{CANARY}@evil.example/"))).await),
        ("invalid location", Server::start(|_| redirect(302, &format!("https://[{CANARY}/"))).await),
        ("loop", Server::start(|request| redirect(307, &request.target)).await),
        ("too many", Server::start(|request| redirect(307, &format!("{}x", request.target))).await),
        ("large body", Server::start(move |_| answer(200, &[], &CANARY.repeat(1000))).await),
        ("large head", Server::start(|_| answer(200, &[("x-key", &CANARY.repeat(100))], "")).await),
        ("no http", Server::start(|_| Answer { bytes: CANARY.repeat(9).into_bytes(), hang: false }).await),
        ("cut off", Server::start(|_| cut_off()).await),
        ("silence", Server::start(|_| Answer { bytes: Vec::new(), hang: true }).await),
        ("refused", Server::start(|_| answer(401, &[("www-authenticate", CANARY)], CANARY)).await),
    ]
}

/// A response that says it is longer than it is.
fn cut_off() -> Answer {
    let bytes = format!("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{CANARY}").into_bytes();
    Answer { bytes, hang: false }
}

fn tight(url: String) -> Core {
    let builder = Core::builder().base_url(url).max_response_bytes(2000).max_header_bytes(1000);
    builder.timeout(std::time::Duration::from_millis(300)).build().unwrap()
}

#[tokio::test]
async fn no_failure_prints_or_logs_a_secret() {
    capture();
    for (failure, server) in failing().await {
        let core = tight(server.url());
        for carrier in Carrier::ALL {
            let error = secret_call(&core, carrier).send().await.expect_err(failure);
            hunt(failure, &printed(&error));
        }
        assert!(!server.take().is_empty(), "{failure}: the server was not reached");
    }
    let closed = tight("http://127.0.0.1:1".to_owned());
    for carrier in Carrier::ALL {
        let error = secret_call(&closed, carrier).send().await.unwrap_err();
        assert!(matches!(&error, Error::Transport(error) if error.io_kind().is_some()), "{error:?}");
        hunt("closed port", &printed(&error));
    }
    let logged = capture();
    hunt("logs", &logged);
    assert!(logged.contains("span warded.call operation=\"Post\" method=\"POST\" path=\"/start\""), "{logged}");
    assert!(logged.contains("record status=418"), "{logged}");
    assert!(logged.contains("log reqwest::connect"), "what reqwest logs is not captured");
    assert!(logged.contains("event hyper_util::client"), "what hyper logs is not captured");
}

/// Logs in with a password, and issues the body of the reply.
enum LogIn {}

impl Operation for LogIn {
    const ID: &'static str = "logIn";
    fn method() -> Method {
        Method::POST
    }
    const PATH: &'static str = "/start";
    const SERVERS: &'static Servers = &ROOT;
    const ACCEPT: &'static str = "text/plain";
    type Output = String;
    type Error = Never;
    type Token = ();

    fn decode(reply: &mut Reply) -> Decoding<Self> {
        if reply.status() == StatusCode::OK { reply.text().map(Decoded::Output) } else { Ok(Decoded::Undocumented) }
    }
}

impl Issues for LogIn {
    type Credential = Jwt;

    fn issued(reply: &String, _: &http::HeaderMap) -> Result<Issued<Jwt>, CredentialError> {
        Ok(issued(reply, 3600))
    }
}

/// A session whose login holds the canary, in its body and as the credential of the client that made it.
fn session(core: &Core) -> Session<Jwt> {
    with_body::<LogIn>(core, authorize(&[fixed(Carrier::Query)]), format!("password={CANARY}")).session().build()
}

#[tokio::test]
async fn no_session_prints_or_logs_a_secret() {
    capture();
    for (failure, server) in failing().await {
        let session = session(&tight(server.url()));
        let Err(error) = session.credential().await else {
            panic!("{failure}: there is no login");
        };
        assert!(error.log_in::<LogIn>().is_some(), "{failure}: the error keeps its type");
        hunt(failure, &printed::<Never>(&Error::Credential(error)));
    }
    let server = Server::start(|_| answer(200, &[("set-cookie", CANARY)], CANARY)).await;
    let session = session(&tight(server.url()));
    let supplied = session.supply().await.unwrap();
    hunt("session", &format!("{session:?} {supplied:?} {:?}", warded::Source::from(session.clone())));
    assert!(session.rejected(supplied.generation));
    session.end();
    hunt("ended", &printed::<Never>(&Error::Credential(session.credential().await.map(drop).unwrap_err())));
    let logged = capture();
    hunt("logs", &logged);
    assert!(logged.contains("the server refused the session's credential"), "{logged}");
}

#[tokio::test]
async fn success_logs_no_secret() {
    capture();
    let server = Server::start(|_| answer(200, &[("set-cookie", CANARY)], CANARY)).await;
    let core = Core::builder().base_url(server.url()).build().unwrap();
    for carrier in Carrier::ALL {
        let response = secret_call(&core, carrier).send_raw().await.unwrap();
        hunt("response body", &format!("{:?}", response.body()));
        assert_eq!(response.into_body().bytes().await.unwrap(), CANARY);
    }
    hunt("logs", &capture());
}

#[tokio::test]
async fn a_transports_errors_lose_their_urls() {
    let failing = tower::service_fn(|request: http::Request<Body>| async move {
        let error: BoxError = format!("error sending request for url ({})", request.uri()).into();
        Err::<Response<Body>, _>(error)
    });
    let core = Core::builder().base_url("https://api.example").transport(failing).build().unwrap();
    let error = secret_call(&core, Carrier::Query).send().await.unwrap_err();
    hunt("transport", &printed(&error));
    assert!(printed(&error).contains("error sending request for url (url)"), "{}", printed(&error));
}

#[test]
fn no_server_url_is_repeated() {
    let builders: [fn(CoreBuilder, String) -> CoreBuilder; 2] =
        [|builder, url| builder.base_url(url), |builder, url| builder.all_servers(url)];
    for url in ["https://u:{}@h", "https://{}@h", "https://h/?k={}", "https://h#{}", "{}", "http://h/{}", "{}://h"] {
        for set in builders {
            let builder = set(Core::builder(), url.replace("{}", CANARY));
            hunt("builder", &format!("{builder:?} {builder:#?}"));
            let error = builder.build().unwrap_err();
            hunt(url, &format!("{error} {error:?}"));
        }
    }
}

#[test]
fn debug_shows_no_secret() {
    let core = Core::builder().base_url(format!("https://h/{CANARY}")).user_agent(CANARY).build().unwrap();
    hunt("core", &format!("{core:?} {core:#?}"));
    hunt("call", &format!("{:?}", secret_call(&core, Carrier::Query)));
    hunt("body", &format!("{:?}", Body::from(CANARY)));
    for carrier in Carrier::ALL {
        let supply = fixed(carrier);
        hunt("supplied", &format!("{:?}", supply.ready()));
        hunt("authorization", &format!("{:?}", authorize(&[supply])));
    }
    let headers: HeaderMap = [(http::header::SET_COOKIE, HeaderValue::from_static(CANARY))].into_iter().collect();
    let response = ErrorResponse::new(StatusCode::CONFLICT, headers, CANARY.into());
    hunt("undocumented", &format!("{response} {response:?} {response:#?}"));
    let documented = Error::Documented { status: response.status(), response: Box::new(response), body: Box::new(1) };
    hunt("documented", &format!("{documented} {documented:?}"));
}

#[tokio::test]
async fn text_that_no_header_can_hold_is_refused_without_echo() {
    for (placement, secret) in [
        (Placement::Bearer, "canary-7f3a9\r\nx-evil: 1"),
        (Placement::Header("X-Api-Key"), "canary-7f3a9\n"),
        (Placement::Header("X-Api-Key"), "canary-7f3a9\0"),
        (Placement::Cookie("sid"), "canary-7f3a9; admin=1"),
    ] {
        let scheme: &'static Scheme = Box::leak(Box::new(Scheme::of::<()>("Key", placement)));
        let attachment = Attachment::new(scheme, &secret.to_owned().into());
        let memory = Memory::new(|_| Response::new(String::new()));
        let core = Core::builder().base_url("https://api.example").transport(memory.clone()).build().unwrap();
        let error = call::<Get>(&core, support::attached(attachment)).send_raw().await.unwrap_err();
        assert!(matches!(error, Error::Credential(_)), "{error:?}");
        hunt("credential", &printed(&error));
        assert!(memory.take().is_empty());
    }
    let none: Result<_, Error<Never>> = call::<Get>(&Core::default(), Authorization::none()).send_raw().await;
    assert!(matches!(none, Err(Error::Server(_))));
}
