//! Answers that differ from the document without losing anything, over a socket.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]
#![allow(unreachable_pub, reason = "the operations are public, as generated ones are")]

mod support;

use std::time::{Duration, SystemTime};

use http::{HeaderValue, StatusCode};
use support::{Received, Server, answer};
use warded::rt::Authorization;
use warded::{Call, Core, Error, Operation};

/// What the generator writes for a handful of documented responses.
mod api {
    pub mod operations {
        pub struct Token(pub(crate) ());
    }

    pub mod op {
        use crate::support::ROOT;

        macro_rules! operations {
            ($($name:ident gives $output:ty, $error:ty { $($rows:tt)* })*) => {
                $(warded::rt::operation! {
                    pub enum $name = "op";
                    sends GET "/start", ROOT, "*/*";
                    gives $output, $error;
                    $($rows)*
                })*
            };
        }

        operations! {
            Names gives Vec<String>, warded::Never { 200..=299 => json Output; }
            MaybeNames gives Option<Vec<String>>, warded::Never { 200..=299 => json Output; }
            Version gives String, warded::Never { 200..=299 => text Output; }
            Nothing gives (), warded::serde_json::Value {
                200..=299 => empty Output;
                _ => json Error;
            }
            Several gives Outcome, Vec<String> {
                200 => json Output(Outcome::Names);
                202 => empty Output(Outcome::Later);
                404 => json Error;
            }
        }

        warded::rt::operation! {
            pub enum Lines = "op";
            sends GET "/start", ROOT, "*/*";
            streams(200..=299);
            gives warded::JsonLines<String>, warded::Never;
            200..=299 => text_lines Output;
        }

        warded::rt::headers! {
            /// The headers of `LogIn`.
            pub struct LogInHeaders {
                each set_cookie: Vec<warded::Secret> = "Set-Cookie";
            }
        }

        warded::rt::operation! {
            pub enum LogIn = "op";
            sends GET "/start", ROOT, "*/*";
            headers LogInHeaders;
            gives (), warded::Never;
            200..=299 => empty Output;
        }

        #[derive(Debug)]
        pub enum Outcome {
            Names(#[allow(dead_code, reason = "it is only told apart")] Vec<String>),
            Later,
        }
    }
}

use api::op;

/// A client of a server that gives one answer.
struct Stage {
    server: Server,
    core: Core,
}

impl Stage {
    async fn new(status: u16, headers: &'static [(&str, &str)], body: &'static str) -> Self {
        Self::answering(move |_| answer(status, headers, body)).await
    }

    async fn answering(answer: impl Fn(&Received) -> support::Answer + Send + Sync + 'static) -> Self {
        let server = Server::start(answer).await;
        let core = Core::builder().base_url(server.url()).build().unwrap();
        Self { server, core }
    }

