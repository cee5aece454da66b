//! Tests of secrets and redirects: over real sockets, each location of a credential with each kind of redirect.
//!
//! The published faults of other HTTP clients are in `https.rs`, by name.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

mod support;

use std::sync::Arc;

use http::{Method, Response, StatusCode};
use support::{
    CANARY, Carrier, Get, Head, Memory, Post, Put, ROOT, Server, answer, authorize, call, code, fixed, leaks, redirect,
    with_body,
};
use warded::rt::{Authorization, Decoded, Decoding, Reply};
use warded::{Core, CoreBuilder, Error, Never, Operation, RedirectError, Servers};

const STATUSES: [u16; 5] = [301, 302, 303, 307, 308];

/// A server that redirects `/start` to `/end` of another, over as many others as there are in between.
struct Chain {
    home: Server,
    away: Server,
}

impl Chain {
    /// `/start` at home leads away, by port or by host's name; `/back` away leads home again.
    async fn start(status: u16, host: &'static str, path: &'static str) -> Self {
        let home_port = Arc::new(std::sync::OnceLock::new());
        let known = Arc::clone(&home_port);
        let away = Server::start(move |request| match request.target.as_str() {
            "/back" => redirect(status, &format!("http://127.0.0.1:{}/end", known.get().unwrap())),
            _ => answer(200, &[], ""),
        })
        .await;
        let port = away.port;
        let home = Server::start(move |request| match request.target.split('?').next() {
            Some("/start") => redirect(status, &format!("http://{host}:{port}{path}")),
            _ => answer(200, &[], ""),
        })
        .await;
        home_port.set(home.port).unwrap();
        Self { home, away }
    }

    fn core(&self, change: impl FnOnce(CoreBuilder) -> CoreBuilder) -> Core {
        change(Core::builder().base_url(self.home.url())).build().unwrap()
    }
}

/// The redirect that was refused.
fn refused(result: Result<StatusCode, Error<Never>>) -> RedirectError {
    match result {
        Err(Error::Redirect(error)) => error,
        other => panic!("not a refused redirect: {other:?}"),
    }
}

#[tokio::test]
async fn another_origin_gets_nothing_while_credentials_are_attached() {
    for status in STATUSES {
        for host in ["127.0.0.1", "localhost"] {
            let chain = Chain::start(status, host, "/end").await;
            let core = chain.core(|builder| builder);
            for carrier in Carrier::ALL {
                let result = code(call::<Get>(&core, authorize(&[fixed(carrier)]))).await;
                let error = refused(result);
                assert!(matches!(error, RedirectError::CrossOrigin { .. }), "{status} {host} {carrier:?}: {error:?}");
                assert!(leaks(&chain.home.take()[0].raw), "{carrier:?} did not reach its own server");
            }
            assert!(chain.away.received().is_empty(), "{status} {host}");
        }
    }
}

#[tokio::test]
async fn what_is_left_behind_stays_behind() {
    for status in STATUSES {
        for (host, path) in [("127.0.0.1", "/end"), ("localhost", "/end"), ("127.0.0.1", "/back")] {
            let chain = Chain::start(status, host, path).await;
            let core = chain.core(|builder| builder.leave_credentials_on_redirect(true));
            for carrier in Carrier::ALL {
                let extra = call::<Get>(&core, authorize(&[fixed(carrier)]))
                    .extra_header("x-own-key", CANARY)
                    .extra_header("authorization", CANARY)
                    .extra_header("cookie", "a=1")
                    .extra_header("referer", "https://example.com/")
                    .extra_header("accept-language", "en");
                assert_eq!(code(extra).await.unwrap(), StatusCode::OK, "{status} {host} {path} {carrier:?}");
                let mut later = chain.home.take().split_off(1);
                later.extend(chain.away.take());
                assert_eq!(later.len(), if path == "/back" { 2 } else { 1 });
                for request in later {
                    assert!(!leaks(&request.raw), "{status} {host} {path} {carrier:?}");
                    assert_eq!(request.names(), ["accept", "accept-language", "user-agent"]);
                    assert!(!request.target.contains('?'));
                }
            }
        }
    }
}

#[tokio::test]
async fn a_body_goes_to_its_own_origin_only() {
    for status in STATUSES {
        let chain = Chain::start(status, "127.0.0.1", "/end").await;
        let core = chain.core(|builder| builder);
        let secret = || format!("client_secret={CANARY}");
        let posted = code(with_body::<Post>(&core, Authorization::none(), secret())).await;
        let put = code(with_body::<Put>(&core, Authorization::none(), secret())).await;
        if matches!(status, 307 | 308) {
            assert!(matches!(refused(posted), RedirectError::CrossOrigin { .. }), "{status}");
        } else {
            assert_eq!(posted.unwrap(), StatusCode::OK, "{status}");
        }
        assert_eq!(put.is_ok(), status == 303, "{status}");
        for request in chain.away.received() {
            assert_eq!((request.method.as_str(), request.body.len()), ("GET", 0), "{status}");
            assert_eq!(request.names(), ["accept", "user-agent"], "{status}");
        }
    }
}

