//! Logins at oidc-provider, which is certified by the OpenID Foundation: what it takes from us, what it refuses, and how often
//! it is asked.

#![allow(clippy::unwrap_used, reason = "what fails to be set up fails the test")]

#[path = "support/ahead.rs"]
mod ahead;
#[path = "support/oidc.rs"]
#[allow(unreachable_pub, missing_docs, reason = "a part of this file")]
mod server;
mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ahead::Ahead;
use http::StatusCode;
use server::{OIDC, is_installed};
use support::{Get, call, code};
use warded::oauth::{Client, ErrorCode, Loopback, TokenError, TokenErrorKind};
use warded::rt::{Authorization, Slot};
use warded::session::{RefreshToken, Session, SessionBuilder};
use warded::{Core, Credential, CredentialError};

mod scope {
    warded::rt::scope! { #[doc = "The scope `read`."] pub struct Read = "read", D0 => super::OAuth; }
    warded::rt::scope! { #[doc = "The scope `admin`, which nobody has."] pub struct Admin = "admin", D1 => super::OAuth; }
}

static ROOT: warded::Servers =
    warded::Servers { index: 0, servers: &[warded::rt::ServerUrl { url: "/", variables: &[] }] };

warded::rt::credential! {
    /// A token of the provider.
    pub struct OAuth of scopes = "OAuth", Bearer;
    /// Creates a credential from a token.
    new or with_scopes(secret: impl Into<warded::SecretString>) = new(&secret.into());
}

warded::rt::flows! {
    OAuth<Grants> at ROOT;
    client_credentials ["read", "admin"] { token: "/token" }
    password ["read"] { token: "/token" }
    authorization_code ["read"] { authorization: "/auth", token: "/token" }
    device ["read"] { device: "/device/auth", token: "/token" }
    refresh_token ["read"] { token: "/token" }
    discover ["read"] { metadata: "/.well-known/openid-configuration" }
}

use scope::{Admin, Read};

fn core() -> Core {
    Core::builder().base_url(OIDC.url()).build().unwrap()
}

/// A client whose clock can be set ahead.
fn ahead() -> (Ahead, Core) {
    let clock = Ahead::new();
    let core = Core::builder().base_url(OIDC.url()).runtime(clock.clone()).build().unwrap();
    (clock, core)
}

/// A thousand calls of the API at once, all of which succeed.
async fn call_api<K: Credential>(session: &Session<K>) {
    let core = core();
    let authorization = Authorization::one(&Slot::held(session.clone().into()));
    let calls = (0..20).map(|_| tokio::spawn(code(call::<Get>(&core, authorization.clone()))));
    for call in calls.collect::<Vec<_>>() {
        assert_eq!(call.await.unwrap().unwrap(), StatusCode::OK);
    }
}

/// A thousand callers at once, each with a credential in the end.
async fn storm<K: Credential>(session: &Session<K>) {
    let callers = (0..1000).map(|_| {
        let session = session.clone();
        tokio::spawn(async move { session.credential().await.map(|_| ()) })
    });
    for caller in callers.collect::<Vec<_>>() {
        caller.await.unwrap().unwrap();
    }
}

async fn failure<K: Credential>(builder: SessionBuilder<K>) -> TokenError {
    let error = builder.build().credential().await.map(|_| ()).unwrap_err();
    error.token_error().unwrap_or_else(|| panic!("{error:?}")).clone()
}

#[tokio::test]
async fn client_credentials_are_one_request_by_each_client_authentication() {
    if !is_installed() {
        return;
    }
    let clients = [
        ("ba:sic", Client::basic("ba:sic", "top:se+cret/%~")),
        ("post", Client::post("post", "s&=cret")),
        ("signs", Client::assertion("signs", |audience| Ok::<_, TokenError>(OIDC.assertion(audience)))),
    ];
    for (id, client) in clients {
        let session = OAuth::<Read>::client_credentials(&core(), client).session().build();
        storm(&session).await;
        call_api(&session).await;
        let log = OIDC.log(id);
        assert_eq!(log.iter().filter(|line| *line == "client_credentials 200").count(), 1, "{log:?}");
    }
}

#[tokio::test]
async fn an_assertion_is_made_anew_for_each_request() {
    if !is_installed() {
        return;
    }
    let signed = Arc::new(AtomicU64::new(0));
    let counted = Arc::clone(&signed);
    let client = Client::assertion("signs", move |_| {
        counted.fetch_add(1, Ordering::SeqCst);
        Ok::<_, TokenError>(OIDC.assertion("https://someone.else.example.com"))
    });
    let session = OAuth::<Read>::client_credentials(&core(), client).session().build();
    for times in 1..=2 {
        let error = session.credential().await.map(|_| ()).unwrap_err();
        assert_eq!(error.token_error().unwrap().code(), Some(&ErrorCode::InvalidClient));
        assert_eq!(signed.load(Ordering::SeqCst), times);
        session.try_again();
    }
}

#[tokio::test]
async fn what_the_provider_refuses_is_typed() {
    if !is_installed() {
        return;
    }
    let core = core();
    let wrong = Client::basic("ba:sic", "another");
    let error = failure(OAuth::<Read>::client_credentials(&core, wrong).session()).await;
    assert_eq!((error.code(), error.status()), (Some(&ErrorCode::InvalidClient), Some(StatusCode::UNAUTHORIZED)));
    assert!(error.is_final());
    let unknown = Client::public("nobody");
    let error = failure(OAuth::<Read>::client_credentials(&core, unknown).session()).await;
    assert_eq!(error.code(), Some(&ErrorCode::InvalidClient));
    let not_its_own = Client::public("native");
    let error = failure(OAuth::<Read>::client_credentials(&core, not_its_own).session()).await;
    // The specification says `unauthorized_client`.
    assert_eq!(error.code(), Some(&ErrorCode::InvalidRequest));
    assert_eq!(error.description(), Some("requested grant type is not allowed for this client"));
    let error =
        failure(OAuth::<(Read, Admin)>::client_credentials(&core, Client::post("narrow", "secret")).session()).await;
    assert_eq!(error.kind(), &TokenErrorKind::Scope("admin".to_owned()));
    let forged = RefreshToken::new("forged");
    let error = failure(OAuth::<Read>::refresh_token(&core, Client::public("native"), forged).session()).await;
    assert_eq!((error.code(), error.status()), (Some(&ErrorCode::InvalidGrant), Some(StatusCode::BAD_REQUEST)));
    let nowhere = OAuth::<Read>::client_credentials(&core, Client::public("native")).endpoint(OIDC.url() + "/nowhere");
    let error = failure(nowhere.session()).await;
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
}

#[tokio::test]
async fn a_password_logs_in() {
    if !is_installed() {
        return;
    }
    let client = || Client::public("password");
    let session = OAuth::<Read>::password(&core(), client(), "ada", "pa ss&word").session().build();
    call_api(&session).await;
    let error = failure(OAuth::<Read>::password(&core(), client(), "ada", "hunter2").session()).await;
    assert_eq!(error.description(), Some("no user with the password (redacted)"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn someone_logs_in_by_the_browser_of_this_machine() {
    if !is_installed() {
        return;
    }
    let (clock, core) = ahead();
    let login = OAuth::<Read>::authorization_code(&core, Client::public("loopback"));
    let login = login.extra_scopes(["openid", "offline_access"]).query("prompt", "consent");
    let show = |url: &str| {
        let url = url.to_owned();
        std::thread::spawn(move || OIDC.browse(&url));
    };
    let session = login.loopback(Loopback::new(), show).await.unwrap().build();
    call_api(&session).await;
    clock.set(1000);
    storm(&session).await;
    assert_eq!(OIDC.log("loopback"), ["authorization_code 200", "refresh_token 200"]);
}

/// The query with which the browser returns to the application.
async fn returned(url: &str) -> String {
    let url = url.to_owned();
    let end = tokio::task::spawn_blocking(move || OIDC.browse(&url)).await.unwrap();
    let (page, query) = end.split_once('?').unwrap();
    assert_eq!(page, "https://app.example.com/callback");
    query.to_owned()
}

const CALLBACK: &str = "https://app.example.com/callback";

#[tokio::test]
async fn someone_logs_in_at_a_web_server_that_knows_the_metadata() {
    if !is_installed() {
        return;
    }
    let server = OAuth::<Read>::discover(&core()).await.unwrap();
    assert_eq!(server.issuer(), OIDC.url());
    let flow = || server.authorization_code(Client::public("server"));
    let pending = flow().begin(CALLBACK).unwrap();
    let (url, kept) = (pending.url().to_owned(), pending.save());
    drop(pending);
    let query = returned(&url).await;
    assert!(query.contains("&iss="), "{query}");
    // Taken away by someone who has other plans: it is announced.
    let without: Vec<_> = query.split('&').filter(|pair| !pair.starts_with("iss=")).collect();
    let error = flow().resume(&kept).unwrap().finish(&without.join("&")).await.map(|_| ()).unwrap_err();
    assert_eq!(error.kind(), &TokenErrorKind::Issuer);
    let session = flow().resume(&kept).unwrap().finish(&query).await.unwrap().build();
    call_api(&session).await;
    let error = flow().resume(&kept).unwrap().finish(&query).await.map(|_| ()).unwrap_err();
    assert_eq!(error.code(), Some(&ErrorCode::InvalidGrant), "a code is taken once");
}

#[tokio::test]
async fn the_provider_refuses_a_code_without_its_verifier() {
    if !is_installed() {
        return;
    }
    use secrecy::ExposeSecret as _;
    let flow = || OAuth::<Read>::authorization_code(&core(), Client::public("server"));
    let (pending, other) = (flow().begin(CALLBACK).unwrap(), flow().begin(CALLBACK).unwrap());
    let query = returned(pending.url()).await;
    let of = |login: &warded::oauth::Pending<_>| -> serde_json::Value {
        serde_json::from_str(login.save().expose_secret()).unwrap()
    };
    let mut stolen = of(&pending);
    stolen["verifier"] = of(&other)["verifier"].clone();
    let error = flow().resume(&stolen.to_string().into()).unwrap().finish(&query).await.map(|_| ()).unwrap_err();
    assert_eq!(error.code(), Some(&ErrorCode::InvalidGrant));
}

#[tokio::test]
async fn a_refusal_comes_back_by_the_browser() {
    if !is_installed() {
        return;
    }
    let flow = OAuth::<Read>::authorization_code(&core(), Client::public("server")).extra_scopes(["openid"]);
    let pending = flow.query("prompt", "none").begin(CALLBACK).unwrap();
    let query = returned(pending.url()).await;
    let error = pending.finish(&query).await.map(|_| ()).unwrap_err();
    assert_eq!(error.code(), Some(&ErrorCode::LoginRequired), "{query}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn someone_logs_in_on_another_device() {
    if !is_installed() {
        return;
    }
    let login =
        OAuth::<Read>::device(&core(), Client::public("device")).extra_scopes(["openid"]).begin().await.unwrap();
    assert!(login.verification_uri_complete().unwrap().contains(login.user_code()));
    let page = login.verification_uri_complete().unwrap().to_owned();
    tokio::task::spawn_blocking(move || OIDC.browse(&page)).await.unwrap();
    let session = login.wait().await.unwrap().build();
    call_api(&session).await;
    assert_eq!(OIDC.log("device").last().unwrap(), "device_code 200");
}

#[tokio::test]
async fn refresh_tokens_are_rotated_and_none_is_sent_twice() {
    if !is_installed() {
        return;
    }
    let (clock, core) = ahead();
    let token = RefreshToken::new(OIDC.mint("storm"));
    let session = OAuth::<Read>::refresh_token(&core, Client::public("storm"), token).session().build();
    for round in 0..4 {
        clock.set(round * 1000);
        storm(&session).await;
        call_api(&session).await;
    }
    assert_eq!(OIDC.log("storm"), ["refresh_token 200"; 4]);
}

fn log_in_needed(error: &CredentialError) -> TokenError {
    assert!(error.log_in_needed().is_some(), "{error:?}");
    error.token_error().unwrap_or_else(|| panic!("{error:?}")).clone()
}

#[tokio::test]
async fn the_provider_ends_all_when_a_refresh_token_is_used_twice() {
    if !is_installed() {
        return;
    }
    let (clock, core) = ahead();
    let token = RefreshToken::new(OIDC.mint("twice"));
    let session = || OAuth::<Read>::refresh_token(&core, Client::public("twice"), token.clone()).session().build();
    let (first, second) = (session(), session());
    first.credential().await.unwrap();
    let error = second.credential().await.map(|_| ()).unwrap_err();
    assert_eq!(log_in_needed(&error).code(), Some(&ErrorCode::InvalidGrant));
    clock.set(1000);
    let error = first.credential().await.map(|_| ()).unwrap_err();
    assert_eq!(log_in_needed(&error).code(), Some(&ErrorCode::InvalidGrant));
    let log = OIDC.log("twice");
    assert!(log.contains(&"grant.error refresh token already used".to_owned()), "{log:?}");
}

#[tokio::test]
async fn a_refresh_token_whose_answer_was_lost_is_not_sent_again() {
    if !is_installed() {
        return;
    }
    let (clock, core) = ahead();
    let token = RefreshToken::new(OIDC.mint("lost"));
    let flow = OAuth::<Read>::refresh_token(&core, Client::public("lost"), token);
    let session = flow.endpoint(OIDC.url() + "/token?lost=a").session().build();
    let error = session.credential().await.map(|_| ()).unwrap_err();
    assert_eq!(error.token_error().unwrap().kind(), &TokenErrorKind::Unanswered);
    clock.set(1000);
    let error = session.credential().await.map(|_| ()).unwrap_err();
    assert_eq!(log_in_needed(&error).kind(), &TokenErrorKind::Unanswered);
    assert_eq!(OIDC.log("lost"), ["refresh_token 200"]);
}

#[tokio::test]
async fn a_server_that_is_busy_is_asked_again_by_the_same_refresh_token() {
    if !is_installed() {
        return;
    }
    let (clock, core) = ahead();
    let token = RefreshToken::new(OIDC.mint("busy"));
    let flow = OAuth::<Read>::refresh_token(&core, Client::public("busy"), token);
    let session = flow.endpoint(OIDC.url() + "/token?busy=a").session().build();
    for seconds in [0, 2] {
        clock.set(seconds);
        let error = session.credential().await.map(|_| ()).unwrap_err();
        assert_eq!(error.token_error().unwrap().status(), Some(StatusCode::SERVICE_UNAVAILABLE));
    }
    assert_eq!(OIDC.log("busy"), [""; 0]);
    clock.set(4);
    storm(&session).await;
    assert_eq!(OIDC.log("busy"), ["refresh_token 200"]);
}

#[tokio::test]
async fn a_logout_revokes_all_tokens_of_the_login() {
    if !is_installed() {
        return;
    }
    let server = OAuth::<Read>::discover(&core()).await.unwrap();
    let client = || Client::public("native");
    let session = server.refresh_token(client(), RefreshToken::new(OIDC.mint("native"))).session().build();
    call_api(&session).await;
    let saved = session.saved();
    server.log_out(client(), &session).await.unwrap();
    assert!(session.credential().await.is_err());
    let again = server.refresh_token(client(), saved).session().build();
    let authorization = Authorization::one(&Slot::held(again.clone().into()));
    let error = code(call::<Get>(&core(), authorization)).await.unwrap_err();
    let warded::Error::Credential(error) = error else { panic!("{error:?}") };
    assert_eq!(
        log_in_needed(&error).code(),
        Some(&ErrorCode::InvalidGrant),
        "the token is refused, and then the other"
    );
    let session = server.client_credentials(Client::post("narrow", "secret")).session().build();
    call_api(&session).await;
    let error = server.log_out(Client::post("narrow", "wrong"), &session).await.unwrap_err();
    assert_eq!(error.code(), Some(&ErrorCode::InvalidClient));
}
