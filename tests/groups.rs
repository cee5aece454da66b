//! Sessions whose login fills several slots: a session's cookie and its CSRF token, over sockets.
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its server fails")]

#[path = "../runtime/tests/support/server.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "this file uses a part of it")]
mod server;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use futures_util::future::BoxFuture;
use server::{Answer, Received, Server, answer};
use test_apis::groups::{Client, Csrf};
use warded::{CredentialError, Error, Scheme, Source, Supplied, Supply};

/// Numbers logins: the cookies `s-1` and `c-1`, and so on. Refuses what `refuses` says.
async fn server(refuses: fn(&Received) -> bool) -> Server {
    let number = AtomicUsize::new(0);
    Server::start(move |request: &Received| -> Answer {
        if refuses(request) {
            return answer(401, &[], "");
        }
        if request.target == "/orders" {
            return answer(204, &[], "");
        }
        let number = number.fetch_add(1, Ordering::SeqCst) + 1;
        let cookies = [format!("sessionid=s-{number}; Max-Age=600"), format!("csrftoken=c-{number}")];
        answer(204, &[("set-cookie", &cookies[0]), ("set-cookie", &cookies[1])], "")
    })
    .await
}

fn client(server: &Server) -> Client {
    Client::builder().base_url(server.url()).build().unwrap()
}

/// Of each request: its method, its path and its credentials.
fn sent(server: &Server) -> Vec<String> {
    let text = |one: Received| {
        let credentials = [one.header("cookie"), one.header("x-csrftoken")].concat().join(" ");
        format!("{} {} {credentials}", one.method, one.target)
    };
    server.take().into_iter().map(text).collect()
}

const LOGIN: &str = "POST /login ";

#[tokio::test]
async fn one_login_fills_all_slots() {
    let server = server(|_| false).await;
    let client = client(&server);
    let group = client.log_in().session().build();
    let (session, csrf, csrf_cookie) = group.split();
    let client = client.session(session).csrf(csrf).csrf_cookie(csrf_cookie);
    client.create_order().await.unwrap();
    client.list_orders().await.unwrap();
    let orders = "POST /orders sessionid=s-1; csrftoken=c-1 c-1";
    assert_eq!(sent(&server), [LOGIN, orders, "GET /orders sessionid=s-1"]);
    let shown = format!("{group:?} {client:?}");
    assert!(!shown.contains("s-1") && !shown.contains("c-1"), "{shown}");
    group.session().end();
    assert!(client.create_order().await.is_err());
    assert!(server.take().is_empty());
}

#[tokio::test]
async fn a_refusal_of_one_of_them_is_one_login_for_all() {
    let server = server(|one| one.header("x-csrftoken") == ["c-1"]).await;
    let client = client(&server);
    let (session, csrf, csrf_cookie) = client.log_in().session().build().split();
    client.session(session).csrf(csrf).csrf_cookie(csrf_cookie).create_order().await.unwrap();
    let orders = |number| format!("POST /orders sessionid=s-{number}; csrftoken=c-{number} c-{number}");
    assert_eq!(sent(&server), [LOGIN.to_owned(), orders(1), LOGIN.to_owned(), orders(2)]);
}

/// Ends the login before it supplies its credential, the first time.
struct Late(Arc<dyn Supply>, AtomicBool);

impl Supply for Late {
    fn scheme(&self) -> &'static Scheme {
        self.0.scheme()
    }

    fn ready(&self) -> Option<Supplied> {
        let supplied = self.0.ready()?;
        if !self.1.swap(true, Ordering::SeqCst) {
            assert!(self.0.rejected(supplied.generation));
        }
        self.0.ready()
    }

    fn supply(&self) -> BoxFuture<'_, Result<Supplied, CredentialError>> {
        self.0.supply()
    }

    fn login(&self) -> Option<usize> {
        self.0.login()
    }
}

#[tokio::test]
async fn the_credentials_of_a_call_are_of_one_login_though_another_comes_between() {
    let server = server(|_| false).await;
    let client = client(&server);
    let (session, csrf, csrf_cookie) = client.log_in().session().build().split();
    let late = Source::<Csrf>::from_supply(Arc::new(Late(Arc::clone(csrf.supply()), AtomicBool::new(false))));
    client.session(session).csrf(late).csrf_cookie(csrf_cookie).create_order().await.unwrap();
    assert_eq!(sent(&server), [LOGIN, LOGIN, "POST /orders sessionid=s-2; csrftoken=c-2 c-2"]);
}

#[tokio::test]
async fn a_login_that_lacks_one_of_them_is_none() {
    let server = Server::start(|_| answer(204, &[("set-cookie", "sessionid=s-1")], "")).await;
    let client = client(&server);
    let (session, _, _) = client.log_in().session().build().split();
    let error = client.session(session).list_orders().await.unwrap_err();
    let Error::Credential(error) = error else { panic!("{error:?}") };
    let CredentialError::NotIssued { scheme, member } = error else { panic!("{error:?}") };
    assert_eq!((scheme, member), ("csrf", "cookie csrftoken"));
}