#[tokio::test]
async fn inside_an_origin_everything_goes_along() {
    for status in STATUSES {
        let server = Server::start(move |request| match request.target.split('?').next() {
            Some("/start") => redirect(status, "/end?page=2#part"),
            _ => answer(200, &[], ""),
        })
        .await;
        let core = Core::builder().base_url(server.url()).build().unwrap();
        for carrier in Carrier::ALL {
            let sent = with_body::<Post>(&core, authorize(&[fixed(carrier)]), "text")
                .extra_header("x-own", "1")
                .extra_header("referer", "https://example.com/");
            assert_eq!(code(sent).await.unwrap(), StatusCode::OK);
            let [_, second] = &server.take()[..] else { panic!("not two requests") };
            assert!(leaks(&second.raw), "{status} {carrier:?}");
            assert!(second.target.starts_with("/end?page=2"), "{}", second.target);
            assert_eq!(second.target.matches(CANARY).count(), usize::from(carrier == Carrier::Query));
            assert_eq!(second.header("x-own"), ["1"]);
            assert!(second.header("referer").is_empty());
            let repeated = matches!(status, 307 | 308);
            assert_eq!(second.method, if repeated { "POST" } else { "GET" }, "{status}");
            assert_eq!(second.body, if repeated { &b"text"[..] } else { b"" }, "{status}");
            assert_eq!(second.header("content-type").len(), usize::from(repeated), "{status}");
        }
    }
}

#[tokio::test]
async fn methods_change_as_http_says() {
    for (status, head, put) in [(301, "HEAD", "PUT"), (302, "HEAD", "PUT"), (303, "HEAD", "GET"), (308, "HEAD", "PUT")]
    {
        let server = Server::start(move |request| match request.target.as_str() {
            "/start" => redirect(status, "end"),
            _ => answer(204, &[], ""),
        })
        .await;
        let core = Core::builder().base_url(server.url()).build().unwrap();
        code(call::<Head>(&core, Authorization::none())).await.unwrap();
        code(with_body::<Put>(&core, Authorization::none(), "text")).await.unwrap();
        let methods: Vec<_> = server.take().into_iter().map(|request| request.method).collect();
        assert_eq!(methods, ["HEAD", head, "PUT", put], "{status}");
    }
}

/// One answer to `/start`, in memory, for URLs that need no socket.
fn in_memory(base: &str, location: &'static [u8]) -> (Memory, CoreBuilder) {
    let memory = Memory::new(move |sent| {
        let response = Response::builder();
        match sent.uri.path() {
            "/start" => response.status(302).header("location", location).body(String::new()).unwrap(),
            _ => response.status(200).body(String::new()).unwrap(),
        }
    });
    (memory.clone(), Core::builder().base_url(base).transport(memory))
}

