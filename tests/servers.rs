//! A credential goes to the servers that the document's templates can make, whatever their variables' values are.
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its server fails")]

#[path = "../runtime/tests/support/server.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "this file uses a part of it")]
mod server;

use server::{Server, answer};
use test_apis::variables::{Bearer, Client, servers};
use warded::{BuildError, CoreBuilder, ServerError, Servers};

/// A client's builder with values for the variables of one list.
fn with(list: &'static Servers, values: &[(&str, &str)]) -> CoreBuilder<Client> {
    values.iter().fold(Client::builder(), |builder, (name, value)| builder.server_variable(list, *name, *value))
}

#[tokio::test]
async fn a_token_does_not_follow_a_value_to_another_host() {
    let server = Server::start(|_| answer(204, &[], "")).await;
    let other = server.url().strip_prefix("http://").unwrap().to_owned();
    for end in ["/", "\\", "?", "#", "/{base}", "\t/", "/..;/", "\u{ff0f}", "%2f", ":80"] {
        for begin in ["", "acme@", "acme:1@", "\t"] {
            let tenant = [begin, &other, end].concat();
            let builder = with(&servers::ROOT, &[("scheme", "http"), ("tenant", &tenant)]).allow_plain_http(true);
            match builder.build() {
                Err(BuildError::Server(ServerError::VariableMisfit { name, .. })) => assert_eq!(name, "tenant"),
                Err(error) => panic!("{tenant:?}: {error}"),
                // Of use where this fails: the token is on its way.
                Ok(client) => drop(client.bearer(Bearer::new("token-t")).tenant().await),
            }
            assert!(server.take().is_empty(), "{tenant:?} takes the token along");
        }
    }
}

#[tokio::test]
async fn values_that_fit_reach_their_server() {
    let server = Server::start(|_| answer(204, &[], "")).await;
    let root = [&server.url(), "/api"].concat();
    let client = with(&servers::API_ROOT, &[("apiRoot", &root)]).build().unwrap();
    client.bearer(Bearer::new("token-t")).root().await.unwrap();
    let url = server.url();
    let (host, port) = url.strip_prefix("http://").unwrap().split_once(':').unwrap();
    let client =
        with(&servers::HOST_PORT_BASE_PATH, &[("host", host), ("port", port), ("basePath", "/a/b")]).build().unwrap();
    client.bearer(Bearer::new("token-t")).host().await.unwrap();
    let sent: Vec<_> = server
        .take()
        .into_iter()
        .map(|request| (request.target.clone(), request.header("authorization").concat()))
        .collect();
    let expected = ["/api/v1/root", "/a/b/host"].map(|target| (target.to_owned(), "Bearer token-t".to_owned()));
    assert_eq!(sent, expected);
}
