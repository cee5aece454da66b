//! Logins by OAuth 2.0 without async and without Tokio: each step waits on the thread that calls it.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

#[path = "support/oauth.rs"]
#[allow(unreachable_pub, dead_code, unused_imports, missing_docs, reason = "this file uses a part of it")]
mod api;
#[path = "support/memory.rs"]
#[allow(unreachable_pub, dead_code, missing_docs, reason = "this file uses a part of it")]
mod memory;

use api::OAuth;
use api::scope::Read;
use http::Response;
use memory::Memory;
use warded::oauth::{Client, ErrorCode};
use warded::{Core, SendBlocking as _, ThreadRuntime};

#[test]
fn every_login_waits_on_its_thread() {
    let memory = Memory::new(|sent| {
        let body = match sent.uri.path() {
            "/.well-known/openid-configuration" => {
                r#"{"issuer":"https://id.example.com","token_endpoint":"https://id.example.com/token"}"#
            }
            "/device" => {
                r#"{"device_code":"d","user_code":"AB-CD","verification_uri":"https://a.example.com","interval":0.01}"#
            }
            "/refused" => r#"{"error":"access_denied"}"#,
            _ => r#"{"access_token":"t","expires_in":100}"#,
        };
        Response::new(body.to_owned())
    });
    let core = Core::builder().base_url("https://api.example.com").transport(memory.clone());
    let api = core.runtime(ThreadRuntime::new()).build().unwrap();
    let client = || Client::public("id");

    let server = OAuth::<Read>::discover(&api).send_blocking().unwrap();
    let session = server.client_credentials(client()).session().build();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            let session = session.clone();
            scope.spawn(move || async move { session.credential().await.map(drop) }.send_blocking().unwrap());
        }
    });

    let pending = OAuth::<Read>::authorization_code(&api, client()).begin("https://app.example.com/cb").unwrap();
    let (_, state) = pending.url().split_once("&state=").unwrap();
    let query = format!("code=c&state={}", state.split('&').next().unwrap());
    pending.finish(&query).send_blocking().unwrap().build();

    let device = || OAuth::<Read>::device(&api, client()).begin().send_blocking().unwrap();
    device().wait().send_blocking().unwrap().build();
    let refused = OAuth::<Read>::device(&api, client()).endpoint("https://auth.example.com/refused");
    let error = refused.begin().send_blocking().unwrap().wait().send_blocking().map(drop).unwrap_err();
    assert_eq!(error.code(), Some(&ErrorCode::AccessDenied));

    let sent: Vec<_> = memory.take().iter().map(|sent| sent.uri.path().to_owned()).collect();
    let paths =
        ["/.well-known/openid-configuration", "/token", "/oauth/token", "/device", "/token", "/device", "/refused"];
    assert_eq!(sent, paths);
}
