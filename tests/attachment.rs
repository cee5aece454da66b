//! Exactly the credential that an operation asks for is sent, at its place, and nothing else: against a server that
//! keeps what arrives, byte for byte.
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its server fails")]

#[path = "../runtime/tests/support/server.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "this file uses a part of it")]
mod server;

use server::{Received, Server, answer};
use test_apis::security::*;
use warded::http::{HeaderName, HeaderValue};

/// Everything that can be held, all at once.
type Full = Credentials<Bearer, Basic, HeaderKey, QueryKey, CookieKey, Member<role::Admin>, OAuth>;

async fn start() -> (Server, Client<Full>) {
    let server = Server::start(|_| answer(204, &[], "")).await;
    let client = Client::builder().base_url(server.url()).build().unwrap();
    let client = client
        .bearer(Bearer::new("bearer-t"))
        .basic(Basic::new("ada", "basic-p"))
        .header_key(HeaderKey::new("header-k"))
        .query_key(QueryKey::new("query k&="))
        .cookie_key(CookieKey::new("cookie-k"))
        .member(Member::with_roles("member-t", role::Admin))
        .o_auth(OAuth::new("oauth-t"));
    (server, client)
}

/// The places where a credential can be: headers, the query, cookies.
fn carried(request: &Received) -> Vec<String> {
    let (_, query) = request.target.split_once('?').unwrap_or_default();
    let headers = ["authorization", "x-key", "cookie", "referer"];
    let headers =
        headers.iter().flat_map(|name| request.header(name).into_iter().map(move |value| format!("{name}: {value}")));
    headers.chain((!query.is_empty()).then(|| format!("?{query}"))).collect()
}

macro_rules! sends {
    ($($operation:ident => $($expected:literal),*;)*) => {{
        let (server, client) = start().await;
        $(
            client.$operation().await.unwrap();
            let requests = server.take();
            assert_eq!(requests.len(), 1, stringify!($operation));
            let expected: &[&str] = &[$($expected),*];
            assert_eq!(carried(&requests[0]), expected, stringify!($operation));
        )*
    }};
}

#[tokio::test]
async fn one_alternative_is_sent_though_all_are_held() {
    sends! {
        open => ;
        with_bearer => "authorization: Bearer bearer-t";
        with_basic => "authorization: Basic YWRhOmJhc2ljLXA=";
        with_header_key => "x-key: header-k";
        with_query_key => "?key=query%20k%26%3D";
        with_cookie_key => "cookie: key=cookie-k";
        with_both => "x-key: header-k", "?key=query%20k%26%3D";
        with_either => "authorization: Bearer bearer-t";
        with_mixed => "authorization: Bearer bearer-t", "?key=query%20k%26%3D";
        with_optional => "authorization: Bearer bearer-t";
        with_inherited => "x-key: header-k";
        read_pets => "authorization: Bearer oauth-t";
        delete_pets => "authorization: Bearer oauth-t";
        list_members => "authorization: Bearer member-t";
    }
}

#[tokio::test]
async fn the_second_alternative_is_sent_where_the_first_is_not_held() {
    let (server, client) = start().await;
    let client = client.without_bearer().without_member();
    client.with_either().await.unwrap();
    client.with_mixed().await.unwrap();
    client.with_optional().await.unwrap();
    client.list_members().await.unwrap();
    let sent: Vec<_> = server.take().iter().map(carried).collect();
    assert_eq!(sent, [vec!["x-key: header-k"], vec!["cookie: key=cookie-k"], vec![], vec!["x-key: header-k"]]);
}

#[tokio::test]
async fn callers_headers_cannot_replace_a_credential() {
    let (server, client) = start().await;
    for name in ["authorization", "x-key", "cookie"] {
        let header = (HeaderName::from_static(name), HeaderValue::from_static("mine"));
        client.with_bearer().header(header.0.clone(), header.1.clone()).await.unwrap();
        client.with_header_key().header(header.0, header.1).await.unwrap();
    }
    for request in server.take() {
        let scheme =
            if request.target == "/bearer" { ("authorization", "Bearer bearer-t") } else { ("x-key", "header-k") };
        assert_eq!(request.header(scheme.0), [scheme.1]);
    }
}

