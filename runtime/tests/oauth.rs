//! Logins by OAuth 2.0 whose requests are answered in memory: what is sent, and what becomes of each answer.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

#[path = "support/oauth.rs"]
#[allow(unreachable_pub, dead_code, unused_imports, missing_docs, reason = "this file uses a part of it")]
mod api;
mod support;

use std::sync::Arc;

use api::scope::{Openid, Read, Write};
use api::{OAuth, Provider};
use futures_util::FutureExt as _;
use http::{Method, Response, StatusCode, header};
use support::{Clock, Memory, Sent};
use warded::oauth::{Client, ErrorCode, TokenErrorKind};
use warded::session::store::MemoryStore;
use warded::session::{RefreshToken, Saved, Session};
use warded::{All, Core, Credential, CredentialError, Supply as _};

/// An answer of JSON.
fn json(status: u16, body: &str) -> Response<String> {
    let builder = Response::builder().status(status).header(header::CONTENT_TYPE, "application/json");
    builder.body(body.to_owned()).unwrap()
}

fn token(name: &str) -> Response<String> {
    json(200, &format!(r#"{{"access_token":"{name}","token_type":"Bearer","expires_in":100}}"#))
}

/// A client whose server answers by this function, at a clock that stands still.
fn client(answer: impl Fn(&Sent) -> Response<String> + Send + Sync + 'static) -> (Clock, Memory, api::Client) {
    let (clock, memory) = (Clock::default(), Memory::new(answer));
    let core = Core::builder().base_url("https://api.example.com/v1/").transport(memory.clone()).runtime(clock.clone());
    (clock, memory, core.build().unwrap().into())
}

fn body(sent: &Sent) -> String {
    String::from_utf8(sent.body.clone().unwrap()).unwrap()
}

fn bodies(memory: &Memory) -> Vec<String> {
    memory.take().iter().map(body).collect()
}

fn ask<K: Credential>(session: &Session<K>) -> Result<String, CredentialError> {
    let credential = session.credential().now_or_never().expect("the answer is there at once")?;
    Ok(format!("{:?}", credential.attachment().way().map(|way| way.secret().is_some())))
}

#[test]
fn a_request_for_a_token_is_what_the_specification_says() {
    let (_, memory, api) = client(|_| token("t"));
    let flow = OAuth::<(Read, (Write, Read))>::client_credentials(&api, Client::basic("id", "top:se+cret"));
    let session = flow.field("audience", "https://a b").extra_scopes(["offline_access", "read"]).session().build();
    ask(&session).unwrap();
    let sent = memory.take();
    let [sent] = &sent[..] else { panic!("{sent:?}") };
    assert_eq!((&sent.method, sent.uri.to_string().as_str()), (&Method::POST, "https://auth.example.com/token?p=a"));
    let header = |name| sent.headers.get(name).unwrap().to_str().unwrap();
    assert_eq!(header(header::CONTENT_TYPE), "application/x-www-form-urlencoded");
    assert_eq!(header(header::ACCEPT), "application/json");
    assert!(header(header::USER_AGENT).starts_with("warded/"));
    assert_eq!(header(header::AUTHORIZATION), "Basic aWQ6dG9wJTNBc2UlMkJjcmV0");
    assert!(sent.headers.get(header::AUTHORIZATION).unwrap().is_sensitive());
    assert_eq!(body(sent), "grant_type=client_credentials&scope=read+write+offline_access&audience=https%3A%2F%2Fa+b");
}

#[test]
fn scopes_are_those_of_the_type() {
    let (_, memory, api) = client(|_| token("t"));
    let id = || Client::public("id");
    ask(&OAuth::<Read>::client_credentials(&api, id()).session().build()).unwrap();
    ask(&OAuth::<()>::client_credentials(&api, id()).session().build()).unwrap();
    ask(&OAuth::<All>::client_credentials(&api, id()).session().build()).unwrap();
    ask(&OAuth::<(Openid,)>::client_credentials(&api, id()).session().build()).unwrap();
    let begin = "grant_type=client_credentials";
    let expected = ["&scope=read", "", "&scope=read+write", "&scope=openid"];
    assert_eq!(bodies(&memory), expected.map(|scope| format!("{begin}{scope}&client_id=id")));
}

#[test]
fn less_than_was_asked_for_is_an_error_that_can_be_accepted() {
    let (_, memory, api) = client(|_| json(200, r#"{"access_token":"t","scope":"read"}"#));
    let flow = || OAuth::<(Read, Write)>::client_credentials(&api, Client::public("id"));
    let session = flow().session().build();
    let error = ask(&session).unwrap_err();
    assert_eq!(error.token_error().unwrap().kind(), &TokenErrorKind::Scope("write".to_owned()));
    assert!(ask(&session).is_err());
    assert_eq!(memory.take().len(), 1, "it is final");
    let accepted = flow().accept_scopes(|asked, granted| asked == ["read", "write"] && granted == ["read"]);
    assert!(ask(&accepted.session().build()).is_ok());
}

#[test]
fn relative_urls_follow_the_server_and_absolute_ones_move_by_name_only() {
    let (_, memory, _) = client(|_| token("t"));
    let uris = || memory.take().iter().map(|sent| sent.uri.to_string()).collect::<Vec<_>>();
    for (builder, relative) in [
        (Core::builder().base_url("https://api.example.com/v1/"), "https://api.example.com/v1/oauth/token"),
        (Core::builder().base_url("https://api.example.com/v1"), "https://api.example.com/oauth/token"),
        (Core::builder().all_servers("http://localhost:1/x/y"), "http://localhost:1/x/oauth/token"),
    ] {
        let api = builder.transport(memory.clone()).runtime(Clock::default()).build().unwrap();
        let flow = OAuth::<Read>::refresh_token(&api, Client::public("id"), RefreshToken::new("r"));
        ask(&flow.session().build()).unwrap();
        let flow = OAuth::<Read>::client_credentials(&api, Client::public("id"));
        ask(&flow.clone().session().build()).unwrap();
        ask(&flow.endpoint("https://other.example.com/token").session().build()).unwrap();
        assert_eq!(uris(), [relative, "https://auth.example.com/token?p=a", "https://other.example.com/token"]);
        let flow = OAuth::<Read>::client_credentials(&api, Client::public("id")).endpoint("http://example.com/token");
        let error = ask(&flow.session().build()).unwrap_err();
        assert_eq!(error.token_error().unwrap().kind(), &TokenErrorKind::Endpoint("token endpoint"));
        assert_eq!(uris(), [""; 0], "nothing goes over plain http");
    }
}

#[test]
fn a_password_gives_a_refresh_token_and_is_used_when_that_is_refused() {
    let (clock, memory, api) = client(|sent| match body(sent).as_str() {
        body if body.starts_with("grant_type=password") => {
            json(200, r#"{"access_token":"a","expires_in":100,"refresh_token":"r0"}"#)
        }
        body if body.contains("refresh_token=r0") => {
            json(200, r#"{"access_token":"b","expires_in":100,"refresh_token":"r1"}"#)
        }
        _ => json(400, r#"{"error":"invalid_grant"}"#),
    });
    let session = OAuth::<Read>::password(&api, Client::public("id"), "ada", "pw").session().build();
    for _ in 0..3 {
        ask(&session).unwrap();
        clock.advance(101);
    }
    let sent = memory.take();
    let log_in = "grant_type=password&username=ada&password=pw&scope=read&client_id=id";
    let refresh = |token: &str| format!("grant_type=refresh_token&refresh_token={token}&client_id=id");
    assert_eq!(
        sent.iter().map(body).collect::<Vec<_>>(),
        [log_in.to_owned(), refresh("r0"), refresh("r1"), log_in.to_owned()]
    );
    let paths: Vec<_> = sent.iter().map(|sent| sent.uri.path()).collect();
    assert_eq!(paths, ["/token", "/refresh", "/refresh", "/token"]);
}

/// `OAuth2PasswordBearer(tokenUrl="token")` of FastAPI.
#[test]
fn a_server_that_knows_users_only_gets_no_client() {
    let (_, memory, api) = client(|_| json(200, r#"{"access_token":"a","token_type":"bearer"}"#));
    ask(&OAuth::<()>::password(&api, Client::unregistered(), "ada", "pw").session().build()).unwrap();
    assert_eq!(bodies(&memory), ["grant_type=password&username=ada&password=pw"]);
}

#[test]
fn a_session_of_a_refresh_token_says_when_someone_has_to_log_in() {
    let (clock, memory, api) = client(|sent| match body(sent).as_str() {
        body if body.contains("refresh_token=r0") => {
            json(200, r#"{"access_token":"a","refresh_token":"r1","expires_in":9}"#)
        }
        _ => json(400, r#"{"error":"invalid_grant","error_description":"r1 is used"}"#),
    });
    let flow = OAuth::<Read>::refresh_token(&api, Client::public("id"), RefreshToken::new("r0"));
    let session = flow.session().build();
    ask(&session).unwrap();
    clock.advance(10);
    for _ in 0..2 {
        let error = ask(&session).unwrap_err();
        assert!(error.log_in_needed().is_some(), "{error:?}");
        assert_eq!(error.token_error().unwrap().code(), Some(&ErrorCode::InvalidGrant));
    }
    assert_eq!(memory.take().len(), 2);
}

#[test]
fn one_request_answers_all_who_wait() {
    for (answer, succeeds) in
        [(json(200, r#"{"access_token":"t"}"#), true), (json(401, r#"{"error":"invalid_client"}"#), false)]
    {
        let (_, memory, api) = client(move |_| answer.clone());
        let session = OAuth::<Read>::client_credentials(&api, Client::post("id", "wrong")).session().build();
        let callers: Vec<_> = (0..1000).map(|_| session.supply()).collect();
        for caller in callers {
            let answer = caller.now_or_never().expect("the answer is there at once");
            assert_eq!(answer.is_ok(), succeeds);
            if let Err(error) = answer {
                let error = error.token_error().unwrap();
                assert_eq!(
                    (error.code(), error.status()),
                    (Some(&ErrorCode::InvalidClient), Some(StatusCode::UNAUTHORIZED))
                );
            }
        }
        assert_eq!(bodies(&memory), ["grant_type=client_credentials&scope=read&client_id=id&client_secret=wrong"]);
    }
}

#[test]
fn a_transient_failure_is_followed_by_a_request_after_the_pause_and_a_final_one_is_not() {
    let busy = Response::builder().status(503).header(header::RETRY_AFTER, "30").body("busy".to_owned()).unwrap();
    let refused = json(400, r#"{"error":"unauthorized_client"}"#);
    for (answer, at_29, at_31) in [(busy, 1, 2), (refused, 1, 1)] {
        let (clock, memory, api) = client(move |_| answer.clone());
        let session = OAuth::<Read>::client_credentials(&api, Client::public("id")).session().build();
        assert!(ask(&session).is_err());
        clock.advance(29);
        assert!(ask(&session).is_err());
        let first = memory.take().len();
        clock.advance(2);
        assert!(ask(&session).is_err());
        assert_eq!((first, first + memory.take().len()), (at_29, at_31));
        session.try_again();
        assert!(ask(&session).is_err());
        assert_eq!(memory.take().len(), 1);
    }
}

#[test]
fn a_redirect_is_an_error_and_nothing_is_sent_on() {
    for status in [301, 302, 303, 307, 308] {
        let (_, memory, api) = client(move |_| {
            let builder = Response::builder().status(status).header(header::LOCATION, "https://auth.example.com/other");
            builder.body(String::new()).unwrap()
        });
        let error = ask(&OAuth::<Read>::client_credentials(&api, Client::post("id", "s3cret")).session().build());
        assert_eq!(error.unwrap_err().token_error().unwrap().kind(), &TokenErrorKind::Redirect, "{status}");
        assert_eq!(memory.take().len(), 1);
    }
}

#[test]
fn an_answer_that_is_too_long_is_an_error() {
    let (_, _, api) = client(|_| json(200, &format!(r#"{{"access_token":"{}"}}"#, "t".repeat(1024 * 1024))));
    let error = ask(&OAuth::<Read>::client_credentials(&api, Client::public("id")).session().build()).unwrap_err();
    assert_eq!(error.token_error().unwrap().kind(), &TokenErrorKind::Unanswered);
}

#[test]
fn a_scheme_without_scopes_logs_in_by_metadata() {
    let (_, memory, api) = client(|sent| match sent.uri.path() {
        "/.well-known/openid-configuration" => {
            json(200, r#"{"issuer":"https://id.example.com","token_endpoint":"https://id.example.com/t"}"#)
        }
        _ => token("t"),
    });
    let server = Provider::discover(&api).into_future().now_or_never().unwrap().unwrap();
    let flow = server.client_credentials(Client::public("id")).extra_scopes(["openid"]);
    ask(&flow.session().build()).unwrap();
    let again = Provider::discover(&api).into_future().now_or_never().unwrap().unwrap();
    assert_eq!(again.issuer(), "https://id.example.com");
    let uris: Vec<_> = memory.take().iter().map(|sent| format!("{} {}", sent.method, sent.uri)).collect();
    assert_eq!(
        uris,
        ["GET https://id.example.com/.well-known/openid-configuration", "POST https://id.example.com/t"],
        "the metadata is kept"
    );
}

#[tokio::test(start_paused = true)]
async fn a_request_without_an_answer_ends_after_its_own_time_limit() {
    let silent = tower::service_fn(|_: http::Request<warded::Body>| {
        std::future::pending::<Result<Response<String>, std::convert::Infallible>>()
    });
    let api = Core::builder().base_url("https://api.example.com").timeout(None).transport(silent).build().unwrap();
    let begun = tokio::time::Instant::now();
    let session = OAuth::<Read>::client_credentials(&api, Client::public("id")).session().build();
    let error = session.credential().await.map(|_| ()).unwrap_err();
    assert_eq!(error.token_error().unwrap().kind(), &TokenErrorKind::Unanswered);
    assert_eq!(begun.elapsed().as_secs(), 15);
}

#[test]
fn a_token_that_was_saved_is_used_to_its_end() {
    let (clock, memory, api) = client(|_| token("t"));
    let until = Some(std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(946_684_800 + 60));
    let saved = Saved { token: Some("old".into()), until, refresh_token: Some(RefreshToken::new("r")) };
    let session = OAuth::<Read>::refresh_token(&api, Client::public("id"), saved).session().build();
    ask(&session).unwrap();
    assert!(memory.take().is_empty());
    clock.advance(61);
    ask(&session).unwrap();
    assert_eq!(bodies(&memory), ["grant_type=refresh_token&refresh_token=r&client_id=id"]);
}

#[test]
fn logins_with_other_scopes_are_kept_apart_in_a_store() {
    let (clock, memory, api) = client(|_| token("t"));
    let store = Arc::new(MemoryStore::new(&clock.runtime()));
    let id = || Client::public("id");
    let read = || {
        let session = OAuth::<(Read,)>::client_credentials(&api, id()).session();
        session.store(store.clone(), "a", |token| OAuth::with_scopes(token, (Read,))).build()
    };
    ask(&read()).unwrap();
    ask(&read()).unwrap();
    assert_eq!(memory.take().len(), 1, "the second is that of the store");
    for _ in 0..2 {
        let both = OAuth::<(Write, Read)>::client_credentials(&api, id()).session();
        ask(&both.store(store.clone(), "a", |token| OAuth::with_scopes(token, (Write, Read))).build()).unwrap();
        let same = OAuth::<(Read, Write)>::client_credentials(&api, id()).session();
        ask(&same.store(store.clone(), "a", |token| OAuth::with_scopes(token, (Read, Write))).build()).unwrap();
    }
    assert_eq!(memory.take().len(), 1, "a type with more scopes logs in, and their order makes no difference");
}
