//! Tests of the requests that calls send and refuse, and of the results of their responses, with a transport in
//! memory.

use std::convert::Infallible;

use http::{HeaderName, HeaderValue, Method, Request, Response, StatusCode};
use warded::rt::{Authorization, Decoded, Decoding, Reply, Style};
use warded::{Body, Call, Core, Error, Operation, Reason, Servers};

static SERVERS: Servers =
    Servers { index: 0, servers: &[warded::rt::ServerUrl { url: "https://api.example.com/v1", variables: &[] }] };

/// Tells what it was asked: the target, the headers of interest, the body.
enum Echo {}

impl Operation for Echo {
    const ID: &'static str = "echo";
    fn method() -> Method {
        Method::POST
    }
    const PATH: &'static str = "/echo";
    const SERVERS: &'static Servers = &SERVERS;
    const ACCEPT: &'static str = "application/json";
    type Output = String;
    type Error = Vec<String>;
    type Token = ();

    fn decode(reply: &mut Reply) -> Decoding<Self> {
        match reply.status().as_u16() {
            200 => reply.text().map(Decoded::Output),
            400 => reply.json().map(Decoded::Error),
            _ => Ok(Decoded::Undocumented),
        }
    }
}

async fn echo(request: Request<Body>) -> Result<Response<Body>, Infallible> {
    let (head, body) = request.into_parts();
    let header = |name: &str| head.headers.get(name).map_or("-", |value| value.to_str().unwrap_or("?")).to_owned();
    let body = body.bytes().await.unwrap_or_default();
    let mut text = format!("{} {} {}", head.method, head.uri, String::from_utf8_lossy(&body));
    for name in ["accept", "content-type", "cookie", "x-a"] {
        text.push_str(&format!("|{}", header(name)));
    }
    let status = header("x-status").parse().unwrap_or(200);
    let mut response = Response::new(if status == 200 { text.into() } else { r#"["why"]"#.into() });
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
    Ok(response)
}

fn call() -> Call<Echo> {
    let core = Core::builder().transport(tower::service_fn(echo)).build().expect("nothing is wrong with it");
    Call::new(&core, Authorization::none(), ())
}

async fn refusal(call: Call<Echo>) -> (String, Reason) {
    match call.await {
        Err(Error::Request(error)) => (error.place().to_string(), error.reason().clone()),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn all_parts_reach_the_request() {
    let sent = call()
        .literal("/pets/")
        .path("id", Style::SIMPLE, "a/b")
        .literal(".json")
        .query("q", Style::FORM, &["x", "y"])
        .query("n", Style::FORM, &5)
        .header("X-A", Style::SIMPLE, &[1, 2])
        .cookie("c", Style::FORM, "d e")
        .cookie("f", Style::FORM, &true)
        .json("application/vnd.pets+json", &["body"])
        .await
        .expect("the echo answers");
    let expected = "POST https://api.example.com/v1/pets/a%2Fb.json?q=x&q=y&n=5 [\"body\"]\
                    |application/json|application/vnd.pets+json|c=d%20e; f=true|1,2";
    assert_eq!(*sent, expected);
}

#[tokio::test]
async fn headers_of_the_caller_replace_parameters() {
    let name = HeaderName::from_static("x-a");
    let call = call().literal("/").header("X-A", Style::SIMPLE, "parameter");
    let sent = call.extra_header(name, HeaderValue::from_static("caller")).await.expect("the echo answers");
    assert!(sent.ends_with("|caller"), "{}", sent.body());
}

#[tokio::test]
async fn steps_to_other_paths_are_refused() {
    for (style, value) in [(Style::SIMPLE, "."), (Style::SIMPLE, ".."), (Style::LABEL, ""), (Style::LABEL, ".")] {
        let refused = refusal(call().literal("/a/").path("id", style, value).literal("/b")).await;
        assert_eq!(refused, ("the path parameter `id`".to_owned(), Reason::DotSegment));
    }
    let two = call().literal("/").path("a", Style::SIMPLE, ".").path("b", Style::SIMPLE, ".");
    assert_eq!(refusal(two).await, ("the path parameter `b`".to_owned(), Reason::DotSegment));
    let file = call().literal("/").path("name", Style::SIMPLE, "..").literal(".json");
    assert!(file.await.expect("it is a name, not a step").contains("/v1/...json"));
}

#[tokio::test]
async fn the_last_segment_may_be_empty() {
    let folder = || call().literal("/files/").path("path", Style::SIMPLE, "");
    assert!(folder().await.unwrap().starts_with("POST https://api.example.com/v1/files/ "));
    let queried = folder().query("a", Style::FORM, "b");
    assert!(queried.await.unwrap().starts_with("POST https://api.example.com/v1/files/?a=b "));
    let empty = ("the path parameter `path`".to_owned(), Reason::Empty);
    assert_eq!(refusal(folder().literal("/checkpoints")).await, empty);
    assert_eq!(refusal(folder().literal("/").path("id", Style::SIMPLE, "1")).await, empty);
    assert_eq!(refusal(call().literal("/files/a").path("path", Style::SIMPLE, "")).await, empty);
    let documented = call().literal("/files/").path("path", Style::SIMPLE.may_be_empty(), "").literal("/checkpoints");
    assert!(documented.await.unwrap().starts_with("POST https://api.example.com/v1/files//checkpoints "));
}

#[tokio::test]
async fn the_first_mistake_is_reported_and_nothing_is_sent() {
    let none: [&str; 0] = [];
    let call = call().literal("/").path("id", Style::SIMPLE, &none).header("X-A", Style::SIMPLE, "a\nb").form(
        "application/x-www-form-urlencoded",
        &5,
        &[],
    );
    assert_eq!(refusal(call).await, ("the path parameter `id`".to_owned(), Reason::Empty));
}

#[tokio::test]
async fn statuses_become_errors() {
    let answer = |status: &'static str| call().literal("/").header("X-Status", Style::SIMPLE, status);
    match answer("400").await {
        Err(Error::Documented { status, body, .. }) => assert_eq!((status.as_u16(), *body), (400, vec!["why".into()])),
        other => panic!("{other:?}"),
    }
    match answer("418").await {
        Err(Error::Undocumented(response)) => assert_eq!(&response.body()[..], br#"["why"]"#),
        other => panic!("{other:?}"),
    }
    assert_eq!(answer("418").send_raw().await.expect("raw responses are not judged").status().as_u16(), 418);
}

#[tokio::test]
async fn calls_can_be_sent_from_other_tasks() {
    let task = tokio::spawn(call().literal("/").into_future());
    assert!(task.await.expect("it does not panic").is_ok());
}

#[tokio::test]
async fn a_body_that_comes_in_pieces_is_read_to_its_end() {
    for pieces in [&["whole"][..], &["", "in ", "", "three ", "pieces"], &["", ""], &[]] {
        let service = tower::service_fn(move |_: Request<Body>| async move {
            let pieces = pieces.iter().map(|piece| Ok::<_, Infallible>(*piece));
            Ok::<_, Infallible>(Response::new(Body::from_stream(futures_util::stream::iter(pieces))))
        });
        let core = Core::builder().transport(service).build().expect("nothing is wrong with it");
        let response = Call::<Echo>::new(&core, Authorization::none(), ()).literal("/").await.expect("it is text");
        assert_eq!(*response, pieces.concat());
    }
}

#[tokio::test]
async fn the_callers_type_of_the_body_counts() {
    let json = call().literal("/").json("application/json", &1);
    let sent = json.extra_header(http::header::CONTENT_TYPE, HeaderValue::from_static("a/b")).await;
    assert!(sent.expect("the echo answers").contains("|a/b|"));
    let refused = refusal(call().literal("/").json("a/\u{fc}", &1)).await;
    assert_eq!(refused, ("the header `Content-Type`".to_owned(), Reason::NotHeaderText));
}

/// The future of a waiting call is moved and kept in memory: thousands may wait at once.
#[test]
fn a_call_that_waits_is_small() {
    let size = size_of_val(&call().literal("/").send());
    assert!(size <= 700, "{size} bytes");
}
