//! Every cell of OpenAPI's table of styles, each kind of body, and each kind of response, against a server that is not
//! ours. The expected text of the cells is the table's own, of `blue`, `[blue, black, brown]` and
//! `{ R: 100, G: 200, B: 150 }` (OpenAPI 3.0.4, "Style Examples").
#![allow(clippy::unwrap_used, reason = "a call that fails fails the test")]

#[path = "support/echo.rs"]
mod echo;

use echo::Echo;
use futures_util::TryStreamExt;
use test_apis::encoding::types::{Form, Nested, NestedSize, Patch, Rgb, Upload};
use test_apis::encoding::{Client, op};
use warded::Error;

fn start() -> (Echo, Client) {
    let echo = Echo::start();
    let client = Client::builder().base_url(&*echo.url).build().unwrap();
    (echo, client)
}

fn colors() -> Vec<String> {
    ["blue", "black", "brown"].map(str::to_owned).to_vec()
}

fn rgb() -> Rgb {
    Rgb::new(100, 200, 150)
}

fn nested() -> Nested {
    let mut nested = Nested::new("a b");
    let mut size = NestedSize::new(3);
    size.unit = Some("m".to_owned());
    nested.size = Some(size);
    nested.tags = Some(vec!["x".to_owned(), "y".to_owned()]);
    nested
}

/// Calls, and compares what stood behind `/base` in the request line.
macro_rules! targets {
    ($($call:expr => $expected:literal;)*) => {
        $(assert_eq!($call.await.unwrap().target, concat!("/base", $expected), stringify!($call));)*
    };
}

#[tokio::test]
async fn path_parameters() {
    let (_echo, client) = start();
    let (c, list, object) = ("blue", &colors()[..], &rgb());
    targets! {
        client.path_simple_joined(c, list, object) => "/path/simple/joined/blue/blue,black,brown/R,100,G,200,B,150";
        client.path_simple_exploded(c, list, object) => "/path/simple/exploded/blue/blue,black,brown/R=100,G=200,B=150";
        client.path_label_joined(c, list, object) => "/path/label/joined/.blue/.blue,black,brown/.R,100,G,200,B,150";
        client.path_label_exploded(c, list, object) => "/path/label/exploded/.blue/.blue.black.brown/.R=100.G=200.B=150";
        client.path_matrix_joined(c, list, object) => "/path/matrix/joined/;text=blue/;list=blue,black,brown/;object=R,100,G,200,B,150";
        client.path_matrix_exploded(c, list, object) => "/path/matrix/exploded/;text=blue/;list=blue;list=black;list=brown/;R=100;G=200;B=150";
        client.path_label_behind("") => "/path/label/file.";
        client.path_matrix_joined("", list, object) => "/path/matrix/joined/;text/;list=blue,black,brown/;object=R,100,G,200,B,150";
        client.path_matrix_exploded("", list, object) => "/path/matrix/exploded/;text/;list=blue;list=black;list=brown/;R=100;G=200;B=150";
        client.path_json(&Nested::new("a/b")) => "/path/json/%7B%22name%22%3A%22a%2Fb%22%7D";
        client.path_simple_joined("a/b?c#d %é", list, object) => "/path/simple/joined/a%2Fb%3Fc%23d%20%25%C3%A9/blue,black,brown/R,100,G,200,B,150";
        client.same_places(7, "a", "b", "q") => "/two/7.json/a-b?id=q";
        client.query_in_path("a/b", "x&y", "c=d") => "/query/in/a%2Fb?x%26y=1&type=a-c%3Dd&all=true";
    }
    assert!(matches!(client.path_simple_joined("", list, object).await, Err(Error::Request(_))), "an empty path value");
    for climbs in
        [client.path_simple_joined("..", list, object).await, client.path_simple_joined(".", list, object).await]
    {
        assert!(matches!(climbs, Err(Error::Request(_))), "a value that climbs");
    }
    let alone = client.path_label_joined("", list, object).await;
    assert!(matches!(alone, Err(Error::Request(_))), "an empty label would be the segment `.`");
}

