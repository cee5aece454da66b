//! A jar of cookies: which server gets which, what a redirect changes, and that nothing shows them.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

mod support;

use support::{CANARY, Carrier, Get, Post, Received, Server, answer, authorize, call, code, fixed, leaks, redirect};
use warded::rt::{Authorization, Style};
use warded::{Call, Cookies, Core, Operation};

/// The cookies of a request, sorted.
fn cookies(request: &Received) -> Vec<String> {
    let mut pairs: Vec<String> =
        request.header("cookie").iter().flat_map(|value| value.split("; ")).map(str::to_owned).collect();
    pairs.sort();
    pairs
}

fn none<O: Operation<Token = ()>>(core: &Core) -> Call<O> {
    call(core, Authorization::none())
}

/// A server that sets two cookies at each `POST`, one of them for a path, and a client with a jar.
async fn logged_in() -> (Server, Core, Cookies) {
    let server = Server::start(|request| match request.method.as_str() {
        "POST" => answer(
            200,
            &[
                ("set-cookie", &format!("sid={CANARY}; Path=/; HttpOnly")),
                ("set-cookie", "deep=1; Path=/start/deep"),
                ("set-cookie", "elsewhere=1; Domain=example.com"),
                ("set-cookie", "gone=1; Path=/; Max-Age=0"),
            ],
            "",
        ),
        _ => answer(200, &[], ""),
    })
    .await;
    let jar = Cookies::new();
    let core = Core::builder().base_url(server.url()).cookies(jar.clone()).build().unwrap();
    code(none::<Post>(&core)).await.unwrap();
    assert!(cookies(&server.take()[0]).is_empty());
    (server, core, jar)
}

#[tokio::test]
async fn cookies_are_sent_to_whom_they_are_for() {
    let (server, core, jar) = logged_in().await;
    let sid = format!("sid={CANARY}");
    code(none::<Get>(&core)).await.unwrap();
    assert_eq!(cookies(&server.take()[0])[..], [&*sid]);
    code(none::<Get>(&core).literal("/deep")).await.unwrap();
    assert_eq!(cookies(&server.take()[0]), ["deep=1", sid.as_str()]);
    assert_eq!(jar.get("sid").unwrap().expose(), CANARY);
    let other = Server::start(|_| answer(200, &[], "")).await;
    let elsewhere = Core::builder().base_url(other.url().replace("127.0.0.1", "localhost")).cookies(jar.clone());
    code(none::<Get>(&elsewhere.build().unwrap())).await.unwrap();
    assert!(cookies(&other.take()[0]).is_empty());
    jar.clear();
    code(none::<Get>(&core)).await.unwrap();
    assert!(cookies(&server.take()[0]).is_empty());
}

#[tokio::test]
async fn cookies_of_the_call_and_credentials_replace_those_of_the_jar() {
    let (server, core, _) = logged_in().await;
    code(none::<Get>(&core).cookie("sid", Style::FORM, "mine").cookie("a", Style::FORM, "b")).await.unwrap();
    assert_eq!(cookies(&server.take()[0]), ["a=b", "sid=mine"]);
    code(call::<Get>(&core, authorize(&[fixed(Carrier::Cookie)]))).await.unwrap();
    let sent = cookies(&server.take()[0]);
    let names: Vec<_> = sent.iter().map(|pair| pair.split('=').next().unwrap()).collect();
    assert!(names.iter().filter(|name| **name == "sid").count() == 1, "{names:?}");
}

#[tokio::test]
async fn a_redirect_elsewhere_neither_gets_nor_sets_cookies() {
    let other = Server::start(|_| answer(200, &[("set-cookie", "theirs=1")], "")).await;
    let target = other.url();
    let server = Server::start(move |request| match request.target.as_str() {
        "/start" => {
            let mut there = redirect(302, "/next");
            let text = String::from_utf8(there.bytes).unwrap();
            there.bytes = text.replacen("\r\n", "\r\nset-cookie: step=1; Path=/\r\n", 1).into_bytes();
            there
        }
        _ => redirect(302, &target),
    })
    .await;
    let jar = Cookies::new();
    let core = Core::builder().base_url(server.url()).cookies(jar.clone()).build().unwrap();
    code(none::<Get>(&core)).await.unwrap();
    let here = server.take();
    assert_eq!((cookies(&here[0]).len(), &cookies(&here[1])[..]), (0, &["step=1".to_owned()][..]));
    // The same host with another port is another origin to us, though not to cookies.
    assert!(cookies(&other.take()[0]).is_empty() && jar.get("theirs").is_none());
}

#[tokio::test]
async fn nothing_shows_a_cookie() {
    let (_server, core, jar) = logged_in().await;
    assert_eq!(format!("{jar:?}"), "Cookies(2)");
    let echo = Server::start(|request| {
        let body = format!("{{\"message\":\"bad {}\"}}", request.header("cookie").join("; "));
        answer(403, &[("set-cookie", &format!("sid={CANARY}; Path=/")), ("content-type", "application/json")], &body)
    })
    .await;
    let core = {
        drop(core);
        Core::builder().base_url(echo.url()).cookies(jar).build().unwrap()
    };
    for _ in 0..2 {
        let error = none::<Get>(&core).send().await.unwrap_err();
        assert!(error.to_string().contains("bad") && !leaks(format!("{error} {error:?}").as_bytes()), "{error}");
    }
    assert!(leaks(&echo.take()[0].raw), "it was sent");
}
