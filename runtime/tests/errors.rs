//! Errors of responses: what they keep, what they say, and that they say no secret.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

mod support;

use std::error::Error as _;
use std::time::Duration;

use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use support::{
    CANARY, Carrier, Post, ROOT, Received, Renewing, Server, answer, authorize, call, fixed, leaks, with_body,
};
use warded::rt::{Authorization, Decoded, Decoding, Reply};
use warded::{Core, Error, ErrorResponse, Never, Operation, Servers, TransportErrorKind};

/// An operation with documented errors: a list of texts, and one without a body.
enum ShowPet {}

impl Operation for ShowPet {
    const ID: &'static str = "showPet";
    fn method() -> Method {
        Method::GET
    }
    const PATH: &'static str = "/start";
    const SERVERS: &'static Servers = &ROOT;
    const ACCEPT: &'static str = "application/json";
    type Output = Vec<String>;
    type Error = Option<warded::serde_json::Map<String, warded::serde_json::Value>>;
    type Token = ();

    fn decode(reply: &mut Reply) -> Decoding<Self> {
        match reply.status().as_u16() {
            200 => reply.json().map(Decoded::Output),
            404 => reply.json().map(Decoded::Error),
            409 => reply.empty().map(|()| Decoded::Error(None)),
            _ => Ok(Decoded::Undocumented),
        }
    }
}

type Failed = Error<<ShowPet as Operation>::Error>;

/// The error of a call whose server answers with this.
async fn failed(status: u16, body: &'static str, limit: usize) -> Failed {
    let headers = [("content-type", "application/json"), ("x-request-id", "r-1")];
    let server = Server::start(move |_| answer(status, &headers, body)).await;
    let core = Core::builder().base_url(server.url()).max_error_bytes(limit).build().unwrap();
    call::<ShowPet>(&core, Authorization::none()).send().await.unwrap_err()
}

