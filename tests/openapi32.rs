//! What OpenAPI 3.2 adds, against a server that is not ours.
#![allow(clippy::unwrap_used, reason = "a call that fails fails the test")]

#[path = "support/echo.rs"]
mod echo;

use echo::Echo;
use test_apis::openapi32::types::{Cat, MultipartListRequestMultipartItem as Item, Other, Pet, Search};
use test_apis::openapi32::{Client, Key, servers};
use warded::serde_json::{from_str, json, to_value};
use warded::{Error, File};

fn start() -> (Echo, Client) {
    let echo = Echo::start();
    let client = Client::builder().base_url(&*echo.url).build().unwrap();
    (echo, client)
}

#[tokio::test]
async fn a_parameter_is_the_whole_query_string() {
    let (_echo, client) = start();
    let search = Search {
        text: Some("a&b é".to_owned()),
        tags: Some(vec!["x".to_owned(), "y".to_owned()]),
        ..Search::default()
    };
    assert_eq!(client.query_form().await.unwrap().target, "/base/query-string/form");
    let form = &client.query_form().search(&search).await.unwrap().target;
    assert_eq!(*form, "/base/query-string/form?text=a%26b%20%C3%A9&tags=x,y");
    let twice = client.query_form().search(&search).search(&Search::default()).await.unwrap();
    assert_eq!(twice.target, "/base/query-string/form", "it replaces itself");
    let json = &client.query_json(&search).await.unwrap().target;
    let encoded = "%7B%22text%22%3A%22a%26b%20%C3%A9%22%2C%22tags%22%3A%5B%22x%22%2C%22y%22%5D%7D";
    assert_eq!(*json, format!("/base/query-string/json?{encoded}"));
    let text = &client.query_text().path("$.a[1:1]&b=c").await.unwrap().target;
    assert_eq!(*text, "/base/query-string/text?%24.a%5B1%3A1%5D%26b%3Dc");
}

#[tokio::test]
async fn a_credential_stands_behind_the_query_string() {
    let (_echo, client) = start();
    let client = client.key(Key::new("s&s"));
    let search = Search { text: Some("a".to_owned()), key: Some("forged".to_owned()), ..Search::default() };
    let call = client.query_key().search(&search).await.unwrap();
    assert_eq!(call.target, "/base/query-string/key?text=a&key=s%26s");
    assert_eq!(client.query_key().await.unwrap().target, "/base/query-string/key?key=s%26s");
}

#[test]
fn a_value_that_no_mapping_names_is_of_the_default_type() {
    let read = |text: &str| from_str::<Pet>(text).unwrap();
    let other = |kind: Option<&str>, legs| Pet::Other(Other { kind: kind.map(str::to_owned), ..Other::new(legs) });
    assert_eq!(read(r#"{ "lives": 9, "kind": "cat" }"#), Pet::Cat(Cat::new("cat", 9)));
    assert_eq!(read(r#"{ "legs": 8, "kind": "spider" }"#), other(Some("spider"), 8));
    assert_eq!(read(r#"{ "kind": "Other", "legs": 2 }"#), other(Some("Other"), 2));
    assert_eq!(read(r#"{ "legs": 0, "age": 1 }"#), other(None, 0));
    assert_eq!(read(r#"{ "kind": "spider" }"#), Pet::Unknown(json!({ "kind": "spider" })), "nothing is lost");
    assert_eq!(read("3"), Pet::Unknown(json!(3)));
    assert!(from_str::<Pet>(r#"{ "kind": "cat", "legs": 4 }"#).is_err(), "a cat has lives");
    assert_eq!(to_value(other(Some("spider"), 8)).unwrap(), json!({ "kind": "spider", "legs": 8 }));
}

#[tokio::test]
async fn servers_are_chosen_by_name() {
    let (echo, _) = start();
    let builder = || Client::builder().base_url(&*echo.url);
    let target = async |client: Client| client.query_form().await.unwrap().target.clone();
    assert_eq!(target(builder().build().unwrap()).await, "/base/query-string/form");
    let staging = || builder().named_server(&servers::STAGING);
    assert_eq!(target(staging().build().unwrap()).await, "/eu/staging/query-string/form");
    let us = staging().server_variable(&servers::STAGING, "area", "us").build().unwrap();
    assert_eq!(target(us).await, "/us/staging/query-string/form");
    let production = builder().named_server(&servers::STAGING).named_server(&servers::PRODUCTION).build().unwrap();
    assert!(production.query_form().send_raw().await.is_err(), "the last one is used, and there is no such host");
}

#[tokio::test]
async fn a_multipart_list_has_a_part_for_each_item() {
    let (_echo, client) = start();
    let search = Search { text: Some("a".to_owned()), ..Search::default() };
    let items = [Item::String("# Title".to_owned()), Item::Search(search), Item::String("b".to_owned())];
    let sent = client.multipart_list(&items).await.unwrap();
    let boundary = sent.headers["content-type"].strip_prefix("multipart/mixed; boundary=").unwrap();
    let parts: Vec<&str> = sent.body.split(&format!("--{boundary}")).collect();
    let expected = [
        "",
        "\r\nContent-Type: text/markdown\r\n\r\n# Title\r\n",
        "\r\nContent-Type: application/search+json\r\n\r\n{\"text\":\"a\"}\r\n",
        "\r\nContent-Type: application/search+json\r\n\r\nb\r\n",
        "--\r\n",
    ];
    assert_eq!(parts, expected);
    let sent = client.multipart_files(&[vec![1_u8].into(), File::new("x").name("x.gif")]).await.unwrap();
    assert!(sent.body.contains("\r\nContent-Type: image/png\r\n\r\n\u{1}\r\n"), "{}", sent.body);
    assert!(sent.body.contains("\r\nContent-Disposition: attachment; filename=\"x.gif\"\r\n"), "{}", sent.body);
}

#[tokio::test]
async fn reserved_characters_stay_in_a_path() {
    let (_echo, client) = start();
    let target = async |text: &str| client.path_reserved(text).await.map(|sent| sent.target.clone());
    assert_eq!(target("a:b@c;d=e,f&%2Fg").await.unwrap(), "/base/reserved/a:b@c;d=e,f&%2Fg");
    assert_eq!(target("a/b?c#d é%").await.unwrap(), "/base/reserved/a%2Fb%3Fc%23d%20%C3%A9%25");
    for dots in [".", "..", "%2e", "%2E.", ".%2e", "%2e%2E"] {
        assert!(matches!(target(dots).await, Err(Error::Request(_))), "{dots} would be another path");
    }
    assert_eq!(target("..%2e").await.unwrap(), "/base/reserved/..%2e");
}
