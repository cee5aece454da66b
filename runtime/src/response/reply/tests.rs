//! Tests of reading replies, and of the errors for those that cannot be read.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{Reply, optional_header, required_header};
use crate::error::DecodeError;

fn reply(content_type: &'static str, body: &'static [u8]) -> Reply {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    Reply::new(StatusCode::OK, headers, Bytes::from_static(body))
}

fn json_error<T: DeserializeOwned>(body: &'static str) -> DecodeError {
    match reply("application/json", body.as_bytes()).json::<T>() {
        Ok(_) => panic!("{body} was read"),
        Err(error) => error,
    }
}

type Lists = std::collections::BTreeMap<String, Vec<u8>>;

#[test]
fn errors_name_the_place_of_the_wrong_value() {
    let cases = [
        ("{\"a\": [1, 2], \"b\": [3, \"secret\"]}", "/b/1", "expected u8"),
        ("{\"a\": {\"secret\": 1}}", "/a", "expected a sequence"),
        ("{\"a\": [300]}", "/a/0", "expected u8"),
        ("{\"x\\\"y/~\": [1,\n  null]}", "/x\\\"y~1~0/1", "expected u8"),
        ("[\"secret\"]", "", "expected a map"),
    ];
    for (body, place, message) in cases {
        let error = json_error::<Lists>(body);
        assert_eq!((error.place(), error.message()), (place, message), "{body}");
    }
}

crate::object! {
    #[allow(unreachable_pub, reason = "the macro makes types that users see")]
    pub struct Parcel {
        required id: u64 = "id";
        required colour: String = "colour";
        optional lid: Option<String> = "lid";
        optional parent: Option<Box<Parcel>> = "parent";
    }
    at [0 1 2 3];
}