#[tokio::test]
async fn query_parameters() {
    let (_echo, client) = start();
    let (list, object) = (&colors()[..], &rgb());
    targets! {
        client.query_form_joined().text("blue").list(list).object(object) => "/query/form/joined?text=blue&list=blue,black,brown&object=R,100,G,200,B,150";
        client.query_form_exploded().text("blue").list(list).object(object) => "/query/form/exploded?text=blue&list=blue&list=black&list=brown&R=100&G=200&B=150";
        client.query_form_joined().text("") => "/query/form/joined?text=";
        client.query_form_joined().list(&[""; 0][..]) => "/query/form/joined";
        client.query_form_exploded().text("") => "/query/form/exploded?text=";
        client.query_form_exploded() => "/query/form/exploded";
        client.query_form_exploded().nested(&nested()) => "/query/form/exploded?name=a%20b&size=%7B%22width%22%3A3%2C%22unit%22%3A%22m%22%7D&tags=x&tags=y";
        client.query_space_delimited_joined().list(list) => "/query/spaceDelimited/joined?list=blue%20black%20brown";
        client.query_pipe_delimited_joined().list(list) => "/query/pipeDelimited/joined?list=blue%7Cblack%7Cbrown";
        client.query_space_delimited_joined().object(object) => "/query/spaceDelimited/joined?object=R%20100%20G%20200%20B%20150";
        client.query_pipe_delimited_joined().object(object) => "/query/pipeDelimited/joined?object=R%7C100%7CG%7C200%7CB%7C150";
        client.query_deep_object_exploded().object(object) => "/query/deepObject/exploded?object%5BR%5D=100&object%5BG%5D=200&object%5BB%5D=150";
        client.query_deep_object_exploded().nested(&nested()) => "/query/deepObject/exploded?nested%5Bname%5D=a%20b&nested%5Bsize%5D%5Bwidth%5D=3&nested%5Bsize%5D%5Bunit%5D=m&nested%5Btags%5D%5B0%5D=x&nested%5Btags%5D%5B1%5D=y";
        client.query_reserved().text("a/b?c&d=e#f") => "/query/reserved?text=a/b?c%26d=e%23f";
        client.query_reserved().list(&["a/b", "c:d"][..]) => "/query/reserved?list=a/b,c:d";
        client.query_form_exploded().text("a/b?c&d=e#f+g") => "/query/form/exploded?text=a%2Fb%3Fc%26d%3De%23f%2Bg";
        client.query_json().plain("a b") => "/query/json?plain=a%20b";
        client.query_json().filter(&Nested::new("é")) => "/query/json?filter=%7B%22name%22%3A%22%C3%A9%22%7D";
    }
}

#[tokio::test]
async fn header_and_cookie_parameters() {
    let (_echo, client) = start();
    let (list, object) = (&colors()[..], &rgb());
    let joined = client.header_joined().x_text("blue").x_list(list).x_object(object).await.unwrap();
    assert_eq!(joined.headers["x-text"], "blue");
    assert_eq!(joined.headers["x-list"], "blue,black,brown");
    assert_eq!(joined.headers["x-object"], "R,100,G,200,B,150");
    let exploded = client.header_exploded().x_list(list).x_object(object).await.unwrap();
    assert_eq!(exploded.headers["x-list"], "blue,black,brown");
    assert_eq!(exploded.headers["x-object"], "R=100,G=200,B=150");
    let empty = client.header_joined().x_text("").await.unwrap();
    assert_eq!((empty.headers["x-text"].as_str(), empty.headers.get("x-list")), ("", None));
    assert_eq!(client.header_exploded().x_text("blue").await.unwrap().headers["x-text"], "blue");
    for (call, expected) in [
        (client.cookie_joined().text(""), "text="),
        (client.cookie_joined().text("a b;c"), "text=a%20b%3Bc"),
        (client.cookie_joined().text("blue").list(list), "text=blue; list=blue,black,brown"),
        (client.cookie_joined().object(object), "object=R,100,G,200,B,150"),
    ] {
        assert_eq!(call.await.unwrap().headers["cookie"], expected);
    }
    for (call, expected) in [
        (client.cookie_exploded().text(""), "text="),
        (client.cookie_exploded().text("blue").list(list), "text=blue; list=blue; list=black; list=brown"),
        (client.cookie_exploded().object(object), "R=100; G=200; B=150"),
    ] {
        assert_eq!(call.await.unwrap().headers["cookie"], expected);
    }
    for (call, expected) in [
        (client.cookie_raw().text(""), "text="),
        (client.cookie_raw().text("a/b=c%20").list(list), "text=a/b=c%20; list=blue,black,brown"),
        (client.cookie_raw().object(object), "R=100; G=200; B=150"),
    ] {
        assert_eq!(call.await.unwrap().headers["cookie"], expected);
    }
    let error = client.cookie_raw().text("a; admin=1").await.unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error}");
    let json = client.query_json().x_filter(&Nested::new("\u{e9}")).filter2(&Nested::new("a;b")).await.unwrap();
    assert_eq!(json.headers["x-filter"], r#"{"name":"\u00e9"}"#);
    assert_eq!(json.headers["cookie"], "filter=%7B%22name%22%3A%22a%3Bb%22%7D");
    let same = client.same_places(7, "a", "b", "query").id("header").id2("cookie").await.unwrap();
    assert_eq!((same.headers["id"].as_str(), same.headers["cookie"].as_str()), ("header", "id=cookie"));
    for value in ["a\r\nX-Injected: 1", "a\0b"] {
        let error = client.header_joined().x_text(value).await.unwrap_err();
        assert!(matches!(error, Error::Request(_)) && !error.to_string().contains("Injected"), "{error}");
    }
}