    fn call<O: Operation<Token = api::operations::Token>>(&self) -> Call<O> {
        Call::new(&self.core, Authorization::none(), api::operations::Token(())).literal("/start")
    }
}

const JSON: &[(&str, &str)] = &[("content-type", "application/json")];

#[tokio::test]
async fn another_success_is_read_as_the_only_one() {
    for status in [200, 201, 202, 203, 206, 226] {
        let names = Stage::new(status, JSON, r#"["a"]"#).await.call::<op::Names>().await.unwrap();
        assert_eq!((names.status().as_u16(), &names.body()[..]), (status, &["a".to_owned()][..]));
        assert!(names.bytes().is_empty(), "it was read");
    }
}

#[tokio::test]
async fn another_success_of_several_is_an_error_that_says_so() {
    let error = Stage::new(201, JSON, r#"["a"]"#).await.call::<op::Several>().await.unwrap_err();
    assert!(matches!(error, Error::Undocumented(_)) && error.is_success(), "{error:?}");
    assert_eq!((error.status(), &error.body().unwrap()[..]), (Some(StatusCode::CREATED), &br#"["a"]"#[..]));
    let missing = Stage::new(404, JSON, r#"["a"]"#).await.call::<op::Several>().await.unwrap_err();
    assert!(!missing.is_success() && missing.documented().is_some());
}

#[tokio::test]
async fn no_body_is_none_or_an_error_that_says_so() {
    for (status, body) in [(200, ""), (201, "\n"), (204, ""), (205, "")] {
        let stage = Stage::new(status, JSON, body).await;
        let error = stage.call::<op::Names>().await.unwrap_err();
        assert!(matches!(error, Error::Empty(_)) && error.is_success(), "{error:?}");
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert!(error.to_string().ends_with(" without the body that the document describes"), "{error}");
        assert_eq!(stage.call::<op::MaybeNames>().await.unwrap().into_body(), None);
        stage.call::<op::Nothing>().await.unwrap();
    }
    let error = Stage::new(404, JSON, "").await.call::<op::Several>().await.unwrap_err();
    assert!(matches!(error, Error::Empty(_)) && !error.is_success(), "{error:?}");
    let wrong = Stage::new(200, JSON, "{}").await.call::<op::Names>().await.unwrap_err();
    assert!(matches!(wrong, Error::Decode(_)) && wrong.is_success(), "{wrong:?}");
}

#[tokio::test]
async fn a_json_string_is_the_text_that_was_documented() {
    for (content_type, body, text) in [
        ("application/json", r#""1.0\t0""#, "1.0\t0"),
        ("application/vnd.api+json; charset=utf-8", r#""v""#, "v"),
        ("application/json", r#"{"a": 1}"#, r#"{"a": 1}"#),
        ("text/plain", r#""1.0""#, r#""1.0""#),
        ("application/json", "", ""),
    ] {
        let stage = Stage::answering(move |_| answer(200, &[("content-type", content_type)], body)).await;
        assert_eq!(stage.call::<op::Version>().await.unwrap().into_body(), text, "{content_type} {body}");
    }
}

#[tokio::test]
async fn lines_of_a_string_are_what_they_are() {
    let stage = Stage::new(200, &[], "{\"state\": \"running\"}\r\n\n\"done\"\nplain").await;
    let mut lines = stage.call::<op::Lines>().await.unwrap().into_body();
    let mut all = Vec::new();
    while let Some(line) = lines.next().await {
        all.push(line.unwrap());
    }
    assert_eq!(all, [r#"{"state": "running"}"#, r#""done""#, "plain"]);
}

#[tokio::test]
async fn a_success_without_content_keeps_its_bytes() {
    let response = Stage::new(201, JSON, r#"{"id": 7}"#).await.call::<op::Nothing>().await.unwrap();
    let value: warded::serde_json::Value = warded::serde_json::from_slice(response.bytes()).unwrap();
    assert_eq!((value["id"].as_i64(), response.status()), (Some(7), StatusCode::CREATED));
    assert_eq!(response.clone().bytes(), response.bytes());
}

#[tokio::test]
async fn an_answer_that_is_still_valid_is_none() {
    let stage = Stage::answering(|request| match &request.header("if-none-match")[..] {
        [] if request.header("if-modified-since").is_empty() => answer(200, &[("etag", "\"v1\"")], "[]"),
        [] | ["\"v1\""] => answer(304, &[("etag", "\"v1\"")], ""),
        _ => answer(200, &[("etag", "\"v1\"")], "[]"),
    })
    .await;
    let first = stage.call::<op::Nothing>().await.unwrap();
    let etag = first.headers()["etag"].clone();
    assert!(stage.call::<op::Nothing>().conditional().if_none_match(etag.clone()).await.unwrap().is_none());
    let other = HeaderValue::from_static("\"v0\"");
    assert!(stage.call::<op::Nothing>().conditional().if_none_match(other).await.unwrap().is_some());
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
    assert!(stage.call::<op::Names>().conditional().if_modified_since(time).send().await.unwrap().is_none());
    let sent = stage.server.received();
    assert_eq!(sent.last().unwrap().header("if-modified-since"), ["Sun, 06 Nov 1994 08:49:37 GMT"]);
    // A header of the caller's own: 304 is no documented error, whatever `default` says.
    let own = stage.call::<op::Nothing>().extra_header(http::header::IF_NONE_MATCH, etag.clone());
    assert!(own.conditional().await.unwrap().is_none());
    let own = stage.call::<op::Nothing>().extra_header(http::header::IF_NONE_MATCH, etag.clone());
    let error = own.await.unwrap_err();
    assert!(matches!(error, Error::NotModified(_)) && !error.is_success(), "{error:?}");
    assert_eq!((error.status(), &error.headers().unwrap()["etag"]), (Some(StatusCode::NOT_MODIFIED), &etag));
}

#[tokio::test]
async fn cookies_are_never_joined_and_not_shown() {
    let cookies = &[("set-cookie", "a=1; Expires=Sun, 06 Nov 1994 08:49:37 GMT"), ("set-cookie", "b=secret-2")];
    let response = Stage::new(200, cookies, "").await.call::<op::LogIn>().await.unwrap();
    let headers = response.typed_headers().unwrap();
    let texts: Vec<_> = headers.set_cookie.iter().map(|cookie| cookie.expose().as_str()).collect();
    assert_eq!(texts, cookies.map(|(_, cookie)| cookie));
    assert!(!format!("{headers:?} {response:?}").contains("secret-2"), "{headers:?} {response:?}");
    let none = Stage::new(200, &[], "").await.call::<op::LogIn>().await.unwrap();
    assert!(none.typed_headers().unwrap().set_cookie.is_empty());
}