#[test]
fn a_missing_member_is_an_error_of_its_object() {
    for (body, place, message) in [
        (r#"[{"id":1,"colour":"red"},{"id":2,"lid":"x"}]"#, "/1", "missing field `colour`"),
        (r#"[{"colour":"red","lid":"x" } ]"#, "/0", "missing field `id`"),
        ("[{}]", "/0", "missing field `id`"),
        (r#"[{"id":1,"parent":{"id":2,"lid":"}"},"colour":"red"}]"#, "/0/parent", "missing field `colour`"),
        (r#"[{"id":1,"colour":"red","lid":{}}]"#, "/0/lid", "expected a string"),
        (r#"[{"id":1,"colour":"red","parent":7}]"#, "/0/parent", "expected an object"),
    ] {
        let error = json_error::<Vec<Parcel>>(body);
        assert_eq!((error.place(), error.message()), (place, message), "{body}");
    }
}

#[test]
fn a_byte_order_mark_before_json_is_skipped() {
    let read = |body| reply("application/json", body).json::<Option<Vec<u8>>>();
    assert_eq!(read(b"\xEF\xBB\xBF[1]").expect("it is JSON"), Some(vec![1]));
    assert_eq!(read(b"\xEF\xBB\xBF").expect("nothing is null"), None);
    assert_eq!(read(b"\xEF\xBB\xBF[1,{}]").expect_err("no number").place(), "/1");
    assert!(read(b"[\xEF\xBB\xBF1]").is_err());
}

#[test]
fn errors_do_not_repeat_what_was_sent() {
    let error = json_error::<Lists>("{\"a\": \"secret\"}");
    assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
    assert_eq!(&error.body()[..], b"{\"a\": \"secret\"}");
}

#[test]
fn errors_name_the_media_type_that_came() {
    let error = reply("text/html; charset=utf-8", b"<html>").json::<Value>().expect_err("it is no JSON");
    assert!(error.to_string().contains("text/html; charset=utf-8"), "{error}");
    assert_eq!(error.status(), StatusCode::OK);
    let error = reply("text/html", b"<html>").events::<Value>().expect_err("it is no stream of events");
    assert_eq!(error.content_type(), Some("text/html"));
}

#[test]
fn json_is_utf_8() {
    let error = reply("application/json", b"{\"a\": [1], \"b\": \"\xfc\"}").json::<Value>().expect_err("it is Latin-1");
    assert_eq!((error.place(), error.message()), ("/b", "not JSON: the text is not UTF-8"));
}

#[test]
fn an_empty_body_is_null() {
    assert_eq!(reply("application/json", b"").json::<Option<u8>>().expect("null is one of them"), None);
    assert_eq!(reply("application/json", b" \n").json::<()>().expect("null is the only one"), ());
    assert!(json_error::<Vec<u8>>("").message().contains("empty"));
}

#[test]
fn text_is_utf_8_or_what_the_response_names() {
    assert_eq!(reply("text/plain", "\u{FEFF}ü".as_bytes()).text().expect("it is UTF-8"), "ü");
    assert_eq!(reply("text/plain; charset=\"ISO-8859-1\"", b"\xfc").text().expect("it is Latin-1"), "ü");
    assert!(reply("text/plain", b"\xfc").text().is_err());
    assert!(reply("text/plain; charset=koi8-r", b"a").text().is_err());
    assert_eq!(reply("text/plain", b"42").scalar::<u8>().expect("it is a number"), 42);
    assert_eq!(reply("text/plain", b"plain").scalar::<String>().expect("it is text"), "plain");
}

#[test]
fn headers_are_read_as_their_types() {
    let mut headers = HeaderMap::new();
    headers.insert("x-count", HeaderValue::from_static("7"));
    headers.insert("x-object", HeaderValue::from_static("R=100, G=200"));
    headers.append("x-list", HeaderValue::from_static("1, 2"));
    headers.append("x-list", HeaderValue::from_static("3"));
    assert_eq!(required_header::<i64>(&headers, "X-Count", false).expect("it is a number"), 7);
    assert_eq!(required_header::<String>(&headers, "X-Count", false).expect("it is a text too"), "7");
    assert_eq!(optional_header::<Vec<u8>>(&headers, "X-List", false).expect("it is a list"), Some(vec![1, 2, 3]));
    let object = required_header::<std::collections::BTreeMap<String, u8>>(&headers, "X-Object", true);
    assert_eq!(json!(object.expect("it is an object")), json!({ "R": 100, "G": 200 }));
    assert_eq!(optional_header::<bool>(&headers, "X-Absent", false).expect("it need not be there"), None);
    let error = required_header::<bool>(&headers, "X-Absent", false).expect_err("it must be there");
    assert!(error.to_string().contains("`X-Absent`: it is missing"), "{error}");
    let error = required_header::<bool>(&headers, "X-Count", false).expect_err("it is no boolean");
    assert!(error.to_string().contains("expected `true` or `false`"), "{error}");
}

#[test]
fn text_where_any_json_is_documented_is_a_string() {
    let read = |media_type, body: &'static [u8]| reply(media_type, body).json_or_text::<serde_json::Value>();
    assert_eq!(read("text/csv; charset=utf-8", b"a,b\n1,2\n").expect("it is text"), json!("a,b\n1,2\n"));
    assert_eq!(read("text/plain", b"plain").expect("it is text"), json!("plain"));
    assert_eq!(read("text/plain", b"{\"a\":1}").expect("it is JSON"), json!({ "a": 1 }));
    assert_eq!(reply("text/plain", b"1.0\"").json_or_text::<String>().expect("it is text"), "1.0\"");
    assert_eq!(reply("text/plain", b"\"1.0\"").json_or_text::<String>().expect("it is JSON"), "1.0");
    for (media_type, body) in [("text/html", &b"<p>"[..]), ("application/json", b"plain"), ("text/csv", b"\xfc")] {
        let error = read(media_type, body).expect_err("it is neither");
        assert!(error.message().starts_with("not JSON"), "{error}");
        assert_eq!(&error.body()[..], body);
    }
}
