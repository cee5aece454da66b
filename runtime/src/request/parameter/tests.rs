//! OpenAPI's own table (3.0.4, "Style Examples"), cell by cell, and what it leaves open.

use serde::Serialize;
use serde_json::{Value, json};

use super::Style;
use crate::error::{Reason, RequestError};

/// An object whose members have an order, as those of generated types.
struct Rgb;

impl Serialize for Rgb {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([("R", 100), ("G", 200), ("B", 150)])
    }
}

const COLOR: Rgb = Rgb;
const COLORS: [&str; 3] = ["blue", "black", "brown"];

fn path<T: Serialize + ?Sized>(style: Style, value: &T) -> Result<String, Reason> {
    let mut out = "/".to_owned();
    let is_empty = super::path(&mut out, "color", style, value).map_err(|error| error.reason().clone())?;
    assert_eq!(is_empty, out == "/");
    Ok(out.split_off(1))
}

fn in_path<T: Serialize + ?Sized>(style: Style, value: &T) -> String {
    path(style, value).unwrap_or_else(|reason| format!("{reason:?}"))
}

fn query<T: Serialize + ?Sized>(style: Style, value: &T) -> String {
    let mut out = String::new();
    super::query(&mut out, "color", style, value).expect("the value can be written");
    out
}

fn cookie<T: Serialize + ?Sized>(style: Style, value: &T) -> String {
    let mut out = String::new();
    super::cookie(&mut out, "color", style, value).expect("the value can be written");
    out
}

fn header<T: Serialize + ?Sized>(style: Style, value: &T) -> Result<Option<String>, RequestError> {
    let header = super::header("X-Color", style, value)?;
    Ok(header.map(|(_, value)| value.to_str().expect("headers are ASCII").to_owned()))
}

fn in_header<T: Serialize + ?Sized>(style: Style, value: &T) -> String {
    header(style, value).expect("the value can be written").expect("the value is not null")
}

/// A row of the table: the empty text, a text, a list, an object.
macro_rules! row {
    ($write:ident, $style:expr) => {
        [$write($style, ""), $write($style, "blue"), $write($style, &COLORS), $write($style, &COLOR)]
    };
}

#[test]
fn path_styles() {
    let simple = Style::SIMPLE;
    assert_eq!(row!(in_path, simple), ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]);
    assert_eq!(row!(in_path, simple.explode()), ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]);
    let label = Style::LABEL;
    assert_eq!(row!(in_path, label), [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"]);
    assert_eq!(row!(in_path, label.explode()), [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"]);
    let matrix = Style::MATRIX;
    let joined = [";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"];
    assert_eq!(row!(in_path, matrix), joined);
    let exploded = [";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"];
    assert_eq!(row!(in_path, matrix.explode()), exploded);
}

#[test]
fn query_styles() {
    let form = Style::FORM;
    let exploded = ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"];
    assert_eq!(row!(query, form), exploded);
    assert_eq!(row!(query, form.join()), ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]);
    let delimited = |delimiter: &str| {
        let join = |parts: &[&str]| format!("color={}", parts.join(delimiter));
        ["color=".to_owned(), "color=blue".to_owned(), join(&COLORS), join(&["R", "100", "G", "200", "B", "150"])]
    };
    assert_eq!(row!(query, Style::SPACE_DELIMITED), delimited("%20"));
    assert_eq!(row!(query, Style::PIPE_DELIMITED), delimited("%7C"));
    assert_eq!(row!(query, Style::TAB_DELIMITED), delimited("%09"));
    for style in [Style::SPACE_DELIMITED, Style::PIPE_DELIMITED, Style::TAB_DELIMITED] {
        assert_eq!(row!(query, style.explode()), exploded);
    }
    assert_eq!(query(Style::DEEP_OBJECT, &COLOR), "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150");
}

#[test]
fn header_and_cookie_styles() {
    assert_eq!(row!(in_header, Style::SIMPLE), ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]);
    assert_eq!(row!(in_header, Style::SIMPLE.explode()), ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]);
    let joined = ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"];
    assert_eq!(row!(cookie, Style::FORM.join()), joined);
    let exploded = ["color=", "color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"];
    assert_eq!(row!(cookie, Style::FORM), exploded);
    assert_eq!(row!(cookie, Style::COOKIE.join()), joined);
    assert_eq!(row!(cookie, Style::COOKIE), exploded);
}