#[tokio::test]
async fn other_schemes_hosts_and_spellings() {
    type Expected = fn(&RedirectError) -> bool;
    let cross: Expected = |error| matches!(error, RedirectError::CrossOrigin { .. });
    let insecure: Expected = |error| matches!(error, RedirectError::Insecure { .. });
    let invalid: Expected = |error| matches!(error, RedirectError::InvalidLocation { .. });
    let user_info: Expected = |error| matches!(error, RedirectError::UserInfo { .. });
    let cases: [(&'static [u8], Expected); 14] = [
        (b"http://api.example/end", insecure),
        (b"http://api.example:443/end", insecure),
        (b"https://api.example:444/end", cross),
        (b"https://sub.api.example/end", cross),
        (b"https://example/end", cross),
        (b"https://api.example.evil.example/end", cross),
        (b"//evil.example/end", cross),
        (b"\\\\evil.example/end", cross),
        (b"/\\evil.example/end", cross),
        (b"https://api.example@evil.example/end", user_info),
        (b"https://user:pass@api.example/end", user_info),
        (b"ftp://api.example/end", invalid),
        (b"https://", invalid),
        (b"https://\xff/", invalid),
    ];
    for (location, expected) in cases {
        let (memory, builder) = in_memory("https://api.example", location);
        let core = builder.leave_credentials_on_redirect(false).build().unwrap();
        let error = refused(code(call::<Get>(&core, authorize(&[fixed(Carrier::Header)]))).await);
        assert!(expected(&error), "{}: {error:?}", String::from_utf8_lossy(location));
        assert_eq!(memory.take().len(), 1);
    }
}

#[tokio::test]
async fn https_is_never_left_even_without_credentials() {
    let (memory, builder) = in_memory("https://api.example", b"http://127.0.0.1/end");
    let core = builder.leave_credentials_on_redirect(true).allow_plain_http(true).build().unwrap();
    let error = refused(code(call::<Get>(&core, Authorization::none())).await);
    assert!(matches!(error, RedirectError::Insecure { .. }));
    assert_eq!(memory.take().len(), 1);
}

#[tokio::test]
async fn the_same_origin_in_other_words() {
    for location in [&b"https://API.example:443/end"[..], b"end", b"?x", b"//api.example/end"] {
        let (memory, builder) = in_memory("https://api.example/", location);
        let core = builder.max_redirects(1).build().unwrap();
        let result = code(call::<Get>(&core, authorize(&[fixed(Carrier::Header)]))).await;
        let sent = memory.take();
        assert_eq!(sent.len(), 2, "{result:?}");
        assert_eq!(sent[1].headers["x-api-key"], CANARY);
        assert!(sent[1].headers["x-api-key"].is_sensitive());
        assert_eq!(sent[1].method, Method::GET);
    }
}

#[tokio::test]
async fn endless_redirects_end() {
    let server = Server::start(|request| match request.target.as_str() {
        "/start" => redirect(302, "/again"),
        "/again" => redirect(302, "/start"),
        target => redirect(302, &format!("{target}/more")),
    })
    .await;
    let core = Core::builder().base_url(server.url()).max_redirects(3).build().unwrap();
    let error = refused(code(call::<Get>(&core, Authorization::none())).await);
    assert!(matches!(error, RedirectError::Loop { .. }));
    assert_eq!(server.take().len(), 2);
    let error = refused(code(call::<Get>(&core, Authorization::none()).literal("s")).await);
    assert!(matches!(error, RedirectError::TooMany { limit: 3, .. }));
    assert_eq!(server.take().len(), 4);
}

#[tokio::test]
async fn redirects_that_are_answers() {
    let server = Server::start(|request| match request.target.as_str() {
        "/start" => redirect(302, "/end"),
        _ => answer(302, &[], ""),
    })
    .await;
    let none = Core::builder().base_url(server.url()).max_redirects(0).build().unwrap();
    assert_eq!(code(call::<Get>(&none, Authorization::none())).await.unwrap(), StatusCode::FOUND);
    let some = Core::builder().base_url(server.url()).build().unwrap();
    assert_eq!(code(call::<Get>(&some, Authorization::none())).await.unwrap(), StatusCode::FOUND);
    assert_eq!(server.take().len(), 3);
}

/// Gives a redirect, as the document says.
enum Download {}

impl Operation for Download {
    const ID: &'static str = "download";
    fn method() -> Method {
        Method::GET
    }
    const PATH: &'static str = "/start";
    const SERVERS: &'static Servers = &ROOT;
    const ACCEPT: &'static str = "";
    type Output = ();
    type Error = Never;
    type Token = ();

    fn is_answer(status: StatusCode) -> bool {
        status == StatusCode::FOUND
    }

    fn decode(reply: &mut Reply) -> Decoding<Self> {
        if reply.status() == StatusCode::FOUND { Ok(Decoded::Output(())) } else { Ok(Decoded::Undocumented) }
    }
}

#[tokio::test]
async fn a_redirect_that_the_document_gives_as_the_success_is_the_answer() {
    let away = Server::start(|_| answer(200, &[], "")).await;
    let location = format!("{}/file", away.url());
    let found = location.clone();
    let server = Server::start(move |request| match request.target.as_str() {
        "/start" => redirect(307, "/moved"),
        _ => redirect(302, &location),
    })
    .await;
    let core = Core::builder().base_url(server.url()).build().unwrap();
    let download = || call::<Download>(&core, authorize(&[fixed(Carrier::Header)]));
    let response = download().literal("x").send().await.unwrap();
    assert_eq!(response.status(), StatusCode::FOUND);
    assert_eq!(response.headers()["location"], found);
    let followed = download().send().await.unwrap();
    assert_eq!(followed.status(), StatusCode::FOUND, "other redirects are followed on the way");
    assert!(away.take().is_empty());
}

#[tokio::test]
async fn a_stream_is_not_sent_twice() {
    let server = Server::start(|_| redirect(307, "/end")).await;
    let core = Core::builder().base_url(server.url()).build().unwrap();
    let stream = futures_util::stream::iter([Ok::<_, std::io::Error>("text")]);
    let sent = with_body::<Post>(&core, Authorization::none(), warded::Body::from_stream(stream));
    assert!(matches!(refused(code(sent).await), RedirectError::BodyGone { .. }));
}
