//! Bodies in several media types, against a server that is not ours.
#![allow(clippy::unwrap_used, reason = "a call that fails fails the test")]

#[path = "support/echo.rs"]
mod echo;

use std::collections::BTreeMap;

use echo::Echo;
use test_apis::representations::op::{AddPictureImageType, ReportError};
use test_apis::representations::{Client, types};
use warded::Error;

fn start() -> (Echo, Client) {
    let echo = Echo::start();
    let client = Client::builder().base_url(&*echo.url).build().unwrap();
    (echo, client)
}

fn content_type(sent: &types::Echo) -> &str {
    &sent.headers["content-type"]
}

#[tokio::test]
async fn json_is_asked_for_first() {
    let (_echo, client) = start();
    let seen = client.json().await.unwrap();
    assert_eq!(seen.headers["accept"], "application/json, text/json, application/jose+jwe");
}

#[tokio::test]
async fn each_kind_of_patch_is_sent_as_such() {
    let (_echo, client) = start();
    let patch = BTreeMap::new();
    assert_eq!(content_type(&client.patch_as_json_patch(&patch).await.unwrap()), "application/json-patch+json");
    assert_eq!(content_type(&client.patch_as_merge_patch(&patch).await.unwrap()), "application/merge-patch+json");
}

#[tokio::test]
async fn ranges_are_never_sent() {
    let (_echo, client) = start();
    let object = BTreeMap::new();
    assert_eq!(content_type(&client.spellings(&object).await.unwrap()), "application/json");
    assert_eq!(content_type(&client.any(&object).await.unwrap()), "application/json");
    let sent = client.add_picture_as_audio("audio/ogg; codecs=opus", "sound").await.unwrap();
    assert_eq!((content_type(&sent), sent.body.as_str()), ("audio/ogg; codecs=opus", "sound"));
    let sent = client.put_picture().body("image/png", "picture").await.unwrap();
    assert_eq!((content_type(&sent), sent.body.as_str()), ("image/png", "picture"));
    assert!(!client.put_picture().await.unwrap().headers.contains_key("content-type"), "it has no body");
    for wrong in ["audio/ogg", "image/*", "image", ""] {
        assert!(matches!(client.put_picture().body(wrong, "").await, Err(Error::Request(_))), "{wrong}");
    }
}

#[tokio::test]
async fn the_caller_chooses_among_kinds_of_images() {
    let (_echo, client) = start();
    let sent = client.add_picture(AddPictureImageType::Jpeg, "picture").await.unwrap();
    assert_eq!((content_type(&sent), sent.body.as_str()), ("image/jpeg", "picture"));
}

#[tokio::test]
async fn each_form_of_a_response_has_a_method() {
    let (_echo, client) = start();
    assert_eq!(client.report().await.unwrap().rows, 2);
    assert_eq!(client.report_as_csv().await.unwrap().into_body(), "a,b\n1,2\n");
    assert_eq!(client.report_as_pdf().await.unwrap().into_body().collect().await.unwrap(), "%PDF");
    // The server answers JSON whatever it is asked for.
    let other = client.report_as_csv().r#as("json").await;
    assert!(matches!(other, Err(Error::Undocumented(response)) if response.body() == "{\"rows\":2}"));
}

#[tokio::test]
async fn the_media_type_tells_the_forms_of_an_error() {
    let (_echo, client) = start();
    let body = async |form| match client.report().r#as(form).await {
        Err(Error::Documented { body, .. }) => *body,
        other => panic!("{other:?}"),
    };
    assert!(matches!(body("error in json").await, ReportError::NotFound(report) if report.rows == 0));
    assert!(matches!(body("error in text").await, ReportError::NotFoundText(text) if text == "no report"));
}
