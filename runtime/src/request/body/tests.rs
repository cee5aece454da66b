//! Bodies as others read them: multipart through `multer`, forms through `url`.

use std::convert::Infallible;

use bytes::Bytes;
use futures_util::{FutureExt, stream};
use serde_json::json;

use super::{FieldEncoding, form, json, multipart, multipart_list, text};
use crate::error::{Place, Reason};
use crate::request::File;
use crate::request::parameter::Style;

/// A part: name, file name, content type, content.
type Part = (String, Option<String>, Option<String>, Vec<u8>);

/// The parts that `multer` finds in the body.
fn parts(value: &impl serde::Serialize, encoding: &[(&str, FieldEncoding)]) -> Vec<Part> {
    let (content_type, body) = multipart("multipart/form-data", value, encoding).expect("it can be written");
    let boundary = multer::parse_boundary(content_type.to_str().expect("it is ASCII")).expect("it has a boundary");
    let bytes = Bytes::copy_from_slice(body.as_bytes().expect("it is in memory"));
    let body = stream::iter([Ok::<_, Infallible>(bytes)]);
    let read = async {
        let mut parser = multer::Multipart::new(body, boundary);
        let mut parts = Vec::new();
        while let Some(field) = parser.next_field().await.expect("it is well-formed") {
            let name = field.name().expect("every part has a name").to_owned();
            let file_name = field.file_name().map(str::to_owned);
            let content_type = field.content_type().map(ToString::to_string);
            parts.push((name, file_name, content_type, field.bytes().await.expect("it is complete").to_vec()));
        }
        parts
    };
    read.now_or_never().expect("the body is in memory")
}

fn part(name: &str, file_name: Option<&str>, content_type: Option<&str>, content: &[u8]) -> Part {
    (name.to_owned(), file_name.map(str::to_owned), content_type.map(str::to_owned), content.to_vec())
}

/// A body with a file in it, as a generated type serializes.
struct Upload {
    pictures: Vec<File>,
}

impl serde::Serialize for Upload {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([("pictures", &self.pictures)])
    }
}