#[tokio::test]
async fn a_redirect_to_another_origin_gets_no_credential() {
    let other = Server::start(|_| answer(204, &[], "")).await;
    let target = format!("{}/elsewhere", other.url());
    let server = Server::start(move |_| server::redirect(307, &target)).await;
    let client = Client::builder().base_url(server.url()).build().unwrap();
    let client = client
        .header_key(HeaderKey::new("canary"))
        .query_key(QueryKey::new("canary"))
        .cookie_key(CookieKey::new("canary"));
    let errors = [
        client.with_header_key().await.unwrap_err().to_string(),
        client.with_query_key().await.unwrap_err().to_string(),
        client.with_cookie_key().await.unwrap_err().to_string(),
        client.with_both().await.unwrap_err().to_string(),
    ];
    assert!(other.take().is_empty(), "the other origin was called");
    assert_eq!(server.take().len(), 4);
    for error in errors {
        assert!(error.contains("redirect") && !error.contains("canary"), "{error}");
    }
}

#[tokio::test]
async fn credentials_chosen_at_run_time_answer_for_what_is_missing() {
    let (server, client) = start().await;
    let client = client.with_credentials(DynamicCredentials::new().header_key(HeaderKey::new("header-k")));
    client.with_either().await.unwrap();
    client.open().await.unwrap();
    let sent: Vec<_> = server.take().iter().map(carried).collect();
    assert_eq!(sent, [vec!["x-key: header-k".to_owned()], vec![]]);
    let error = client.with_both().await.unwrap_err().to_string();
    assert!(error.contains("withBoth") && error.contains("QueryKey"), "{error}");
    assert!(server.take().is_empty(), "nothing is sent without the credential");
}

#[tokio::test]
async fn what_another_api_supplies_is_sent_nowhere() {
    use generated::{synerise, synthreo};
    let (server, client) = start().await;
    let key: warded::Source<synthreo::Jwt> = synthreo::Jwt::new("other-apis").into();
    let forged = warded::Source::<Bearer>::from_supply(key.supply().clone());
    let dynamic = client.clone().with_credentials(DynamicCredentials::new().bearer(forged.clone()));
    let client = client.bearer(forged);
    for error in [client.with_bearer().await.unwrap_err(), dynamic.with_bearer().await.unwrap_err()] {
        assert!(error.to_string().contains("another scheme"), "{error}");
    }
    // The schemes of both have the same name and the same place.
    let forged = warded::Source::<synerise::Jwt<synerise::role::Client>>::from_supply(key.supply().clone());
    let client = synerise::Client::builder().base_url(server.url()).build().unwrap().jwt(forged);
    let refresh = synerise::types::ClientTokenRefresh::new("key");
    let error = client.refresh_client_token(&refresh).await.unwrap_err();
    assert!(error.to_string().contains("another scheme"), "{error}");
    assert!(server.take().is_empty(), "nothing was sent");
}

#[tokio::test]
async fn an_issued_credential_is_sent_and_a_revoked_one_is_gone() {
    let server = Server::start(|request| match request.method.as_str() {
        "POST" => answer(200, &[("content-type", "application/json")], r#"{"token":"issued-t","expires_in":60}"#),
        _ => answer(204, &[], ""),
    })
    .await;
    let client = Client::builder().base_url(server.url()).build().unwrap();
    let member: Member<role::Member> =
        client.sign_in(&types::SignInRequest::new("ada", "p")).await.unwrap().credential().unwrap();
    let client = client.member(member);
    assert!(!format!("{client:?}").contains("issued-t"));
    let client = client.sign_out().await.unwrap().client;
    assert_eq!(format!("{:?}", client.credentials()), "Credentials {}");
    assert_eq!(carried(&server.take()[1]), ["authorization: Bearer issued-t"]);
}
