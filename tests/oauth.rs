//! Logins of generated clients, by the flows that their documents declare.
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its server fails")]

#[path = "../runtime/tests/support/server.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "this file uses a part of it")]
mod server;

use std::sync::atomic::{AtomicUsize, Ordering};

use server::{Answer, Received, Server, answer};
use test_apis::oauth::{Client, OAuth, Page, scope};
use warded::oauth::{self, ErrorCode};
use warded::{All, Error};

fn json(status: u16, body: &str) -> Answer {
    answer(status, &[("content-type", "application/json")], body)
}

fn form(request: &Received) -> Vec<String> {
    String::from_utf8(request.body.clone()).unwrap().split('&').map(str::to_owned).collect()
}

/// An API with a token endpoint at `/v1/oauth/token`, which numbers its tokens.
async fn api() -> Server {
    let number = AtomicUsize::new(0);
    Server::start(move |request| match request.target.as_str() {
        "/v1/oauth/token" => {
            let number = number.fetch_add(1, Ordering::SeqCst) + 1;
            json(200, &format!(r#"{{"access_token":"t{number}","token_type":"Bearer","expires_in":3600}}"#))
        }
        _ => answer(204, &[], ""),
    })
    .await
}

fn client(server: &Server) -> Client {
    Client::builder().base_url(format!("{}/v1/", server.url())).build().unwrap()
}

#[tokio::test]
async fn the_scopes_of_the_type_are_asked_for_at_the_url_of_the_document() {
    let server = api().await;
    let api = client(&server);
    let login = OAuth::<(scope::Read, scope::Write)>::client_credentials(&api, oauth::Client::basic("id", "secret"));
    let api = api.o_auth(login.session().build());
    api.list_items().await.unwrap();
    api.add_item().await.unwrap();
    let received = server.take();
    let targets: Vec<_> = received.iter().map(|request| format!("{} {}", request.method, request.target)).collect();
    assert_eq!(targets, ["POST /v1/oauth/token", "GET /v1/items", "POST /v1/items"], "one login, at a relative URL");
    assert_eq!(form(&received[0]), ["grant_type=client_credentials", "scope=read+write"]);
    assert_eq!(received[0].header("authorization"), ["Basic aWQ6c2VjcmV0"]);
    assert_eq!(received[1].header("authorization"), ["Bearer t1"]);
}

#[tokio::test]
async fn a_login_for_all_asks_for_the_scopes_of_its_flow_and_one_for_none_for_none() {
    let server = api().await;
    let api = client(&server);
    let id = oauth::Client::post("id", "secret");
    let all = OAuth::<All>::client_credentials(&api, id.clone()).session().build();
    api.clone().o_auth(all).add_item().await.unwrap();
    let none = OAuth::<()>::client_credentials(&api, id).session().build();
    none.credential().await.unwrap();
    let received = server.take();
    let credentials = ["client_id=id", "client_secret=secret"];
    let with = |scope: &[&'static str]| [&["grant_type=client_credentials"], scope, &credentials[..]].concat();
    let mut sent = [form(&received[0]), form(received.last().unwrap())];
    let mut expected = [with(&["scope=read+write"]), with(&[])];
    sent.iter_mut().for_each(|fields| fields.sort());
    expected.iter_mut().for_each(|fields| fields.sort_unstable());
    assert_eq!(sent, expected);
}

#[tokio::test]
async fn a_login_by_password_goes_on_by_the_refresh_url_of_the_document() {
    let number = AtomicUsize::new(0);
    let server = Server::start(move |_| {
        let number = number.fetch_add(1, Ordering::SeqCst) + 1;
        json(200, &format!(r#"{{"access_token":"t{number}","refresh_token":"r{number}","expires_in":3600}}"#))
    })
    .await;
    let api = client(&server);
    let (token, refresh) = (format!("{}/token", server.url()), format!("{}/refresh", server.url()));
    let login = OAuth::<(scope::Read,)>::password(&api, oauth::Client::public("app"), "ada", "hunter2");
    // Absolute URLs move by name only: the secret of a login must not follow `base_url`.
    let session = login.endpoint(token).refresh_endpoint(refresh).session().build();
    let first = session.credential().await.unwrap();
    assert!(warded::Supply::rejected(&session, 1), "a 401 for the first token");
    let second = session.credential().await.unwrap();
    let received = server.take();
    assert_eq!(received.iter().map(|request| request.target.as_str()).collect::<Vec<_>>(), ["/token", "/refresh"]);
    assert!(form(&received[0]).contains(&"password=hunter2".to_owned()));
    assert!(form(&received[1]).contains(&"refresh_token=r1".to_owned()), "the password is not sent again");
    assert_eq!(format!("{first:?} {second:?}"), "OAuth(…) OAuth(…)");
}

#[tokio::test]
async fn what_the_token_endpoint_refuses_is_a_typed_error_of_the_call() {
    let server = Server::start(|_| json(401, r#"{"error":"invalid_client","error_description":"No."}"#)).await;
    let api = client(&server);
    let login = OAuth::<(scope::Read,)>::client_credentials(&api, oauth::Client::basic("id", "hunter2"));
    let error = api.o_auth(login.session().build()).list_items().await.unwrap_err();
    let Error::Credential(error) = error else { panic!("{error:?}") };
    let refused = error.token_error().unwrap();
    assert_eq!((refused.code(), refused.is_final()), (Some(&ErrorCode::InvalidClient), true));
    assert!(!format!("{error:?} {error}").contains("hunter2"));
}

#[tokio::test]
async fn a_token_from_elsewhere_fits_where_no_login_is_generated() {
    let server = api().await;
    client(&server).page(Page::new("from-a-page")).get_old().await.unwrap();
    assert_eq!(server.take()[0].header("authorization"), ["Bearer from-a-page"]);
}
