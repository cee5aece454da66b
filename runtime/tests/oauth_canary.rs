//! A secret is hunted in all that logins by OAuth 2.0 could print or log: it is the client's secret, the password, the code,
//! the refresh token, the token, and what the server answers.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

#[path = "support/oauth.rs"]
#[allow(unreachable_pub, dead_code, unused_imports, missing_docs, reason = "this file uses a part of it")]
mod api;
mod support;

use std::error::Error as StdError;
use std::fmt::Debug;

use api::OAuth;
use api::scope::Read;
use support::{Answer, CANARY, Server, answer, capture, leaks, redirect};
use warded::oauth::{Client, ClientSecret, Loopback, TokenError};
use warded::session::{RefreshToken, SessionBuilder};
use warded::{Core, CredentialError};

fn hunt(place: &str, text: &str) {
    assert!(!leaks(text.as_bytes()), "{place}: {text}");
}

/// All that can be printed of an error, its causes included.
fn hunt_error(place: &str, error: &(dyn StdError + 'static)) {
    let mut next = Some(error);
    while let Some(error) = next {
        hunt(place, &format!("{error} {error:#} {error:?} {error:#?}"));
        next = error.source();
    }
}

fn hunt_debug(place: &str, value: &impl Debug) {
    hunt(place, &format!("{value:?} {value:#?}"));
}

/// A server of every kind of answer, all with the secret in them.
async fn answering() -> Vec<(&'static str, Server)> {
    let error =
        format!(r#"{{"error":"invalid_grant","error_description":"{CANARY} is wrong","error_uri":"{CANARY}"}}"#);
    let code = format!(r#"{{"error":"{CANARY}"}}"#);
    let wrong = format!(r#"{{"access_token":["{CANARY}"],"{CANARY}":"{CANARY}"}}"#);
    let cookie = format!("sid={CANARY}");
    let cut = format!("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{CANARY}").into_bytes();
    let mac = format!(r#"{{"access_token":"{CANARY}","token_type":"{CANARY}"}}"#);
    let unfit = format!(r#"{{"access_token":"{CANARY} {CANARY}"}}"#);
    vec![
        ("refused", Server::start(move |_| answer(400, &[("set-cookie", &cookie)], &error)).await),
        ("code", Server::start(move |_| answer(401, &[("www-authenticate", CANARY)], &code)).await),
        ("no JSON", Server::start(|_| answer(500, &[], CANARY)).await),
        ("wrong JSON", Server::start(move |_| answer(200, &[], &wrong)).await),
        ("type", Server::start(move |_| answer(200, &[], &mac)).await),
        ("unfit", Server::start(move |_| answer(200, &[], &unfit)).await),
        ("redirect", Server::start(|_| redirect(307, &format!("https://{CANARY}.example/?{CANARY}"))).await),
        ("cut off", Server::start(move |_| Answer { bytes: cut.clone(), hang: false }).await),
        ("no HTTP", Server::start(|_| Answer { bytes: CANARY.repeat(9).into_bytes(), hang: false }).await),
    ]
}

async fn failure<K: warded::Credential>(place: &str, builder: SessionBuilder<K>) {
    hunt_debug(place, &builder);
    let session = builder.build();
    hunt_debug(place, &session);
    hunt_error(place, &session.credential().await.map(|_| ()).unwrap_err());
    hunt_debug(place, &session.saved());
}

fn refused<T>(place: &str, result: Result<T, TokenError>) {
    if let Err(error) = result {
        hunt_error(place, &error);
        hunt_error(place, &CredentialError::source("OAuth", error));
    }
}

#[tokio::test]
async fn no_login_prints_or_logs_a_secret() {
    capture();
    for (place, server) in answering().await {
        let api: api::Client = Core::builder().base_url(server.url()).build().unwrap().into();
        let url = || format!("{}/token?tenant={CANARY}", server.url());
        let clients = [
            Client::basic("id", CANARY),
            Client::post("id", ClientSecret::from(CANARY)),
            Client::assertion("id", |_| Ok::<_, TokenError>(CANARY)),
        ];
        for client in clients {
            hunt_debug(place, &client);
            let flow = OAuth::<Read>::client_credentials(&api, client.clone()).endpoint(url());
            hunt_debug(place, &flow);
            failure(place, flow.session()).await;
            let flow = OAuth::<Read>::password(&api, client.clone(), CANARY, CANARY).endpoint(url());
            hunt_debug(place, &flow);
            failure(place, flow.session()).await;
            let flow = OAuth::<Read>::refresh_token(&api, client.clone(), RefreshToken::new(CANARY)).endpoint(url());
            hunt_debug(place, &flow);
            failure(place, flow.session()).await;
            let flow = OAuth::<Read>::authorization_code(&api, client.clone()).endpoint(url());
            hunt_debug(place, &flow);
            let pending = flow.begin("https://app.example.com/cb").unwrap();
            hunt_debug(place, &pending);
            hunt_debug(place, &pending.save());
            let (_, state) = pending.url().split_once("&state=").unwrap();
            let query = format!("code={CANARY}&state={}", state.split('&').next().unwrap());
            refused(place, pending.finish(&query).await);
            refused(place, OAuth::<Read>::device(&api, client).device_endpoint(url()).begin().await);
        }
        // No secret is sent for metadata, so that none can be repeated.
        if !["refused", "code"].contains(&place) {
            refused(place, OAuth::<Read>::discover(&api).endpoint(url()).await);
        }
        hunt_debug(place, &Loopback::new());
        assert!(server.take().len() >= 15, "{place}: the server was not reached");
    }
    let logged = capture();
    hunt("logs", &logged);
    assert!(logged.contains("span warded.authorization_server method=\"POST\""), "{logged}");
    assert!(logged.contains("record status=401"), "{logged}");
    assert!(logged.contains("event hyper_util::client"), "what hyper logs is not captured");
}
