//! Logins of a person by OAuth 2.0, in a browser or on another device; the authorization server answers in memory.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

#[path = "support/oauth.rs"]
#[allow(unreachable_pub, dead_code, unused_imports, missing_docs, reason = "this file uses a part of it")]
mod api;
mod support;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use api::scope::{Openid, Read};
use api::{OAuth, Provider};
use http::Response;
use secrecy::ExposeSecret as _;
use support::{Memory, Sent};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use warded::oauth::{AuthorizationCode, Client, ErrorCode, Flow, Loopback, Pending, TokenError, TokenErrorKind};
use warded::{Core, SecretString};

fn json(status: u16, body: &str) -> Response<String> {
    Response::builder().status(status).body(body.to_owned()).unwrap()
}

/// A client whose authorization server answers by this function.
fn client(answer: impl Fn(&Sent) -> Response<String> + Send + Sync + 'static) -> (Memory, api::Client) {
    let memory = Memory::new(answer);
    let core = Core::builder().base_url("https://api.example.com/").transport(memory.clone()).build().unwrap();
    (memory, core.into())
}

fn issuing() -> (Memory, api::Client) {
    client(|_| json(200, r#"{"access_token":"t","refresh_token":"r","expires_in":100}"#))
}

fn flow(api: &api::Client) -> Flow<OAuth<(Openid, Read)>, AuthorizationCode> {
    OAuth::<(Openid, Read)>::authorization_code(api, Client::public("id")).query("prompt", "login")
}

fn body(sent: &Sent) -> BTreeMap<String, String> {
    pairs(std::str::from_utf8(sent.body.as_ref().unwrap()).unwrap())
}

fn pairs(query: &str) -> BTreeMap<String, String> {
    url::form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

fn parameters<K: warded::rt::TokenCredential>(pending: &Pending<K>) -> BTreeMap<String, String> {
    pairs(pending.url().split_once('?').unwrap().1)
}

fn kind<T>(result: Result<T, TokenError>) -> TokenErrorKind {
    result.map(|_| ()).unwrap_err().kind().clone()
}

#[tokio::test]
async fn a_login_in_the_browser_begins_and_ends_as_the_specifications_say() {
    let (memory, api) = issuing();
    let pending = flow(&api).begin("https://app.example.com/cb?a=b").unwrap();
    assert!(pending.url().starts_with("https://auth.example.com/authorize?tenant=a&response_type=code&client_id=id&"));
    let asked = parameters(&pending);
    for (name, value) in [
        ("redirect_uri", "https://app.example.com/cb?a=b"),
        ("scope", "openid read"),
        ("code_challenge_method", "S256"),
        ("prompt", "login"),
    ] {
        assert_eq!(asked[name], value);
    }
    assert_eq!((asked["state"].len(), asked["code_challenge"].len()), (43, 43));
    assert!(memory.take().is_empty());
    let query = format!("?code=c%2F1&state={}", asked["state"]);
    let session = pending.finish(&query).await.unwrap().build();
    assert_eq!(session.refresh_token().unwrap().token().expose_secret(), "r");
    let sent = memory.take();
    assert_eq!((sent.len(), sent[0].uri.to_string().as_str()), (1, "https://api.example.com/oauth/token"));
    let sent = body(&sent[0]);
    assert_eq!((sent["code"].as_str(), sent["redirect_uri"].as_str()), ("c/1", "https://app.example.com/cb?a=b"));
    assert_eq!(challenge(&sent["code_verifier"]), asked["code_challenge"]);
    assert!(!sent.contains_key("prompt"));
    session.credential().await.unwrap();
    assert!(memory.take().is_empty(), "the session begins with the token");
}

fn challenge(verifier: &str) -> String {
    use base64::Engine as _;
    use sha2::Digest as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(sha2::Sha256::digest(verifier))
}

#[tokio::test]
async fn what_is_not_the_answer_is_refused_before_anything_is_sent() {
    let (memory, api) = issuing();
    let foreign = TokenErrorKind::Answer("has not the `state` of this login");
    let refused = |code| TokenErrorKind::Refused(code);
    for (query, expected) in [
        ("code=c&state=other", foreign.clone()),
        ("code=c&state=", foreign.clone()),
        ("code=c", foreign.clone()),
        ("", foreign.clone()),
        ("error=access_denied", foreign.clone()),
        ("code=c&code=d&state=STATE", foreign.clone()),
        ("code=c&state=STATE&state=STATE", foreign),
        ("state=STATE", TokenErrorKind::Answer("holds no code")),
        ("error=access_denied&state=STATE", refused(ErrorCode::AccessDenied)),
        ("error=login_required&code=c&state=STATE", refused(ErrorCode::LoginRequired)),
        ("code=c&state=STATE&iss=https://evil.example.com", TokenErrorKind::Issuer),
        ("error=access_denied&state=STATE&iss=https://evil.example.com", TokenErrorKind::Issuer),
    ] {
        let pending = flow(&api).issuer("https://auth.example.com").begin("https://app.example.com/cb").unwrap();
        let query = query.replace("STATE", &parameters(&pending)["state"]);
        assert_eq!(kind(pending.finish(&query).await), expected, "{query}");
    }
    assert!(memory.take().is_empty());
    let pending = flow(&api).begin("https://app.example.com/cb").unwrap();
    let query = format!("code=c&iss=https://any.example.com&state={}", parameters(&pending)["state"]);
    assert!(pending.finish(&query).await.is_ok(), "an issuer that is not known cannot be compared");
}

#[tokio::test]
async fn a_login_is_saved_for_the_request_that_ends_it() {
    let (memory, api) = issuing();
    let pending = flow(&api).begin("https://app.example.com/cb").unwrap();
    let (saved, asked) = (pending.save(), parameters(&pending));
    drop(pending);
    let resumed = flow(&api).resume(&saved).unwrap();
    assert_eq!(parameters(&resumed), asked);
    let _ = resumed.finish(&format!("code=c&state={}", asked["state"])).await.unwrap();
    assert_eq!(challenge(&body(&memory.take()[0])["code_verifier"]), asked["code_challenge"]);
    for text in ["", "{}", "[]", r#"{"state":"a","verifier":"b"}"#] {
        let error = flow(&api).resume(&SecretString::from(text));
        assert_eq!(kind(error), TokenErrorKind::Local("what was saved is not a login"), "{text}");
    }
}

#[tokio::test]
async fn a_code_is_sent_once_even_if_no_answer_comes() {
    let (memory, api) = client(|_| json(503, "busy"));
    let pending = flow(&api).begin("https://app.example.com/cb").unwrap();
    let query = format!("code=c&state={}", parameters(&pending)["state"]);
    assert_eq!(kind(pending.finish(&query).await), TokenErrorKind::Status);
    assert_eq!(memory.take().len(), 1);
}

#[tokio::test]
async fn urls_that_cannot_be_used_are_errors_before_anyone_logs_in() {
    let (_, api) = issuing();
    let begin = |flow: Flow<OAuth<(Openid, Read)>, AuthorizationCode>| kind(flow.begin("https://app.example.com/cb"));
    let plain = begin(flow(&api).authorization_endpoint("http://example.com/authorize"));
    assert_eq!(plain, TokenErrorKind::Endpoint("authorization endpoint"));
    assert_eq!(begin(flow(&api).endpoint("http://example.com/token")), TokenErrorKind::Endpoint("token endpoint"));
}

/// Sends a request to the listener and returns the answer.
async fn visit(port: u16, target: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    stream.write_all(format!("GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n").as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn a_listener_waits_for_the_answer_and_is_not_disturbed() {
    let (memory, api) = issuing();
    let (show, shown) = tokio::sync::oneshot::channel();
    let browser = tokio::spawn(async move {
        let url: String = shown.await.unwrap();
        let asked = pairs(url.split_once('?').unwrap().1);
        let port = asked["redirect_uri"].strip_prefix("http://127.0.0.1:").unwrap().strip_suffix("/cb").unwrap();
        let port = port.parse().unwrap();
        // A browser opens connections ahead; others send what they like.
        let idle = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        for target in ["/favicon.ico", "/cb", "/cb?code=c&state=other", "/cb?error=access_denied", "/other?state=STATE"]
        {
            let answer = visit(port, &target.replace("STATE", &asked["state"])).await;
            assert!(answer.starts_with("HTTP/1.1 404 "), "{answer}");
        }
        let answer = visit(port, &format!("/cb?code=c&state={}", asked["state"])).await;
        drop(idle);
        answer
    });
    let at = Loopback::new().path("cb").page("<p>Welcome");
    let session = flow(&api).loopback(at, |url| show.send(url.to_owned()).unwrap()).await.unwrap().build();
    let answer = browser.await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with("<p>Welcome"), "{answer}");
    assert!(answer.contains("Cache-Control: no-store") && answer.contains("Referrer-Policy: no-referrer"));
    session.credential().await.unwrap();
    let sent = body(&memory.take()[0]);
    assert!(sent["redirect_uri"].starts_with("http://127.0.0.1:") && sent["code"] == "c");
}

#[tokio::test]
async fn a_refusal_ends_the_wait_and_so_does_its_limit() {
    let (memory, api) = issuing();
    let refuse = |url: &str| {
        let asked = pairs(url.split_once('?').unwrap().1);
        let port =
            asked["redirect_uri"].rsplit_once(':').unwrap().1.strip_suffix("/callback").unwrap().parse().unwrap();
        tokio::spawn(
            async move { visit(port, &format!("/callback?error=access_denied&state={}", asked["state"])).await },
        );
    };
    let refused = flow(&api).loopback(Loopback::new(), refuse).await;
    assert_eq!(kind(refused), TokenErrorKind::Refused(ErrorCode::AccessDenied));
    let soon = Loopback::new().localhost().limit(Duration::from_millis(50));
    let is_named = |url: &str| assert!(url.contains("redirect_uri=http%3A%2F%2Flocalhost%3A"), "{url}");
    assert_eq!(kind(flow(&api).loopback(soon, is_named).await), TokenErrorKind::Expired);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let at = Loopback::new().port(taken.local_addr().unwrap().port());
    assert_eq!(kind(flow(&api).loopback(at, |_| {}).await), TokenErrorKind::Local("no port could be listened on"));
    assert!(memory.take().is_empty());
}

const CODE: &str = r#"{"device_code":"d","user_code":"AB-CD","verification_uri":"https://example.com/device",
    "verification_uri_complete":"https://example.com/device?code=AB-CD","expires_in":60,"interval":5}"#;

/// A server that answers the requests of a device one after the other, the last answer for ever.
fn device(answers: &'static [(u16, &'static str)]) -> (Memory, api::Client) {
    let next = Arc::new(AtomicUsize::new(0));
    client(move |sent| match sent.uri.path() {
        "/device" => json(200, CODE),
        _ => {
            let (status, body) = answers[next.fetch_add(1, Ordering::SeqCst).min(answers.len() - 1)];
            json(status, body)
        }
    })
}

#[tokio::test(start_paused = true)]
async fn a_device_asks_until_someone_has_logged_in() {
    let (memory, api) = device(&[
        (400, r#"{"error":"authorization_pending"}"#),
        (400, r#"{"error":"slow_down"}"#),
        (502, "<html>"),
        (200, r#"{"access_token":"t","refresh_token":"r"}"#),
    ]);
    let begun = tokio::time::Instant::now();
    let login = OAuth::<Read>::device(&api, Client::public("id")).begin().await.unwrap();
    let shown = (login.user_code(), login.verification_uri(), login.verification_uri_complete());
    let complete = Some("https://example.com/device?code=AB-CD");
    assert_eq!(shown, ("AB-CD", "https://example.com/device", complete));
    let session = login.wait().await.unwrap().build();
    // 5, then 5, then 10, then 20.
    assert_eq!(begun.elapsed().as_secs(), 40);
    session.credential().await.unwrap();
    let sent: Vec<_> = memory.take().iter().map(body).collect();
    assert_eq!((sent[0]["scope"].as_str(), sent[0]["client_id"].as_str(), sent.len()), ("read", "id", 5));
    assert_eq!(sent[1]["grant_type"], "urn:ietf:params:oauth:grant-type:device_code");
    assert_eq!(sent[1]["device_code"], "d");
}

#[tokio::test(start_paused = true)]
async fn a_device_stops_when_someone_refused_or_the_code_has_expired() {
    let denied: &[_] = &[(400, r#"{"error":"access_denied"}"#)];
    let expired: &[_] = &[(400, r#"{"error":"expired_token"}"#)];
    let never: &[_] = &[(400, r#"{"error":"authorization_pending"}"#)];
    for (answers, expected, most) in [
        (denied, TokenErrorKind::Refused(ErrorCode::AccessDenied), 1),
        (expired, TokenErrorKind::Refused(ErrorCode::ExpiredToken), 1),
        (never, TokenErrorKind::Expired, 11),
    ] {
        let (memory, api) = device(answers);
        let login = OAuth::<Read>::device(&api, Client::public("id")).begin().await.unwrap();
        assert_eq!(kind(login.wait().await), expected);
        assert_eq!(memory.take().len(), 1 + most);
    }
}

#[tokio::test]
async fn a_code_that_cannot_be_shown_is_an_error() {
    for (body, reason) in [
        (r#"{"user_code":"a","verification_uri":"https://a"}"#, "holds no `device_code`"),
        (r#"{"device_code":"d","verification_uri":"https://a"}"#, "holds no `user_code`"),
        (
            r#"{"device_code":"d","user_code":"a","verification_uri":"file:///a"}"#,
            "holds no `verification_uri` of a page",
        ),
    ] {
        let (_, api) = client(move |_| json(200, body));
        let error = OAuth::<Read>::device(&api, Client::public("id")).begin().await;
        assert_eq!(kind(error), TokenErrorKind::Unreadable(reason));
    }
    let (_, api) = client(|_| json(401, r#"{"error":"invalid_client"}"#));
    let error = OAuth::<Read>::device(&api, Client::public("id")).begin().await;
    assert_eq!(kind(error), TokenErrorKind::Refused(ErrorCode::InvalidClient));
}

#[tokio::test]
async fn metadata_is_that_of_its_issuer() {
    let found = |metadata: &'static str, issuer: Option<&'static str>| {
        let (_, api) = client(move |_| json(200, metadata));
        let discovery = Provider::discover(&api);
        async move {
            let discovery = issuer.map(|issuer| Provider::discover(&api).issuer(issuer)).unwrap_or(discovery);
            discovery.await.map(|server| server.issuer().to_owned())
        }
    };
    let own = r#"{"issuer":"https://id.example.com/"}"#;
    assert_eq!(found(own, None).await.unwrap(), "https://id.example.com/");
    assert_eq!(kind(found(own, Some("https://id.example.com")).await), TokenErrorKind::Issuer);
    let other = r#"{"issuer":"https://evil.example.com"}"#;
    assert_eq!(kind(found(other, None).await), TokenErrorKind::Issuer);
    assert_eq!(found(other, Some("https://evil.example.com")).await.unwrap(), "https://evil.example.com");
    assert_eq!(kind(found("{}", None).await), TokenErrorKind::Unreadable("names no issuer"));
    assert_eq!(kind(found("<html>", None).await), TokenErrorKind::Unreadable("is no object of JSON"));
}

#[tokio::test]
async fn an_issuer_that_is_announced_must_be_in_the_answer() {
    let (_, api) = client(|sent| match sent.uri.path() {
        "/.well-known/openid-configuration" => json(
            200,
            r#"{"issuer":"https://id.example.com","authorization_endpoint":"https://id.example.com/a","token_endpoint":
            "https://id.example.com/t","authorization_response_iss_parameter_supported":true}"#,
        ),
        _ => json(200, r#"{"access_token":"t"}"#),
    });
    let server = OAuth::<Read>::discover(&api).await.unwrap();
    for (iss, succeeds) in [("", false), ("&iss=https://id.example.com", true), ("&iss=https://id.example.com/", false)]
    {
        let pending = server.authorization_code(Client::public("id")).begin("https://app.example.com/cb").unwrap();
        let query = format!("code=c&state={}{iss}", parameters(&pending)["state"]);
        assert_eq!(pending.finish(&query).await.is_ok(), succeeds, "{iss}");
    }
    let error = server.device(Client::public("id")).begin().await;
    assert_eq!(kind(error), TokenErrorKind::Endpoint("device authorization endpoint"));
}

/// Blocking programs and tasks take futures that borrow nothing.
#[test]
fn logins_can_be_sent_to_other_threads() {
    fn takes<F: IntoFuture<IntoFuture: Send + 'static>>(_: F) {}
    let (_, api) = issuing();
    let pending = || flow(&api).begin("https://app.example.com/cb").unwrap();
    takes(pending().finish(&String::from("code=c")));
    takes(flow(&api).loopback(Loopback::new(), |_| {}));
    takes(OAuth::<Read>::device(&api, Client::public("id")).begin());
    takes(OAuth::<Read>::discover(&api));
}