/// OpenAPI 3.2: no escaping is applied, and what would need one is given in its escaped form.
#[test]
fn the_style_of_cookies_encodes_nothing() {
    let text = "a-._~/?#[]@!$&'()*+:=%20<>^`{|}";
    assert_eq!(cookie(Style::COOKIE, text), format!("color={text}"));
    assert_eq!(cookie(Style::COOKIE.join(), &["a=b", "c%2Cd"]), "color=a=b,c%2Cd");
    let refused = |value: &Value| {
        let (mut out, style) = (String::new(), Style::COOKIE);
        super::cookie(&mut out, "color", style, value).map_err(|error| error.reason().clone())
            == Err(Reason::NotCookieText)
    };
    for text in ["a b", "a;b", "a,b", "a\"b", "a\\b", "a\r\nb", "\u{e4}", "a\tb"] {
        assert!(refused(&json!(text)) && refused(&json!([text])) && refused(&json!({ "k": text })), "{text:?}");
        assert!(refused(&json!({ text: "v" })), "{text:?}");
    }
    // A list in a list is JSON, which a cookie cannot hold.
    assert!(refused(&json!([["a", "b"]])) && refused(&json!({ "k=": "v" })) && refused(&json!({ "": "v" })));
}

#[test]
fn deep_objects_nest() {
    let value = json!({ "a": { "b": [1, { "c": "x y" }] }, "d": null, "e&": true });
    let expected = "color%5Ba%5D%5Bb%5D%5B0%5D=1&color%5Ba%5D%5Bb%5D%5B1%5D%5Bc%5D=x%20y&color%5Be%26%5D=true";
    assert_eq!(query(Style::DEEP_OBJECT, &value), expected);
}

#[test]
fn lists_in_exploded_objects_are_repeated() {
    let page = json!({ "deep": { "a": 1 }, "none": [], "null": null, "size": 20, "sort": ["name,asc", "id"] });
    let expected = "deep=%7B%22a%22%3A1%7D&size=20&sort=name%2Casc&sort=id";
    assert_eq!(query(Style::FORM, &page), expected);
    assert_eq!(cookie(Style::FORM, &json!({ "a": ["b", "c"] })), "a=b; a=c");
    assert_eq!(in_path(Style::MATRIX.explode(), &json!({ "a": ["b", ""], "c": "" })), ";a=b;a;c");
    assert_eq!(query(Style::FORM.join(), &json!({ "a": ["b"] })), "color=a,%5B%22b%22%5D");
}

#[test]
fn null_and_empty_lists_send_nothing() {
    for value in [json!(null), json!([]), json!({}), json!([null]), json!({ "a": null })] {
        for style in [Style::FORM, Style::FORM.join(), Style::PIPE_DELIMITED, Style::DEEP_OBJECT] {
            assert_eq!(query(style, &value), "", "{value}");
        }
        assert_eq!(header(Style::SIMPLE, &value), Ok(None));
        assert_eq!(path(Style::SIMPLE, &value), Err(Reason::Empty));
        assert_eq!(path(Style::MATRIX, &value), Err(Reason::Empty));
    }
    assert_eq!(query(Style::FORM.join(), &json!(["a", null, "b"])), "color=a,b");
}

