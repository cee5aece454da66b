//! What the programs of `run` share: the provider, the person at its pages, and the line of each login.
#![allow(dead_code, reason = "a document does not declare every flow")]

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use warded::oauth::{AuthorizationCode, Client, Device, Discovery, Flow, Loopback, TokenCredential};
use warded::session::{RefreshToken, SessionBuilder};
use warded::{BoxError, Credential};

/// A URL of the provider.
pub fn url(path: &str) -> String {
    std::env::args().nth(1).expect("the provider's URL") + path
}

/// A client of the provider that acts for itself.
pub fn machine() -> Client {
    Client::basic("ba:sic", "top:se+cret/%~")
}

/// A client of the provider without a secret.
pub fn of(id: &str) -> Client {
    Client::public(id)
}

/// A refresh token of a client.
pub async fn minted(client: &str) -> RefreshToken {
    RefreshToken::new(get(&format!("/mint?client={client}")).await)
}

/// A page of the provider.
async fn get(target: &str) -> String {
    let (origin, target) = (url(""), target.to_owned());
    let host = origin.trim_start_matches("http://").to_owned();
    let page = tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(&host).expect("the provider");
        write!(stream, "GET {target} HTTP/1.0\r\nHost: {host}\r\n\r\n").expect("a request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer.split_once("\r\n\r\n").expect("a page").1.to_owned()
    });
    page.await.expect("a page")
}

/// Someone opens a URL in a browser, and says yes to all.
async fn browse(url: String) {
    get(&format!("/browse?url={}", url.replace('%', "%25").replace('&', "%26").replace('+', "%2B").replace('#', "%23"))).await;
}

fn report(scheme: &str, flow: &str, outcome: Result<(), BoxError>) {
    match outcome {
        Ok(()) => println!("{scheme}\t{flow}\tlogged in"),
        Err(error) => println!("{scheme}\t{flow}\t{error:?}"),
    }
}

async fn log_in<K: Credential>(session: SessionBuilder<K>) -> Result<(), BoxError> {
    session.build().credential().await.map(drop).map_err(Into::into)
}

pub async fn session<K: Credential>(scheme: &str, flow: &str, session: SessionBuilder<K>) {
    report(scheme, flow, log_in(session).await);
}

pub async fn person<K: TokenCredential>(scheme: &str, flow: &str, login: Flow<K, AuthorizationCode>) {
    let show = |url: &str| drop(tokio::spawn(browse(url.to_owned())));
    let outcome = async { log_in(login.loopback(Loopback::new(), show).await?).await };
    report(scheme, flow, outcome.await);
}

pub async fn device<K: TokenCredential>(scheme: &str, flow: &str, login: Flow<K, Device>) {
    let outcome = async {
        let login = login.begin().await?;
        browse(login.verification_uri_complete().ok_or("no URL with the code")?.to_owned()).await;
        log_in(login.wait().await?).await
    };
    report(scheme, flow, outcome.await);
}

pub async fn discovered<K: TokenCredential>(scheme: &str, flow: &str, discovery: Discovery<K>) {
    let outcome = async { log_in(discovery.await?.client_credentials(machine()).session()).await };
    report(scheme, flow, outcome.await);
}
