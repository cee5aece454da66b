//! Sessions of generated clients: out of the calls that log in, as `x-warded` says.
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its server fails")]

#[path = "../runtime/tests/support/ahead.rs"]
mod ahead;
#[path = "../runtime/tests/support/server.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "this file uses a part of it")]
mod server;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ahead::Ahead;
use generated::synerise::types::{AnonymousLogin, ClientLogin, ClientTokenRefresh, IdentityProvider};
use generated::{synerise, synthesq, synthreo};
use server::{Answer, Received, Server, answer};
use warded::session::store::MemoryStore;
use warded::{CredentialError, Error, Supply as _};

const JSON: [(&str, &str); 1] = [("content-type", "application/json")];

fn json(status: u16, body: &str) -> Answer {
    answer(status, &JSON, body)
}

/// The requests: for each the last part of its path, and its credential.
fn asked(server: &Server) -> Vec<String> {
    let last = |request: &Received| request.target.rsplit('/').next().unwrap_or_default().to_owned();
    let carried = |request: &Received| request.header("authorization").concat();
    server.take().iter().map(|request| format!("{} {}", last(request), carried(request))).collect()
}

/// Issues `anonymous-1`, `client-2`, `refresh-3`, …: named after what was asked for and numbered.
async fn numbering() -> Server {
    let number = AtomicUsize::new(0);
    Server::start(move |request| {
        let kind = match request.target.rsplit('/').nth(usize::from(request.target.contains("refresh"))) {
            Some(kind @ ("anonymous" | "client" | "conditional" | "refresh")) => kind.to_owned(),
            Some(_) | None => return json(200, r#"{"data":[]}"#),
        };
        let token = format!("{kind}-{}", number.fetch_add(1, Ordering::SeqCst) + 1);
        json(200, &format!(r#"{{"status":"SUCCESS","token":"{token}"}}"#))
    })
    .await
}

fn login() -> ClientLogin {
    let mut login = ClientLogin::new("key", IdentityProvider::Synerise);
    login.password = Some("p".into());
    login
}

#[tokio::test]
async fn a_session_logs_in_and_renews_by_the_operations_of_the_document() {
    let server = numbering().await;
    let clock = Ahead::new();
    let client = synerise::Client::builder().base_url(server.url()).runtime(clock.clone()).build().unwrap();
    let refresh = ClientTokenRefresh::new("key");
    let session = client.log_in_as_client(&login()).session(&refresh).build();
    assert!(server.take().is_empty(), "nothing is sent before a credential is needed");
    let customer = client.clone().jwt(session.clone());
    // The type says whom the session speaks for: this operation is for clients and anonymous clients.
    let refreshed = customer.refresh_client_token(&refresh).await.unwrap().credential();
    assert!(refreshed.is_ok());
    assert_eq!(asked(&server), ["client ", "client Bearer client-1"]);
    // An hour, as nothing else is known, less five minutes.
    clock.set(3600 - 300);
    let old = session.ready().unwrap().generation;
    while session.ready().is_some_and(|supplied| supplied.generation == old) {
        tokio::task::yield_now().await;
    }
    assert_eq!(asked(&server), ["client Bearer client-1"], "renewed with the live one");
}

#[tokio::test]
async fn a_login_that_needs_a_credential_takes_it_from_the_client() {
    let server = numbering().await;
    let client = synerise::Client::builder().base_url(server.url()).build().unwrap();
    let refresh = ClientTokenRefresh::new("key");
    let visitor = client.log_in_anonymously(&AnonymousLogin::default()).session(&refresh).build();
    let visitor = client.clone().jwt(visitor);
    let known = visitor.log_in_as_client_conditionally(&login()).session(&refresh).build();
    known.credential().await.unwrap();
    assert_eq!(asked(&server), ["anonymous ", "conditional Bearer anonymous-1"]);
}

#[tokio::test]
async fn a_role_switch_ends_the_session_before() {
    let server = numbering().await;
    let client = synerise::Client::builder().base_url(server.url()).build().unwrap();
    let refresh = ClientTokenRefresh::new("key");
    let visiting = || {
        let session = client.log_in_anonymously(&AnonymousLogin::default()).session(&refresh).build();
        let source = warded::Source::from(session);
        let held = Arc::downgrade(source.supply());
        (client.clone().jwt(source), held)
    };
    // By value: of the anonymous client and its session nothing is left.
    let (visitor, anonymous) = visiting();
    visitor.refresh_client_token(&refresh).await.unwrap();
    let customer = visitor.jwt(client.log_in_as_client(&login()).session(&refresh).build());
    assert!(anonymous.upgrade().is_none());
    customer.refresh_client_token(&refresh).await.unwrap();
    let calls = ["anonymous ", "client Bearer anonymous-1", "client ", "client Bearer client-3"];
    assert_eq!(asked(&server), calls);
    // What the next login needs is kept for it, and for nothing else, and goes with the session that logs in by it.
    let (visitor, anonymous) = visiting();
    let session = visitor.log_in_as_client_conditionally(&login()).session(&refresh).build();
    let customer = visitor.jwt(session.clone());
    let supplied = session.supply().await.unwrap();
    assert!(session.rejected(supplied.generation));
    session.supply().await.unwrap();
    let log_in = "conditional Bearer anonymous-5";
    assert_eq!(asked(&server), ["anonymous ", log_in, log_in]);
    assert!(anonymous.upgrade().is_some());
    session.end();
    assert!(anonymous.upgrade().is_none());
    assert!(customer.refresh_client_token(&refresh).await.is_err());
}

#[tokio::test]
async fn nothing_of_a_client_shows_a_secret() {
    fn shared<T: Clone + Send + Sync + 'static>(_: &T) {}
    let server = Server::start(|_| json(200, r#"{"token":"canary-token"}"#)).await;
    let client = synthreo::Client::builder().all_servers(server.url()).build().unwrap();
    let login = synthreo::types::LogInRequest::new("ada@example.com", "canary-password", 4821);
    let call = client.log_in(&login);
    let mut shown = format!("{login:?} {call:?}");
    let session = call.session();
    shown.push_str(&format!("{session:?}"));
    let session = session.build();
    session.credential().await.unwrap();
    let client = client.jwt(session.clone());
    shared(&client);
    shared(&session);
    let call = client.execute_diagram("1", &synthreo::types::ExecutionRequest::new("Execute".into(), "[]"));
    shown.push_str(&format!("{session:#?} {client:?} {client:#?} {call:?} {:?}", session.credential().await));
    let login = client.log_in(&login).await.unwrap();
    shown.push_str(&format!("{login:?} {:?} {:?}", login.body(), login.credential()));
    assert!(!shown.contains("canary"), "{shown}");
}

#[tokio::test]
async fn sessions_of_one_name_share_a_store() {
    let server = numbering().await;
    let client = synerise::Client::builder().base_url(server.url()).build().unwrap();
    let (refresh, store) = (ClientTokenRefresh::new("key"), Arc::new(MemoryStore::new(client.core().runtime())));
    for _ in 0..3 {
        let session = client.log_in_as_client(&login()).session(&refresh);
        let session = session
            .store(store.clone(), "synerise/ada", |token| synerise::Jwt::with_roles(token, synerise::role::Client))
            .build();
        client.clone().jwt(session).refresh_client_token(&refresh).await.unwrap();
    }
    let call = "client Bearer client-1";
    assert_eq!(asked(&server), ["client ", call, call, call]);
}

#[tokio::test]
async fn a_failed_login_keeps_its_type() {
    let server = Server::start(|_| json(406, r#"{"status":406,"message":"locked"}"#)).await;
    let client = synerise::Client::builder().base_url(server.url()).build().unwrap();
    let refresh = ClientTokenRefresh::new("key");
    let session = client.log_in_as_client(&login()).session(&refresh).build();
    let error = client.jwt(session.clone()).refresh_client_token(&refresh).await.unwrap_err();
    let Error::Credential(error) = error else { panic!("{error:?}") };
    let shown = error.to_string();
    let error = error.log_in::<synerise::op::LogInAsClient>().unwrap();
    assert_eq!(error.status().unwrap(), 406);
    assert!(matches!(error, Error::Documented { .. }), "{error:?}");
    assert_eq!(server.take().len(), 1, "406 is no chance: the login is not repeated");
    assert_eq!(session.credential().await.map(drop).unwrap_err().to_string(), shown);
    assert!(server.take().is_empty(), "and is final: it is not tried again");
    session.try_again();
    session.credential().await.map(drop).unwrap_err();
    assert_eq!(server.take().len(), 1, "but where the caller says so");
}

#[tokio::test]
async fn a_200_without_a_token_is_no_login() {
    let server = Server::start(|_| json(200, r#"{"status":"TERMS_ACCEPTANCE_REQUIRED","conditions":[]}"#)).await;
    let client = synerise::Client::builder().base_url(server.url()).build().unwrap();
    let visitor = client.jwt(synerise::Jwt::with_roles("a", synerise::role::AnonymousClient));
    let call = visitor.log_in_as_client_conditionally(&login());
    let error = call.session(&ClientTokenRefresh::new("key")).build().credential().await.unwrap_err();
    assert!(matches!(error, CredentialError::NotIssued { member: "/status", .. }), "{error:?}");
}

#[tokio::test]
async fn the_call_keeps_what_was_set_on_it() {
    let server = Server::start(|request| match request.target.as_str() {
        "/token" | "/builder/token" => json(200, r#"{"token":"opaque"}"#),
        _ => json(401, "{}"),
    })
    .await;
    let client = synthreo::Client::builder().all_servers(server.url()).build().unwrap();
    let login = synthreo::types::LogInRequest::new("ada@example.com", "p", 4821);
    let session = client.log_in(&login).origin("https://builder.synthreo.ai").session().build();
    let request = synthreo::types::ExecutionRequest::new("Execute".into(), "[]");
    let error = client.jwt(session).execute_diagram("1", &request).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 401);
    let sent = server.take();
    let methods: Vec<_> = sent.iter().map(|request| request.header("origin").len()).collect();
    assert_eq!(methods, [1, 0, 1, 0], "a login, the call, another login, the call once more");
    assert_eq!(sent[0].body, sent[2].body);
}

#[tokio::test]
async fn logging_out_ends_the_session() {
    let server = Server::start(|_| json(200, r#"{"success":true,"data":{"token":"t"}}"#)).await;
    let client = synthesq::Client::builder().base_url(server.url()).build().unwrap();
    let login = synthesq::types::LogInRequest::new("ada@example.com", "p");
    let session = client.log_in(&login).session().build();
    let client = client.access_token(session.clone());
    drop(client.log_out().await.unwrap().client);
    assert!(session.ready().is_none());
    let ended = session.credential().await.unwrap_err();
    assert_eq!(std::error::Error::source(&ended).unwrap().to_string(), "the session was ended");
    assert_eq!(server.take().len(), 2);
}