#[test]
fn all_but_unreserved_characters_are_encoded() {
    let text = "a-._~/?#[]@!$&'()*+,;=: %ü";
    let encoded = "a-._~%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%3A%20%25%C3%BC";
    assert_eq!(in_path(Style::SIMPLE, text), encoded);
    assert_eq!(query(Style::FORM, text), format!("color={encoded}"));
    assert_eq!(cookie(Style::FORM, text), format!("color={encoded}"));
    assert_eq!(query(Style::FORM.join(), &["a,b", "c&d"]), "color=a%2Cb,c%26d");
    assert_eq!(query(Style::FORM, &json!({ "k=&": "v" })), "k%3D%26=v");
}

#[test]
fn allow_reserved_keeps_what_does_not_end_the_value() {
    let text = "/a?b=c:d@e!$'()*,; %2F 5% [&#+]";
    let sent = "color=/a?b=c:d@e!$'()*,;%20%2F%205%25%20%5B%26%23%2B%5D";
    assert_eq!(query(Style::FORM.allow_reserved(), text), sent);
    assert_eq!(in_path(Style::SIMPLE.allow_reserved(), "a:b/c?d#e&f"), "a:b%2Fc%3Fd%23e&f");
}

#[test]
fn json_parameters_are_json_text() {
    let value = json!({ "a": ["ü😀", 1] });
    assert_eq!(in_header(Style::JSON, &value), r#"{"a":["\u00fc\ud83d\ude00",1]}"#);
    assert_eq!(query(Style::JSON, &json!(["a b"])), "color=%5B%22a%20b%22%5D");
    assert_eq!(in_path(Style::JSON, &json!("x")), "%22x%22");
    // Styles have no notation for what is inside of a list.
    assert_eq!(query(Style::FORM, &json!([{ "a": 1 }, [2]])), "color=%7B%22a%22%3A1%7D&color=%5B2%5D");
}

#[test]
fn scalars_have_one_text_each() {
    let values: [(Value, &str); 6] = [
        (json!(true), "true"),
        (json!(-5), "-5"),
        (json!(u64::MAX), "18446744073709551615"),
        (json!(2.5), "2.5"),
        (json!(3.0), "3"),
        (json!(1e300), "1e300"),
    ];
    for (value, text) in values {
        assert_eq!(in_path(Style::SIMPLE, &value), text);
    }
    assert_eq!(path(Style::SIMPLE, &f64::NAN), Err(Reason::NotFinite));
    assert_eq!(in_path(Style::SIMPLE, &i128::MIN), i128::MIN.to_string());
}

#[test]
fn headers_refuse_what_would_split_them_and_do_not_repeat_it() {
    for secret in ["a\r\nX-Admin: 1", "a\nb", "a\0b", "schlüssel", "\u{7f}"] {
        let error = header(Style::SIMPLE, secret).expect_err("it is no header text");
        assert_eq!(error.reason(), &Reason::NotHeaderText);
        assert!(!format!("{error} {error:?}").contains(secret), "{error:?}");
    }
}

/// Swagger 2.0's `collectionFormat`.
#[test]
fn delimiters_are_encoded_but_in_headers() {
    assert_eq!(in_path(Style::SPACE_DELIMITED, &COLORS), "blue%20black%20brown");
    assert_eq!(in_path(Style::PIPE_DELIMITED, &COLORS), "blue%7Cblack%7Cbrown");
    assert_eq!(in_path(Style::TAB_DELIMITED, &["a|b", "c\td"]), "a%7Cb%09c%09d");
    let header = |style| {
        let (_, value) =
            super::header("x-colors", style, &COLORS).expect("it can be written").expect("it is not empty");
        value.to_str().expect("it is text").to_owned()
    };
    assert_eq!(header(Style::SPACE_DELIMITED), "blue black brown");
    assert_eq!(header(Style::PIPE_DELIMITED), "blue|black|brown");
    assert_eq!(
        super::header("x-colors", Style::TAB_DELIMITED, &COLORS)
            .ok()
            .flatten()
            .map(|(_, value)| value.as_bytes().to_vec()),
        Some(b"blue\tblack\tbrown".to_vec())
    );
}
