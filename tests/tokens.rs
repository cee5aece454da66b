//! Logins whose replies hold the token in every place that `x-warded` can name, over sockets.
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its server fails")]

#[path = "../runtime/tests/support/server.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "this file uses a part of it")]
mod server;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use server::{Answer, Received, Server, answer};
use test_apis::refused;
use test_apis::tokens::{Client, op};
use warded::{CredentialError, Error, Issues, Lifetime, Response};

/// A login's answer: its status, the name and value of a header, and the body.
#[derive(Clone, Copy)]
struct Reply(u16, &'static str, &'static str, &'static str);

const JSON: &str = "application/json";

/// Logs in with this answer, refuses the first credential, and takes the next.
async fn server(reply: Reply) -> Server {
    let calls = AtomicUsize::new(0);
    Server::start(move |request: &Received| -> Answer {
        let Reply(status, name, value, body) = reply;
        match request.target.as_str() {
            "/me" if calls.fetch_add(1, Ordering::SeqCst) == 0 => answer(401, &[], ""),
            "/me" => answer(204, &[], ""),
            _ => answer(status, &[(name, value), ("content-type", JSON)], body),
        }
    })
    .await
}

fn client(server: &Server) -> Client {
    Client::builder().base_url(server.url()).build().unwrap()
}

/// The credential's header of each request.
fn carried(server: &Server) -> Vec<String> {
    let sent = server.take().into_iter();
    let last = |request: &Received| request.target.rsplit('/').next().unwrap_or_default().to_owned();
    sent.map(|one| format!("{} {}", last(&one), [one.header("authorization"), one.header("cookie")].concat().concat()))
        .collect()
}

fn lifetime<O: Issues>(response: &Response<O>) -> Lifetime {
    O::issued(response.body(), response.headers()).unwrap().lifetime
}

fn not_issued<O: Issues>(result: Result<O::Credential, CredentialError>) -> &'static str {
    match result.map(drop) {
        Err(CredentialError::NotIssued { member, .. }) => member,
        other => panic!("{other:?}"),
    }
}

fn until(seconds: f64) -> Lifetime {
    Lifetime { until: Some(SystemTime::UNIX_EPOCH + Duration::from_secs_f64(seconds)), within: None }
}

fn within(seconds: f64) -> Lifetime {
    Lifetime { until: None, within: Some(Duration::from_secs_f64(seconds)) }
}

/// For each login: the answer with a token, the slot, what is sent of it, its lifetime, an answer without a token, and
/// the part of the reply that the error names.
macro_rules! logins {
    ($($name:ident: $method:ident $op:ident $slot:ident, $reply:expr, $sent:literal, $life:expr, $none:expr, $part:literal;)*) => {$(
        #[tokio::test]
        async fn $name() {
            let server = server($reply).await;
            let client = client(&server);
            assert_eq!(lifetime::<op::$op>(&client.$method().await.unwrap()), $life);
            server.take();
            let shown = format!("{:?}", client.$method().await.unwrap());
            assert!(!shown.contains("s3cret"), "{shown}");
            server.take();
            let log_in = stringify!($method).rsplit('_').next().unwrap();
            let member = client.clone().$slot(client.$method().session().build());
            member.me().await.unwrap();
            let me = concat!("me ", $sent);
            assert_eq!(carried(&server), [format!("{log_in} "), me.into(), format!("{log_in} "), me.into()]);
            let empty = self::server($none).await;
            let result = self::client(&empty).$method().await.unwrap().credential();
            assert_eq!(not_issued::<op::$op>(result), $part);
        }
    )*};
}

const UNION: &str = r#"{"token":"s3cret","until":"1994-11-06T09:49:37+01:00"}"#;
const LIST: &str = r#"{"tokens":["x","s3cret"],"ends":"784111777500","life":1500}"#;
const COOKIE: &str = "sessionid=s3cret; Path=/; Max-Age=60; HttpOnly";

logins! {
    a_token_in_a_header: log_in_by_header LogInByHeader bearer,
        Reply(201, "x-subject-token", "Bearer s3cret\r\nX-Expires-In: 60", ""), "Bearer s3cret", within(60.0),
        Reply(201, "x-other", "s3cret", ""), "header X-Subject-Token";
    a_token_in_a_cookie: log_in_by_cookie LogInByCookie session,
        Reply(204, "set-cookie", COOKIE, ""), "sessionid=s3cret", within(60.0),
        Reply(204, "set-cookie", "other=s3cret", ""), "cookie sessionid";
    a_token_in_a_list: log_in_by_list LogInByList bearer,
        Reply(200, "x-other", "", LIST), "Bearer s3cret", Lifetime { within: within(1.5).within, ..until(784_111_777.5) },
        Reply(200, "x-other", "", r#"{"tokens":["x"]}"#), "/tokens/1";
    a_token_in_one_variant: log_in_by_union LogInByUnion bearer,
        Reply(200, "x-other", "", UNION), "Bearer s3cret", until(784_111_777.0),
        Reply(200, "x-other", "", r#"{"challenge":"c"}"#), "/token";
    a_token_in_one_success: log_in_by_successes LogInBySuccesses bearer,
        Reply(200, "x-other", "", UNION), "Bearer s3cret", until(784_111_777.0),
        Reply(202, "x-other", "", r#"{"challenge":"c"}"#), "/token";
}

#[tokio::test]
async fn a_token_that_is_all_of_the_body_gets_the_word_of_its_scheme() {
    let server = server(Reply(200, "x-other", "", r#""s3cret""#)).await;
    let client = client(&server);
    let text = client.log_in_by_text().await.unwrap();
    let json = client.log_in_by_json().await.unwrap();
    assert!(!format!("{text:?} {json:?}").contains("s3cret"));
    server.take();
    let member = client.clone().key(client.log_in_by_text().session().build());
    member.me().await.unwrap();
    client.clone().bearer(client.log_in_by_json().session().build()).me().await.unwrap();
    let sent = carried(&server);
    assert_eq!(sent[1..], ["me Token s3cret", "text ", "me Token s3cret", "json ", "me Bearer s3cret"]);
}

#[tokio::test]
async fn an_empty_token_is_none() {
    let server = server(Reply(204, "set-cookie", "sessionid=; Max-Age=0", "")).await;
    let client = client(&server);
    let session = client.clone().session(client.log_in_by_cookie().session().build());
    let error = session.me().await.unwrap_err();
    let Error::Credential(error) = error else { panic!("{error:?}") };
    assert!(matches!(error, CredentialError::NotIssued { member: "cookie sessionid", .. }), "{error:?}");
}

#[tokio::test]
async fn what_refuses_a_credential_is_as_the_document_says() {
    for (status, is_refusal) in [(401, false), (403, true), (404, false), (419, true)] {
        let calls = AtomicUsize::new(0);
        let server = Server::start(move |request: &Received| -> Answer {
            match request.target.as_str() {
                "/me" if calls.fetch_add(1, Ordering::SeqCst) == 0 => answer(status, &[], ""),
                "/me" => answer(204, &[], ""),
                _ => answer(204, &[("set-cookie", COOKIE)], ""),
            }
        })
        .await;
        let client = refused::Client::builder().base_url(server.url()).build().unwrap();
        let session = client.log_in().session().build();
        let outcome = client.session(session).me().await;
        let (expected, requests) = if is_refusal { (204, 4) } else { (status, 2) };
        let found = outcome.map_or_else(|error| error.status().unwrap(), |response| response.status());
        assert_eq!((found.as_u16(), server.take().len()), (expected, requests), "{status}");
    }
}
