//! Tests that secrets of a document are never shown, but sent and read.
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its server fails")]

#[path = "../runtime/tests/support/server.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "this file uses a part of it")]
mod server;

use std::fmt::Debug;

use serde_json::{Value, json};
use server::{Server, answer};
use test_apis::secrets::Client;
use test_apis::secrets::types::{Everything, Form, Level, LogIn};
use warded::format::Base64;
use warded::{Error, Secret};

/// All that the test's secrets have in common.
const SECRETS: [&str; 5] = ["SECRET", "secret-", "4821", "48.21", "5ec2e7"];

fn assert_hidden(shown: &impl Debug) {
    let shown = format!("{shown:?} {shown:#?}");
    assert!(!SECRETS.iter().any(|secret| shown.contains(secret)), "{shown}");
}

/// A client whose server answers so.
async fn answering(body: Value) -> (Server, Client) {
    let headers = [("content-type", "application/json"), ("x-session-token", "SECRET")];
    let server = Server::start(move |_| answer(200, &headers, &body.to_string())).await;
    let client = Client::builder().base_url(server.url()).build().unwrap();
    (server, client)
}

fn log_in() -> LogIn {
    let mut log_in = LogIn::new("ada", "SECRET", "SECRET", 4821_i64);
    log_in.client_secret = Some("SECRET".into());
    log_in.answer = Some("SECRET".into());
    log_in
}

fn everything() -> Value {
    json!({
        "list": ["SECRET"],
        "map": { "k": "SECRET" },
        "either": "SECRET",
        "tagged": { "kind": "x", "word": "SECRET" },
        "composed": "SECRET",
        "nullable": "SECRET",
        "any": "SECRET",
        "level": "secret-high",
        "inline": "SECRET",
        "pin": 4821,
        "number": 48.21,
        "flag": true,
        "token": 4821,
        "password": { "a": ["SECRET"] },
        "secrets": { "k": ["SECRET"] },
        "id_token": "5ec2e700-0000-4000-8000-000000000000",
        "nickname": "SECRET",
    })
}

#[tokio::test]
async fn logins_show_nothing_of_what_they_send_and_get() {
    assert_hidden(&log_in());
    let (server, client) =
        answering(json!({ "access_token": "SECRET", "refresh_token": "SECRET", "other": "SECRET" })).await;
    let reply = client.log_in(&log_in()).await.unwrap();
    let expected = json!({
        "user": "ada", "password": "SECRET", "apiKey": "SECRET", "pin": 4821, "client_secret": "SECRET",
        "answer": "SECRET",
    });
    assert_eq!(serde_json::from_slice::<Value>(&server.take()[0].body).unwrap(), expected);
    assert_hidden(&reply);
    assert_hidden(reply.body());
    assert_hidden(&reply.typed_headers().unwrap());
    assert_eq!(reply.body().refresh_token.as_ref().unwrap().expose(), "SECRET");
    assert_eq!(reply.body().additional_properties["other"], "SECRET");
    assert!(format!("{:?}", reply.body()).contains(r#""other": [string]"#));
    let (_server, client) = answering(json!({ "data": { "auth": { "value": "SECRET", "refresh": "SECRET" } } })).await;
    let reply = client.nested(&Everything::default()).await.unwrap();
    assert_hidden(reply.body());
    assert_hidden(&reply.credential().unwrap());
}

#[tokio::test]
async fn secrets_of_every_type_are_read_and_sent_and_not_shown() {
    let (_server, client) = answering(everything()).await;
    let read = client.everything().await.unwrap();
    assert_hidden(read.body());
    let mut body = read.into_body();
    let (server, client) = answering(json!({})).await;
    client.nested(&body).await.unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&server.take()[0].body).unwrap(), everything());
    assert_eq!(body, body.clone());
    assert_eq!(body.level.as_ref().unwrap().expose(), &Level::SecretHigh);
    body.open_token = Some("shown".to_owned());
    assert!(format!("{body:?}").contains("shown"));
}

#[tokio::test]
async fn what_no_variant_knows_is_not_shown() {
    let unknown = json!({ "tagged": { "kind": "z", "word": "SECRET" }, "either": ["SECRET"], "token": [4821] });
    let (_server, client) = answering(unknown).await;
    let read = client.everything().await.unwrap();
    assert_hidden(read.body());
    let shown = format!("{:?}", read.body());
    assert!(shown.contains("Unknown([object])") && shown.contains("Unknown([array])"), "{shown}");
}

#[tokio::test]
async fn errors_do_not_repeat_secrets() {
    for wrong in [
        json!({ "list": ["SECRET", { "SECRET": 1 }] }),
        json!({ "nullable": { "x": "SECRET" } }),
        json!({ "composed": 4821 }),
        json!({ "map": ["SECRET"] }),
        json!({ "tagged": { "kind": "x", "word": 4821 } }),
        json!({ "pin": "SECRET" }),
        json!({ "number": "SECRET" }),
        json!({ "level": 4821 }),
        json!({ "id_token": "SECRET" }),
    ] {
        let own = serde_json::from_value::<Everything>(wrong.clone()).unwrap_err();
        let text = serde_json::from_str::<Everything>(&wrong.to_string()).unwrap_err();
        let (_server, client) = answering(wrong).await;
        let error = client.everything().await.unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{error}");
        assert_hidden(&[error.to_string(), format!("{error:?}"), own.to_string(), text.to_string()]);
    }
}

#[tokio::test]
async fn secrets_are_written_in_forms_parts_and_parameters() {
    let mut form = Form::new("ada", "SECRET", 4821_i64, Level::SecretLow);
    form.secrets = Some(vec!["a".into(), "b".into()]);
    form.bytes = Some(Base64(vec![0xff]).into());
    assert_hidden(&form);
    let server = Server::start(|_| answer(204, &[], "")).await;
    let client = Client::builder().base_url(server.url()).build().unwrap();
    client.form(&form).await.unwrap();
    let sent = String::from_utf8(server.take()[0].body.clone()).unwrap();
    assert_eq!(sent, "name=ada&password=SECRET&pin=4821&level=secret-low&secrets=a&secrets=b&bytes=%2Fw%3D%3D");
    let call = client.parts(4821, &form).keys(&["SECRET"]).pins(&vec![Secret::new(4821)]).level(&Level::SecretLow);
    assert_hidden(&call);
    call.await.unwrap();
    let sent = server.take().remove(0);
    assert!(sent.target.ends_with("/parts?pin=4821&keys=SECRET&level=secret-low"), "{}", sent.target);
    assert_eq!(sent.header("pins"), ["4821"]);
    let body = String::from_utf8(sent.body).unwrap();
    for part in
        ["name=\"password\"\r\n\r\nSECRET\r\n", "name=\"pin\"\r\n\r\n4821\r\n", "\"level\"\r\n\r\nsecret-low\r\n"]
    {
        assert!(body.contains(part), "{body}");
    }
}
