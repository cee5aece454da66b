//! Sessions that go on by a refresh token, in every place of a request that `x-warded` can name, over sockets.
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its server fails")]

#[path = "../runtime/tests/support/ahead.rs"]
mod ahead;
#[path = "../runtime/tests/support/server.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "this file uses a part of it")]
mod server;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use ahead::Ahead;
use server::{Answer, Received, Server, answer};
use test_apis::refresh::types::{ByCode, ByGrant, ByGrantGrantType};
use test_apis::refresh::{Client, op};
use warded::Error;

/// Numbers tokens: `access-1` with `refresh-1`, and so on. Refuses what `refuses` says, by its path.
async fn server(refuses: fn(&Received) -> bool) -> Server {
    let number = AtomicUsize::new(0);
    Server::start(move |request: &Received| -> Answer {
        if refuses(request) {
            return answer(401, &[], "");
        }
        if request.target == "/me" {
            return answer(204, &[], "");
        }
        let number = number.fetch_add(1, Ordering::SeqCst) + 1;
        let refresh = format!("refresh-{number}");
        let cookie = format!("refresh={refresh}; HttpOnly");
        let headers = [("content-type", "application/json"), ("x-refresh", &refresh), ("set-cookie", &cookie)];
        let token =
            format!(r#"{{"token":"access-{number}","life":600,"refresh_token":"{refresh}","refresh_life":9000}}"#);
        answer(200, &headers, &token)
    })
    .await
}

fn client(server: &Server, clock: &Ahead) -> Client {
    Client::builder().base_url(server.url()).runtime(clock.clone()).build().unwrap()
}

/// Of each request: its path, and everything in it that is a token.
fn sent(server: &Server) -> Vec<String> {
    let text = |one: Received| {
        let places = [one.header("authorization"), one.header("x-refresh"), one.header("cookie")].concat().concat();
        format!("{} {places}{}", one.target, String::from_utf8(one.body).unwrap())
    };
    server.take().into_iter().map(text).collect()
}

/// For each place: a session, the request that refreshes it, but for the number, and where in the text that is.
macro_rules! places {
    ($($name:ident: $slot:ident, $log_in:literal, |$client:ident| $session:expr, $refresh:literal;)*) => {$(
        #[tokio::test]
        async fn $name() {
            let (clock, server) = (Ahead::new(), server(|_| false).await);
            let $client = client(&server, &clock);
            let member = $client.clone().$slot($session.build());
            member.me().await.unwrap();
            assert_eq!(sent(&server), [$log_in, "/me Bearer access-1"]);
            // Both times long after the end of the access token.
            for number in 2..4 {
                clock.set(number * 4000);
                member.me().await.unwrap();
                let refresh = $refresh.replace("TOKEN", &format!("refresh-{}", number - 1));
                assert_eq!(sent(&server), [refresh, format!("/me Bearer access-{number}")]);
            }
            // What is refused logs in anew.
            let (clock, server) = (Ahead::new(), self::server(|one| one.target.ends_with("/refresh")).await);
            let $client = client(&server, &clock);
            let member = $client.clone().$slot($session.build());
            member.me().await.unwrap();
            clock.set(4000);
            member.me().await.unwrap();
            let refresh = $refresh.replace("TOKEN", "refresh-1");
            assert_eq!(sent(&server), [$log_in, "/me Bearer access-1", &refresh, $log_in, "/me Bearer access-2"]);
        }
    )*};
}

places! {
    a_refresh_token_in_a_json_body: body, "/body/log-in ",
        |client| client.log_in_for_body().session("phone"), r#"/body/phone/refresh {"refresh_token":"TOKEN"}"#;
    a_refresh_token_in_a_form: form, "/form/log-in ",
        |client| client.log_in_for_form().session(&ByGrant::new(ByGrantGrantType::RefreshToken, "")),
        "/form/refresh grant_type=refresh_token&refresh_token=TOKEN";
    a_refresh_token_in_a_header: header, "/header/log-in ",
        |client| client.log_in_for_header().session(), "/header/refresh TOKEN";
    a_refresh_token_in_a_cookie: cookie, "/cookie/log-in ",
        |client| client.log_in_for_cookie().session(), "/cookie/refresh refresh=TOKEN";
    a_refresh_token_as_a_credential: access, "/scheme/log-in ",
        |client| client.log_in_for_scheme().session(), "/scheme/refresh Bearer TOKEN";
}

#[tokio::test]
async fn a_refused_access_token_is_refreshed() {
    let refuses = |one: &Received| one.header("authorization") == ["Bearer access-1"];
    let (clock, server) = (Ahead::new(), server(refuses).await);
    let client = client(&server, &clock);
    client.clone().header(client.log_in_for_header().session().build()).me().await.unwrap();
    let refresh = "/header/refresh refresh-1";
    assert_eq!(sent(&server), ["/header/log-in ", "/me Bearer access-1", refresh, "/me Bearer access-2"]);
}

#[tokio::test]
async fn a_code_is_exchanged_once() {
    let (clock, server) = (Ahead::new(), server(|_| false).await);
    let client = client(&server, &clock);
    let session = client.exchange_code(&ByCode::new("code", "verifier")).session().build();
    let member = client.body(session);
    member.me().await.unwrap();
    clock.set(4000);
    let error = member.me().await.unwrap_err();
    let Error::Credential(error) = error else { panic!("{error:?}") };
    assert!(error.log_in_needed().is_some(), "{error:?}");
    assert_eq!(sent(&server).len(), 2);
}

#[tokio::test]
async fn a_reply_has_its_refresh_token_with_its_end() {
    let (clock, server) = (Ahead::new(), server(|_| false).await);
    let response = client(&server, &clock).log_in_for_body().await.unwrap();
    let token = response.refresh_token().unwrap();
    let left = token.end().unwrap().duration_since(SystemTime::now()).unwrap();
    assert!((Duration::from_secs(8_990)..Duration::from_secs(9_001)).contains(&left), "{left:?}");
    assert!(!format!("{response:?} {token:?}").contains("refresh-1"));
    let _: &warded::Response<op::LogInForBody> = &response;
}
