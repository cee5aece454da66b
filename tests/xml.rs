//! Bodies of XML of generated clients, against a server that keeps what it receives.
#![allow(clippy::unwrap_used, reason = "a call that fails fails the test")]

#[path = "../runtime/tests/support/ahead.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "this file uses a part of it")]
mod ahead;
#[path = "../runtime/tests/support/server.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "this file uses a part of it")]
mod server;

use server::{Server, answer};
use test_apis::xml::types::{Animal, Cat, Thing};
use test_apis::xml::{Client, op};
use test_apis::xml32;
use warded::{Error, Nullable};

const STORE: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<s:StoreResult xmlns:s="urn:store">
  <Prefix>a/</Prefix>
  <Owner since="2024-01-02"><name> Jo  Doe </name></Owner>
  <Prefix>b/</Prefix>
  <Things><Thing ID="7"><name>x &amp; y</name><kind>huge</kind><price>0.10000000000000000000001</price><labels><k>v</k></labels><Thing ID="8"><name>z</name></Thing></Thing></Things>
  <animal><lives>9</lives><Kind>cat</Kind></animal>
  <l:limit xmlns:l="urn:limit" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>
</s:StoreResult>"#;

/// A server that always answers so, and a client of it.
async fn start(status: u16, body: &'static str) -> (Server, Client) {
    let headers = [("content-type", "application/xml")];
    let server = Server::start(move |_| answer(status, &headers, body)).await;
    let client = Client::builder().base_url(server.url()).build().unwrap();
    (server, client)
}

fn sent(server: &Server) -> String {
    let [request] = &server.take()[..] else { panic!("not one request") };
    assert!(request.header("content-type").concat().ends_with("/xml"));
    let body = String::from_utf8(request.body.clone()).unwrap();
    body.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>").unwrap().to_owned()
}

#[tokio::test]
async fn a_success_is_read() {
    let (server, client) = start(200, STORE).await;
    let store = client.list_things().await.unwrap().into_body();
    assert_eq!(server.take()[0].header("accept"), ["application/xml, text/xml"]);
    assert_eq!(
        (store.owner.name.as_str(), store.owner.since.unwrap().to_string().as_str()),
        (" Jo  Doe ", "2024-01-02")
    );
    assert_eq!(store.prefixes, ["a/", "b/"]);
    let thing = &store.things[0];
    assert_eq!((thing.id, thing.name.as_str(), thing.kind.as_ref().unwrap().as_str()), (7, "x & y", "huge"));
    assert_eq!(thing.price.as_ref().unwrap().to_string(), "0.10000000000000000000001");
    assert_eq!((thing.labels.as_ref().unwrap()["k"].as_str(), thing.parts.as_ref().unwrap()[0].id), ("v", 8));
    assert_eq!(store.animal, Some(Animal::Cat(Cat { kind: "cat".into(), lives: 9 })));
    assert_eq!(store.limit, Nullable::Null);
}

#[tokio::test]
async fn errors_are_read() {
    let (_server, client) = start(404, "<Error><Code>NoSuchStore</Code><RequestId>1</RequestId></Error>").await;
    let Err(Error::Documented { body, .. }) = client.list_things().await else { panic!("an error was expected") };
    let op::ListThingsError::NotFound(problem) = *body else { panic!("{body:?}") };
    assert_eq!(problem.code, "NoSuchStore");

    // A root without a name may be any.
    let (_server, client) = start(500, "<Whatever><code>7</code></Whatever>").await;
    let Err(Error::Documented { body, .. }) = client.list_things().await else { panic!("an error was expected") };
    let op::ListThingsError::Default(problem) = *body else { panic!("{body:?}") };
    assert_eq!(problem.code, Some(7));
}

#[tokio::test]
async fn what_does_not_fit_is_an_error_with_a_place_and_no_content() {
    let (_server, client) =
        start(200, "<s:StoreResult xmlns:s='urn:store'><Owner since='hunter2'><name/></Owner></s:StoreResult>").await;
    let Err(Error::Decode(error)) = client.list_things().await else { panic!("an error was expected") };
    assert_eq!(error.place(), "/StoreResult/Owner/@since");
    assert!(!error.to_string().contains("hunter2"), "{error}");
    let (_server, client) = start(200, "<Error><Code>InternalError</Code></Error>").await;
    let Err(Error::Decode(error)) = client.list_things().await else { panic!("an error was expected") };
    assert_eq!(error.message(), "the element `StoreResult` was expected");
}

#[tokio::test]
async fn a_body_is_written() {
    let (server, client) = start(204, "").await;
    let mut thing = Thing::new("<x>  ", 7);
    thing.password = Some("hunter2".into());
    thing.labels = Some([("k".to_owned(), "v".to_owned())].into());
    thing.parts = Some(vec![Thing::new("y", 8), Thing::new("z", 9)]);
    client.put_thing(&thing).await.unwrap();
    let parts = r#"<Thing ID="8"><name>y</name></Thing><Thing ID="9"><name>z</name></Thing>"#;
    let whole = format!(
        r#"<Thing ID="7"><name>&lt;x&gt;  </name><password>hunter2</password><labels><k>v</k></labels>{parts}</Thing>"#
    );
    assert_eq!(sent(&server), whole);

    client.add_things().body(&[Thing::new("a", 1)]).await.unwrap();
    assert_eq!(sent(&server), r#"<Things><Thing ID="1"><name>a</name></Thing></Things>"#);

    let nul = client.put_thing(&Thing::new("\0", 1)).await;
    assert!(matches!(nul, Err(Error::Request(_))), "{nul:?}");
    assert!(server.take().is_empty(), "nothing was sent");
}

#[tokio::test]
async fn a_body_whose_root_has_no_name_is_bytes() {
    let (server, client) = start(204, "").await;
    client.put_own("<Any/>").await.unwrap();
    assert_eq!(server.take()[0].body, b"<Any/>");
}

#[tokio::test]
async fn json_is_used_where_it_is_offered() {
    let (server, client) = start(200, r#"{"id":1,"name":"a"}"#).await;
    assert_eq!(client.either_format().await.unwrap().id, 1);
    assert_eq!(server.take()[0].header("accept"), ["application/json"]);
}

#[tokio::test]
async fn the_words_of_3_2_count() {
    const NOTE: &str = r#"<Note language="en">a  b<words><word>x</word></words><line>1</line><line>2</line><Source><![CDATA[a<b]]></Source><SourceCode>s</SourceCode></Note>"#;
    let headers = [("content-type", "application/xml")];
    let server = Server::start(move |_| answer(200, &headers, NOTE)).await;
    let client = xml32::Client::builder().base_url(server.url()).build().unwrap();
    let mut note =
        xml32::types::Note::new("en", "a  b", vec!["x".to_owned()], vec!["1".to_owned(), "2".to_owned()], "s");
    note.from = Some(xml32::types::Source::new("a<b"));
    let answered = client.put_note(&note).await.unwrap().into_body();
    assert_eq!(sent(&server), NOTE);
    assert_eq!(answered, note);
}