#[test]
fn multipart_writes_scalars_lists_and_objects() {
    let value = json!({ "n": 5, "none": null, "note": "ü\r\n--x", "owner": { "id": 1 }, "tags": ["a", "b"] });
    let expected = [
        part("n", None, None, b"5"),
        part("note", None, None, "ü\r\n--x".as_bytes()),
        part("owner", None, Some("application/json"), br#"{"id":1}"#),
        part("tags", None, None, b"a"),
        part("tags", None, None, b"b"),
    ];
    assert_eq!(parts(&value, &[]), expected);
}

#[test]
fn multipart_writes_files_with_names_and_types() {
    let named = File::new(&b"\x89PNG\r\n"[..]).name("c\"at\r\n.png").content_type("image/png");
    let value = Upload { pictures: vec![named, File::new(vec![0, 255])] };
    let expected = [
        part("pictures", Some("c%22at%0D%0A.png"), Some("image/png"), b"\x89PNG\r\n"),
        part("pictures", Some("pictures"), Some("image/gif"), &[0, 255]),
    ];
    assert_eq!(parts(&value, &[("pictures", FieldEncoding::content_type("image/gif"))]), expected);
    let choice = [("pictures", FieldEncoding::content_type("image/png, image/*"))];
    assert_eq!(parts(&value, &choice)[1].2.as_deref(), Some("application/octet-stream"));
}

#[test]
fn multipart_uses_the_documented_content_type() {
    let encoding = [("xml", FieldEncoding::content_type("text/xml")), ("o", FieldEncoding::content_type("a/b+json"))];
    let expected = [part("o", None, Some("a/b+json"), b"{}"), part("xml", None, Some("text/xml"), b"<a/>")];
    assert_eq!(parts(&json!({ "o": {}, "xml": "<a/>" }), &encoding), expected);
}

#[test]
fn multipart_lists_have_parts_without_names() {
    let value = json!(["a", { "b": 1 }, ["c", "d"], null, "e"]);
    let prefix = [FieldEncoding::default(), FieldEncoding::content_type("a/b+json")];
    let rest = FieldEncoding::content_type("text/markdown");
    let (content_type, body) = multipart_list("multipart/mixed", &value, &prefix, rest).expect("it can be written");
    let boundary = content_type.to_str().unwrap().strip_prefix("multipart/mixed; boundary=").expect("it has one");
    let text = String::from_utf8(body.as_bytes().expect("it is in memory").to_vec()).expect("it is text");
    let parts = [
        "\r\n\r\na\r\n",
        "\r\nContent-Type: a/b+json\r\n\r\n{\"b\":1}\r\n",
        "\r\nContent-Type: text/markdown\r\n\r\n[\"c\",\"d\"]\r\n",
        "\r\nContent-Type: text/markdown\r\n\r\ne\r\n",
        "--\r\n",
    ];
    assert_eq!(text, parts.map(|part| format!("--{boundary}{part}")).concat());
    let files = [File::new("x").name("x.png").content_type("image/png"), File::new("y")];
    let (_, body) = multipart_list("multipart/mixed", &files, &[], rest).expect("it can be written");
    let text = String::from_utf8(body.as_bytes().expect("it is in memory").to_vec()).expect("it is text");
    assert!(
        text.contains(
            "\r\nContent-Disposition: attachment; filename=\"x.png\"\r\nContent-Type: image/png\r\n\r\nx\r\n"
        )
    );
    assert!(text.contains("\r\nContent-Type: text/markdown\r\n\r\ny\r\n"), "{text}");
}

#[test]
fn related_parts_say_their_root_and_have_ids() {
    #[derive(serde::Serialize)]
    struct Related {
        metadata: serde_json::Value,
        media: File,
    }
    let value = Related { metadata: json!({ "name": "a" }), media: File::new("x").content_type("image/png") };
    let (content_type, body) = multipart("multipart/related", &value, &[]).expect("it can be written");
    let content_type = content_type.to_str().unwrap();
    let (boundary, kind) = content_type.strip_prefix("multipart/related; boundary=").unwrap().split_once("; ").unwrap();
    assert_eq!(kind, "type=\"application/json\"");
    let parts = [
        "\r\nContent-ID: <metadata>\r\nContent-Type: application/json\r\n\r\n{\"name\":\"a\"}\r\n",
        "\r\nContent-ID: <media>\r\nContent-Type: image/png\r\n\r\nx\r\n",
        "--\r\n",
    ];
    assert_eq!(body.as_bytes().unwrap(), parts.map(|part| format!("--{boundary}{part}")).concat().as_bytes());
    let texts = multipart("multipart/related", &json!({ "a b": "c" }), &[]).expect("it can be written");
    assert!(texts.0.to_str().unwrap().ends_with("; type=\"text/plain\""));
    assert!(String::from_utf8_lossy(texts.1.as_bytes().unwrap()).contains("Content-ID: <a%20b>\r\n"));
}

#[test]
fn multipart_boundaries_cannot_be_guessed() {
    let boundary = || multipart("multipart/form-data", &json!({}), &[]).expect("it can be written").0;
    assert_ne!(boundary(), boundary());
}

#[test]
fn forms_are_read_back_by_others() {
    let value = json!({ "a b": "c&d=é+", "list": [1, 2], "object": { "k": "v" }, "none": null, "t": ["x", "y"] });
    let encoding = [("t", Style::PIPE_DELIMITED.field())];
    let body = form(&value, &encoding).expect("it can be written");
    let pairs: Vec<_> = url::form_urlencoded::parse(body.as_bytes().expect("it is in memory")).into_owned().collect();
    let expected = [("a b", "c&d=é+"), ("list", "1"), ("list", "2"), ("object", r#"{"k":"v"}"#), ("t", "x|y")];
    assert_eq!(pairs, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
}

#[test]
fn forms_take_the_styles_of_their_encoding() {
    let value = json!({ "o": { "k": [1], "l": 2 }, "p": { "k": 1 } });
    let encoding = [("o", Style::DEEP_OBJECT.field()), ("p", Style::FORM.field())];
    let body = form(&value, &encoding).expect("it can be written");
    assert_eq!(body.as_bytes(), Some(&b"o%5Bk%5D%5B0%5D=1&o%5Bl%5D=2&k=1"[..]));
}

#[test]
fn texts_and_json() {
    assert_eq!(text("ü").expect("it is text").as_bytes(), Some("ü".as_bytes()));
    assert_eq!(text(&5).expect("it is text").as_bytes(), Some(&b"5"[..]));
    assert_eq!(json(&["ü"]).expect("it is JSON").as_bytes(), Some("[\"ü\"]".as_bytes()));
}

#[test]
fn bodies_of_another_shape_are_refused() {
    let error = form(&json!(["a"]), &[]).expect_err("it is no object");
    assert_eq!((error.place(), error.reason()), (Place::Body, &Reason::Shape("an object")));
    let error = multipart("multipart/form-data", &5, &[]).expect_err("it is no object");
    assert_eq!(error.reason(), &Reason::Shape("an object"));
    let error = multipart_list("multipart/mixed", &json!({}), &[], FieldEncoding::default());
    assert_eq!(error.expect_err("it is no list").reason(), &Reason::Shape("a list"));
    let file = Upload { pictures: vec![File::new("x").content_type("a\r\nb")] };
    let error = multipart("multipart/form-data", &file, &[]).expect_err("it would split the part's head");
    assert_eq!(error.reason(), &Reason::NotHeaderText);
}

#[test]
fn files_are_text_outside_of_multipart() {
    let file = File::from("a b").name("a.txt");
    assert_eq!(serde_json::to_string(&file).unwrap(), "\"a b\"");
    assert_eq!(serde_json::from_str::<File>("\"a b\"").unwrap().content(), "a b");
    assert!(serde_json::to_string(&File::new(vec![0xFF])).is_err());
    assert_eq!(text(&file).unwrap().as_bytes(), Some(&b"a b"[..]));
}
