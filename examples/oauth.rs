//! Logins by OAuth 2.0 and OpenID Connect, against an API and an authorization server on loopback: a service, a program of the
//! command line with a browser, the same program the next day, and what a wrong secret gives.
//!
//! ```sh
//! cargo run --example oauth
//! ```

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use test_apis::oauth::{Client, OAuth, Provider, scope};
use tokio::io::AsyncWriteExt as _;
use warded::oauth::{self, Loopback};
use warded::session::{RefreshToken, Saved};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

#[tokio::main]
async fn main() -> Outcome {
    let server = Arc::new(Server::default());
    let url = serve(Arc::clone(&server)).await?;
    let api = Client::builder().base_url(format!("{url}/v1/")).build()?;
    service(&api).await?;
    server.say("a thousand calls of a service");
    let saved = command_line(&api, &url).await?;
    server.say("a login in the browser");
    next_day(&api, &url, saved).await?;
    server.say("the same program, the next day");
    wrong_secret(&api).await;
    server.say("a service with a wrong secret");
    Ok(())
}

/// The type says the scopes; the document says where the token comes from.
async fn service(api: &Client) -> Outcome {
    let login = OAuth::<(scope::Read, scope::Write)>::client_credentials(api, oauth::Client::basic("id", "secret"));
    let api = api.clone().o_auth(login.session().build());
    let calls = (0..1000).map(|_| {
        let api = api.clone();
        tokio::spawn(async move { api.list_items().await.map(drop) })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await??;
    }
    api.add_item().await?;
    Ok(())
}

/// The URL is opened by a browser, which comes back to a port of this machine.
async fn command_line(api: &Client, url: &str) -> Outcome<RefreshToken> {
    let metadata = format!("{url}/.well-known/openid-configuration");
    let provider = Provider::discover(api).endpoint(metadata).await?;
    let login = provider.authorization_code(oauth::Client::public("cli")).extra_scopes(["openid", "offline_access"]);
    let browser = |url: &str| {
        println!("         open {}…", &url[..60.min(url.len())]);
        tokio::spawn(browse(url.to_owned()));
    };
    let session = login.loopback(Loopback::new(), browser).await?.build();
    api.clone().provider(session.clone()).get_me().await?;
    session.refresh_token().ok_or_else(|| "the server gives a refresh token".into())
}

/// Nobody has to log in. At servers that rotate refresh tokens, `on_change` gets the next one.
async fn next_day(api: &Client, url: &str, saved: RefreshToken) -> Outcome {
    let metadata = format!("{url}/.well-known/openid-configuration");
    let provider = Provider::discover(api).endpoint(metadata).await?;
    let session = provider.refresh_token(oauth::Client::public("cli"), saved).session();
    let session = session.on_change(|saved| println!("         save: {}", described(saved))).build();
    api.clone().provider(session).get_me().await?;
    Ok(())
}

/// What the program writes into its own file, sealed or readable by its user only.
fn described(saved: &Saved) -> &'static str {
    match (&saved.token, &saved.refresh_token) {
        (Some(_), Some(_)) => "a token and a refresh token",
        (_, Some(_)) => "a refresh token",
        (_, None) => "nothing: someone has to log in again",
    }
}

/// The first refusal is final: whoever calls gets it, and the server is not asked again.
async fn wrong_secret(api: &Client) {
    let login = OAuth::<scope::Read>::client_credentials(api, oauth::Client::basic("id", "guessed"));
    let api = api.clone().o_auth(login.session().build());
    for _ in 0..3 {
        let Err(warded::Error::Credential(error)) = api.list_items().await else { continue };
        if let Some(error) = error.token_error() {
            println!("         {error}");
        }
    }
}

/// A person who agrees to everything, and the browser: it opens the page, which sends it back to the program.
async fn browse(url: String) -> Result<(), warded::BoxError> {
    let parameter = |name: &str| {
        let (_, rest) = url.split_once(&format!("{name}="))?;
        rest.split('&').next().map(|value| value.replace("%3A", ":").replace("%2F", "/"))
    };
    let back = parameter("redirect_uri").ok_or("the program says where to come back to")?;
    let (address, path) = back.trim_start_matches("http://").split_once('/').ok_or("it is a URL")?;
    let state = parameter("state").ok_or("a state")?;
    let mut stream = tokio::net::TcpStream::connect(address).await?;
    stream.write_all(format!("GET /{path}?code=code&state={state} HTTP/1.1\r\n\r\n").as_bytes()).await?;
    tokio::io::copy(&mut stream, &mut tokio::io::sink()).await?;
    Ok(())
}

/// An API, and an authorization server that counts what it is asked for.
#[derive(Default)]
struct Server {
    url: Mutex<String>,
    seen: Mutex<(usize, usize)>,
}

impl Server {
    fn say(&self, what: &str) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let (logins, calls) = std::mem::take(&mut *seen);
        println!("{what}: {logins} requests for tokens, {calls} calls");
    }

    /// The status and the body of the answer.
    fn answer(&self, path: &str, carried: &str, form: &str) -> (u16, String) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let url = self.url.lock().unwrap_or_else(PoisonError::into_inner);
        match path {
            "/.well-known/openid-configuration" => {
                let endpoints = format!(r#""authorization_endpoint":"{url}/authorize","token_endpoint":"{url}/token""#);
                (200, format!(r#"{{"issuer":"{url}",{endpoints}}}"#))
            }
            "/token" | "/v1/oauth/token" => {
                seen.0 += 1;
                // `id:secret`, as Basic has it.
                if !form.contains("client_id=cli") && carried != "Basic aWQ6c2VjcmV0" {
                    return (401, r#"{"error":"invalid_client"}"#.to_owned());
                }
                (
                    200,
                    r#"{"access_token":"token","token_type":"Bearer","expires_in":3600,"refresh_token":"r"}"#
                        .to_owned(),
                )
            }
            _ if carried == "Bearer token" => {
                seen.1 += 1;
                (204, String::new())
            }
            _ => (401, String::new()),
        }
    }
}

/// Serves on loopback until the process ends.
async fn serve(server: Arc<Server>) -> Outcome<String> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    server.url.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&url);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let server = Arc::clone(&server);
            let service = service_fn(move |request| respond(Arc::clone(&server), request));
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        }
    });
    Ok(url)
}

async fn respond(server: Arc<Server>, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    let body =
        http_body_util::BodyExt::collect(body).await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    let carried = head.headers.get("authorization").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (status, text) = server.answer(head.uri.path(), carried, &String::from_utf8_lossy(&body));
    let mut response = Response::new(Full::new(Bytes::from(text)));
    *response.status_mut() = hyper::StatusCode::from_u16(status).unwrap_or_default();
    Ok(response)
}