#[tokio::test]
async fn each_kind_keeps_the_response_and_says_what_the_server_said() {
    let missing = r#"{"message":"no such\npet"}"#;
    for (status, body, kind, text) in [
        (404, missing, "Documented", "`showPet`: the server answered 404 Not Found: no such pet"),
        (409, missing, "Documented", "`showPet`: the server answered 409 Conflict: no such pet"),
        (
            410,
            missing,
            "Undocumented",
            "`showPet`: the server answered 410 Gone, which the document does not describe for this operation: no such pet",
        ),
        (
            404,
            r#""no such pet""#,
            "Decode",
            "`showPet`: the response (404, \"application/json\") is not what the document describes: expected a map; the \
             server's message: no such pet",
        ),
        (
            200,
            r#"{"message":"a secret"}"#,
            "Decode",
            "`showPet`: the response (200, \"application/json\") is not what the document describes: expected a sequence",
        ),
        (
            201,
            r#"{"message":"a secret"}"#,
            "Undocumented",
            "`showPet`: the server answered 201 Created, which the document does not describe for this operation",
        ),
    ] {
        let error = failed(status, body, 1000).await;
        assert_eq!(error.to_string(), text);
        assert!(format!("{error:?}").starts_with(kind), "{error:?}");
        assert!(!format!("{error:?}").contains("r-1"), "{error:?}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(error.headers().unwrap()["x-request-id"], "r-1");
        assert_eq!(error.body().unwrap(), body);
        assert_eq!(error.response().unwrap().operation(), Some("showPet"));
        assert!(!error.response().unwrap().is_truncated());
        assert!(error.source().is_none() && !error.is_timeout() && !error.is_connect());
    }
}

#[tokio::test]
async fn the_body_of_an_error_is_cut_and_read_whole() {
    let body = r#"{"message":"no such pet"}"#;
    for status in [404, 409, 410] {
        let error = failed(status, body, 10).await;
        assert_eq!(error.body().unwrap(), &body[..10]);
        assert!(error.response().unwrap().is_truncated());
        assert!(format!("{error:?}").contains("(the first 10 bytes)"), "{error:?}");
        assert!(error.to_string().ends_with(": no such pet"), "{error}");
        if status == 404 {
            assert_eq!(error.documented().unwrap().as_ref().unwrap()["message"], "no such pet");
        }
    }
    let error = failed(200, body, 10).await;
    assert_eq!(error.body().unwrap(), body, "it is all that is left of a success");
}

/// The parts of a request that may hold a credential, and once more in other letters.
fn echo(request: &Received) -> String {
    let is_other = |name: &String| ["accept", "host", "user-agent"].contains(&name.to_lowercase().as_str());
    let headers = request.headers.iter().filter(|(name, _)| !is_other(name));
    let text = headers.fold(request.target.clone(), |text, (name, value)| format!("{text} {name}: {value}"));
    warded::serde_json::json!({ "message": format!("{} {text}", text.to_uppercase()) }).to_string()
}

#[tokio::test]
async fn no_message_repeats_a_credential() {
    let server = Server::start(|request| answer(401, &[("content-type", "application/json")], &echo(request))).await;
    let core = Core::builder().base_url(server.url()).build().unwrap();
    let hunt = |error: Failed| {
        let text = format!("{error} {error:?}");
        assert!(error.to_string().matches("(redacted)").count() >= 2 && !text.contains('…'), "{text}");
        assert!(
            !leaks(text.to_lowercase().as_bytes()) && !leaks(text.as_bytes()) && !text.contains("secret-"),
            "{text}"
        );
    };
    for carrier in Carrier::ALL {
        hunt(call::<ShowPet>(&core, authorize(&[fixed(carrier)])).send().await.unwrap_err());
        // It is refused twice.
        let renewing = Renewing::new(carrier, true, false);
        hunt(call::<ShowPet>(&core, authorize(&[renewing])).send().await.unwrap_err());
    }
    let mut secret = HeaderValue::from_static(CANARY);
    let own = call::<ShowPet>(&core, Authorization::none()).extra_header(header::AUTHORIZATION, secret.clone());
    hunt(own.send().await.unwrap_err());
    secret.set_sensitive(true);
    let own = call::<ShowPet>(&core, Authorization::none()).extra_header("x-key", secret);
    hunt(own.send().await.unwrap_err());
}

#[tokio::test]
async fn no_message_repeats_what_a_login_sent() {
    let server = Server::start(|request| {
        let body = String::from_utf8_lossy(&request.body).replace('"', "'");
        answer(403, &[], &format!("{{\"message\":\"at {}: {body}\"}}", request.target))
    })
    .await;
    let core = Core::builder().base_url(server.url()).build().unwrap();
    for (query, body, shown) in [
        ("", "{\"user\":\"bob\",\"password\":\"canary-7f3a9\"}", ": at /start: {'user':'bob','password':'(redacted)'}"),
        ("", "user=bob&client_secret=canary-7f3a9", ": at /start: user=bob&client_secret=(redacted)"),
        ("?api_key=canary-7f3a9", "bob", ": at /start?api_key=(redacted): bob"),
    ] {
        let call = with_body::<Post>(&core, Authorization::none(), body).literal(query);
        let error = call.send().await.unwrap_err().to_string();
        assert!(error.ends_with(shown), "{error}");
    }
}

#[tokio::test]
async fn the_password_of_basic_is_a_secret_by_itself() {
    let body = format!("{{\"message\":\"user has no password {CANARY}\"}}");
    let server = Server::start(move |_| answer(410, &[], &body)).await;
    let core = Core::builder().base_url(server.url()).build().unwrap();
    let error = call::<ShowPet>(&core, authorize(&[fixed(Carrier::Basic)])).send().await.unwrap_err();
    assert!(error.to_string().ends_with(": user has no password (redacted)"), "{error}");
}

#[tokio::test]
async fn a_raw_response_carries_no_credential() {
    let server = Server::start(|_| answer(410, &[], "")).await;
    let core = Core::builder().base_url(server.url()).build().unwrap();
    let response = call::<ShowPet>(&core, authorize(&[fixed(Carrier::Bearer)])).send_raw().await.unwrap();
    // What is left is reqwest's and hyper's.
    assert!(!format!("{:?}", response.extensions()).contains("Sent"), "{:?}", response.extensions());
}

#[test]
fn the_server_says_when_to_come_again() {
    let error = |text: &'static str| {
        let headers = HeaderMap::from_iter([(header::RETRY_AFTER, HeaderValue::from_static(text))]);
        let response = ErrorResponse::new(StatusCode::TOO_MANY_REQUESTS, headers, warded::bytes::Bytes::new());
        Error::<Never>::Undocumented(Box::new(response)).retry_after()
    };
    assert_eq!(error("120"), Some(Duration::from_secs(120)));
    assert_eq!(error("Sun, 06 Nov 1994 08:50:37 GMT"), Some(Duration::ZERO));
    assert_eq!(error("soon"), None);
    assert_eq!(Error::<Never>::Timeout { after: Duration::ZERO }.retry_after(), None);
}

#[cfg(feature = "rustls")]
#[tokio::test]
async fn timeouts_and_refused_connections_are_told_apart() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let silent = format!("https://{}", listener.local_addr().unwrap());
    // It accepts, and says nothing in the handshake.
    let core = Core::builder().base_url(&silent).connect_timeout(Duration::from_millis(50)).build().unwrap();
    let error = call::<ShowPet>(&core, Authorization::none()).send().await.unwrap_err();
    assert!(matches!(&error, Error::Transport(error) if error.kind() == TransportErrorKind::Connect), "{error:?}");
    assert!(error.is_connect() && error.is_timeout(), "{error:?}");
    let core = Core::builder().base_url(&silent).timeout(Duration::from_millis(50)).build().unwrap();
    let error = call::<ShowPet>(&core, Authorization::none()).send().await.unwrap_err();
    assert!(!error.is_connect() && error.is_timeout(), "{error:?}");
    let core = Core::builder().base_url("http://127.0.0.1:1").build().unwrap();
    let error = call::<ShowPet>(&core, Authorization::none()).send().await.unwrap_err();
    assert!(error.is_connect() && !error.is_timeout(), "{error:?}");
    assert!(error.response().is_none() && error.status().is_none() && error.body().is_none());
}
