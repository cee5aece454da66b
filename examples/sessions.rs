//! A session against a server whose tokens live for three seconds, as a timeline: the login, renewals ahead of the end,
//! a token that is revoked, a renewal that is refused.
//!
//! ```sh
//! cargo run --example sessions
//! ```

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use generated::synerise::types::{ClientLogin, ClientTokenRefresh, IdentityProvider};
use generated::synerise::{self, role};
use generated::warded::session::Session;
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// The lifetime of the server's tokens.
const LIFETIME: Duration = Duration::from_secs(3);

#[tokio::main]
async fn main() -> Outcome {
    let server = Arc::new(Server { start: Instant::now(), state: Mutex::default() });
    let client = synerise::Client::builder().base_url(serve(Arc::clone(&server)).await?).build()?;

    let mut login = ClientLogin::new("key", IdentityProvider::Synerise);
    login.email = Some("ada@example.com".to_owned());
    login.password = Some("correct horse battery staple".into());
    // These tokens can't be read, as where their claims are encrypted: how long they live has to be said.
    let refresh = ClientTokenRefresh::new("key");
    let session = client.log_in_as_client(&login).session(&refresh).default_lifetime(LIFETIME).build();
    let customer = client.jwt(session.clone());
    server.say("the client has a session; nothing was sent yet");

    for step in 0..36 {
        match step {
            14 => server.revoke(),
            24 => server.refuse_renewals(),
            _ => {}
        }
        // Any operation will do; this one is the document's own way to ask for a token by hand.
        match customer.refresh_client_token(&ClientTokenRefresh::new("call")).await {
            Ok(_) => {}
            Err(error) => server.say(&format!("client: {error}")),
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    end(&server, &session);
    Ok(())
}

fn end(server: &Server, session: &Session<synerise::Jwt<role::Client>>) {
    session.end();
    let State { log_ins, renewals, calls, refused, .. } = &*server.lock();
    println!("{calls} calls were answered, {refused} of them at the second try; {log_ins} logins, {renewals} renewals");
}

/// A server that accepts the newest token only, and says what happens.
struct Server {
    start: Instant,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The number of the newest token, and when it ends.
    token: Option<(u32, Instant)>,
    issued: u32,
    refuses_renewals: bool,
    log_ins: u32,
    renewals: u32,
    calls: u32,
    refused: u32,
}

impl Server {
    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn say(&self, what: &str) {
        println!("{:5.2} s  {what}", self.start.elapsed().as_secs_f64());
    }

    fn revoke(&self) {
        self.lock().token = None;
        self.say("server: an administrator revokes the token");
    }

    fn refuse_renewals(&self) {
        self.lock().refuses_renewals = true;
        self.say("server: from now on no token is renewed");
    }

    /// The status and the body of the answer.
    fn answer(&self, path: &str, carried: &str, body: &[u8]) -> (u16, String) {
        let mut state = self.lock();
        let live = state.token.filter(|(_, end)| Instant::now() < *end);
        let is_live = live.is_some_and(|(number, _)| carried == format!("Bearer token-{number}"));
        if path.ends_with("/login/client") {
            state.log_ins += 1;
            let token = state.issue();
            self.say(&format!("server: a login gives {token}"));
            return reply(&token);
        }
        if !is_live {
            state.refused += 1;
            self.say(&format!("server: 401 for {carried:?}"));
            return (401, "{}".to_owned());
        }
        if body.windows(6).any(|part| part == b"\"call\"") {
            state.calls += 1;
            return reply("of no interest");
        }
        if state.refuses_renewals {
            self.say("server: 401, though the token lives: it is not renewed");
            return (401, "{}".to_owned());
        }
        state.renewals += 1;
        let token = state.issue();
        self.say(&format!("server: a renewal gives {token} for {carried:?}"));
        reply(&token)
    }
}

impl State {
    fn issue(&mut self) -> String {
        self.issued += 1;
        self.token = Some((self.issued, Instant::now() + LIFETIME));
        format!("token-{}", self.issued)
    }
}

fn reply(token: &str) -> (u16, String) {
    (200, format!(r#"{{"token":"{token}"}}"#))
}

/// Serves on loopback until the process ends.
async fn serve(server: Arc<Server>) -> Outcome<String> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
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
    let (status, text) = server.answer(head.uri.path(), carried, &body);
    let mut response = Response::new(Full::new(Bytes::from(text)));
    *response.status_mut() = hyper::StatusCode::from_u16(status).unwrap_or_default();
    response.headers_mut().insert("content-type", hyper::header::HeaderValue::from_static("application/json"));
    Ok(response)
}