#[tokio::test]
async fn request_bodies() {
    let (_echo, client) = start();
    let json = r#"{"name":"a b","size":{"width":3,"unit":"m"},"tags":["x","y"]}"#;
    let sent = client.body_json(&nested()).await.unwrap();
    assert_eq!((sent.headers["content-type"].as_str(), sent.body.as_str()), ("application/json", json));
    let sent = client.body_vendor_json(&nested()).await.unwrap();
    assert_eq!((sent.headers["content-type"].as_str(), sent.body.as_str()), ("application/vnd.example+json", json));
    let sent = client.body_delete(&nested()).await.unwrap();
    assert_eq!((sent.method.as_str(), sent.body.as_str()), ("DELETE", json));
    let sent = client.body_get(&nested()).await.unwrap();
    assert_eq!((sent.method.as_str(), sent.body.as_str()), ("GET", json));
    let sent = client.body_lines("{}\n[]\n").await.unwrap();
    assert_eq!((sent.headers["content-type"].as_str(), sent.body.as_str()), ("application/x-ndjson", "{}\n[]\n"));
    let sent = client.body_optional().await.unwrap();
    assert_eq!((sent.headers.get("content-type"), sent.body.as_str()), (None, ""));
    assert_eq!(client.body_optional().body(&nested()).await.unwrap().body, json);

    let mut form = Form::new("a b&c");
    (form.count, form.exploded) = (Some(2), Some(vec!["x".to_owned(), "y".to_owned()]));
    (form.joined, form.piped) = (form.exploded.clone(), form.exploded.clone());
    let expected = "name=a+b%26c&count=2&exploded=x&exploded=y&joined=x,y&piped=x%7Cy";
    let sent = client.body_form(&form).await.unwrap();
    assert_eq!(sent.headers["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(sent.body.replace("%20", "+").replace("%2C", ","), expected);

    let sent = client.body_text("caf\u{e9}").await.unwrap();
    assert!(sent.headers["content-type"].starts_with("text/plain"));
    assert_eq!(sent.body, "caf\u{c3}\u{a9}");
    let sent = client.body_bytes(vec![0_u8, 255, 16]).await.unwrap();
    assert_eq!(
        (sent.headers["content-type"].as_str(), sent.body.as_str()),
        ("application/octet-stream", "\0\u{ff}\u{10}")
    );
    assert_eq!(client.body_several(&nested()).await.unwrap().body, json);
    assert_eq!(client.body_several_as_form(&Form::new("f")).await.unwrap().body, "name=f");
    assert_eq!(client.body_several_as_text("t").await.unwrap().body, "t");
}

#[tokio::test]
async fn merge_patches_say_null() {
    let (_echo, client) = start();
    let flags = [("a".to_owned(), None), ("b".to_owned(), Some(true))];
    let patch =
        Patch { name: warded::Nullable::Null, flags: warded::Nullable::Value(flags.into()), ..Patch::default() };
    let sent = client.body_merge_patch(&patch).await.unwrap();
    assert_eq!(sent.headers["content-type"], "application/merge-patch+json");
    assert_eq!(sent.body, r#"{"name":null,"flags":{"a":null,"b":true}}"#);
}

#[tokio::test]
async fn multipart_bodies() {
    let (_echo, client) = start();
    let mut upload = Upload::new("a b", vec![1_u8, 2]);
    upload.details = Some(Nested::new("n"));
    upload.pages = Some(vec![vec![3_u8].into(), vec![4_u8].into()]);
    let sent = client.body_multipart(&upload).await.unwrap();
    let kind = &sent.headers["content-type"];
    let boundary = kind.strip_prefix("multipart/form-data; boundary=").unwrap().trim_matches('"');
    let parts: Vec<&str> = sent.body.split(&format!("--{boundary}")).collect();
    assert_eq!(parts.len(), 7, "{}", sent.body);
    assert!(parts[1].contains("name=\"name\"") && parts[1].contains("\r\n\r\na b\r\n"), "{}", parts[1]);
    assert!(parts[2].to_lowercase().contains("content-type: image/png") && parts[2].contains("\r\n\r\n\u{1}\u{2}\r\n"));
    for (part, content) in [(parts[3], "\u{3}"), (parts[4], "\u{4}")] {
        assert!(part.contains("name=\"pages\"") && part.contains(&format!("\r\n\r\n{content}\r\n")), "{part}");
    }
    assert!(parts[5].contains("application/json") && parts[5].contains("{\"name\":\"n\"}"), "{}", parts[5]);
    assert_eq!(parts[6], "--\r\n");
}

#[tokio::test]
async fn arrays_of_a_fixed_length() {
    use test_apis::tuples::Client;
    use test_apis::tuples::types::{Line, LineLabelItem1};

    let echo = Echo::start();
    let client = Client::builder().base_url(&*echo.url).build().unwrap();
    let mut line = Line::new(((0.0, 1.5), (2.0, 3.0)));
    line.label = Some((LineLabelItem1::Left, None));
    line.log_in = Some(("anna".into(), "hunter2".into()));
    let sent = client.send(&(0.5, 1.0), &line).range(&("km".to_owned(), 5)).await.unwrap();
    assert_eq!(sent.target, "/base/tuples?at=0.5,1&range=km&range=5");
    let json = r#"{"ends":[[0.0,1.5],[2.0,3.0]],"label":["left",null],"log_in":["anna","hunter2"]}"#;
    assert_eq!(sent.body, json);
    let received = client.receive().await.unwrap().into_body();
    assert_eq!(received, line);
    assert!(!format!("{received:?}").contains("hunter2"));
}

#[tokio::test]
async fn responses_by_status() {
    let (_echo, client) = start();
    let now = client.response_several(200).await.unwrap();
    assert!(matches!(&*now, op::ResponseSeveralOutput::Ok(nested) if nested.name == "caf\u{e9}"));
    let later = client.response_several(202).await.unwrap();
    assert!(matches!(&*later, op::ResponseSeveralOutput::Accepted(accepted) if accepted.job == "j1"));
    let nothing = client.response_several(204).await.unwrap();
    assert!(matches!(*nothing, op::ResponseSeveralOutput::NoContent));
    let error = async |status| match client.response_several(status).await.unwrap_err() {
        Error::Documented { status: received, body, .. } => {
            assert_eq!(i64::from(received.as_u16()), status);
            *body
        }
        other => panic!("{other}"),
    };
    assert!(matches!(error(404).await, op::ResponseSeveralError::NotFound(e) if e.reason.as_deref() == Some("gone")));
    assert!(matches!(error(429).await, op::ResponseSeveralError::ClientError(text) if text == "slow down"));
    assert!(matches!(error(503).await, op::ResponseSeveralError::Default(e) if e.code == Some(5)));
}

#[tokio::test]
async fn headers_of_errors() {
    let (_echo, client) = start();
    for (status, expected) in [(429, Some(30)), (404, None)] {
        let error = client.response_several(status).await.unwrap_err();
        let headers: op::ResponseSeveralErrorHeaders = error.response().unwrap().typed_headers().unwrap();
        assert_eq!(headers.x_limit, expected);
    }
}

#[tokio::test]
async fn responses_by_kind() {
    let (_echo, client) = start();
    let response = client.response_headers().await.unwrap();
    let headers = response.typed_headers().unwrap();
    assert_eq!((headers.x_rate_limit, headers.x_tags), (7, Some(vec!["a".to_owned(), "b".to_owned()])));
    assert_eq!(client.response_text().await.unwrap().into_body(), "caf\u{e9}");
    let bytes: Vec<_> = client.response_bytes().await.unwrap().into_body().try_collect().await.unwrap();
    assert_eq!(bytes.concat(), [0, 255, 16]);
    let events: Vec<_> = client.response_events().await.unwrap().into_body().try_collect().await.unwrap();
    assert_eq!(events.iter().map(|event| event.data.name.as_str()).collect::<Vec<_>>(), ["first", "second"]);
    assert_eq!(client.response_chosen().await.unwrap().name, "caf\u{e9}");
    let chosen: Vec<_> = client.response_chosen_stream().await.unwrap().into_body().try_collect().await.unwrap();
    assert_eq!(chosen.iter().map(|event| event.data.name.as_str()).collect::<Vec<_>>(), ["first"]);
    assert_eq!(client.response_default().await.unwrap().name, "caf\u{e9}");
    let any = client.response_range().await.unwrap();
    assert_eq!((any.status().as_u16(), any.name.as_str()), (203, "caf\u{e9}"));
    client.response_nothing().await.unwrap();
    let lines: Vec<_> = client.response_lines().await.unwrap().into_body().try_collect().await.unwrap();
    assert_eq!(lines.iter().map(|line| line.name.as_str()).collect::<Vec<_>>(), ["first", "second"]);
}
