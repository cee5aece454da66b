//! The redirect URI of a program on a user's machine: a listener on the loopback interface (RFC 8252, 7.3).

use std::fmt;
use std::net::Ipv4Addr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::future::{Either, select};
use futures_util::stream::FuturesUnordered;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::authorization_code::{AuthorizationCode, Code, Pending};
use super::error::{TokenError, TokenErrorKind};
use super::flow::{Flow, TokenCredential};
use crate::session::SessionBuilder;
use crate::time::{Runtime, in_tokio};

/// The way back from the browser: port, path, time limit, and the page that it ends on.
#[derive(Clone)]
pub struct Loopback {
    host: &'static str,
    port: u16,
    path: String,
    limit: Duration,
    page: String,
}

/// The longest head of a request that is read.
const HEAD: usize = 16 * 1024;
/// The number of connections that are open at once.
const VISITS: usize = 64;
/// The time limit of one connection.
const VISIT: Duration = Duration::from_secs(10);
/// The answer is kept nowhere, and the page passes no URL on.
const HEADERS: &str = "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n\
                       Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\nConnection: close\r\n";
const PAGE: &str = "<!doctype html><meta charset=utf-8><title>Logged in</title><p>You are logged in. You can close this \
                    window.</p>";

impl Loopback {
    /// A free port, the path `/callback`, and five minutes.
    #[must_use]
    pub fn new() -> Self {
        let (path, limit) = ("/callback".to_owned(), Duration::from_secs(300));
        Self { host: "127.0.0.1", port: 0, path, limit, page: PAGE.to_owned() }
    }

    /// Listens on this port, for servers that compare the whole redirect URI (RFC 8252, 7.3, asks them to accept any port).
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Calls this machine `localhost` in the redirect URI, for servers that accept any port only there, as Microsoft's do. By
    /// default it is `127.0.0.1`, which no setting of the machine leads elsewhere (RFC 8252, 8.3).
    #[must_use]
    pub fn localhost(mut self) -> Self {
        self.host = "localhost";
        self
    }

    /// Sets the path of the redirect URI.
    #[must_use]
    pub fn path(mut self, path: impl Into<String>) -> Self {
        let path = path.into();
        self.path = if path.starts_with('/') { path } else { ["/", &path].concat() };
        self
    }

    /// Limits the time that the person has.
    #[must_use]
    pub fn limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// Sets the page of HTML on which the browser ends after a login that succeeded.
    #[must_use]
    pub fn page(mut self, html: impl Into<String>) -> Self {
        self.page = html.into();
        self
    }
}

impl Default for Loopback {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: TokenCredential> Flow<K, AuthorizationCode> {
    /// Logs in by the browser of this machine. `show` gets the URL, to print it or to open it; the browser returns to
    /// `http://127.0.0.1:PORT/callback`, which must be registered at the authorization server. Needs Tokio.
    ///
    /// ```no_run
    /// # use warded::oauth::{AuthorizationCode, Flow, Loopback, TokenError};
    /// # async fn login<K: warded::rt::TokenCredential>(login: Flow<K, AuthorizationCode>) -> Result<(), TokenError> {
    /// let session = login.loopback(Loopback::new(), |url| eprintln!("Open {url}")).await?.build();
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// If the person or the server refused, or nobody came in time.
    pub async fn loopback(self, at: Loopback, show: impl FnOnce(&str)) -> Result<SessionBuilder<K>, TokenError> {
        in_tokio().map_err(|error| TokenError::caused(TokenErrorKind::NotSent, Arc::new(error)))?;
        let failed = |error| TokenError::caused(TokenErrorKind::Local("no port could be listened on"), Arc::new(error));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, at.port)).await.map_err(failed)?;
        let port = listener.local_addr().map_err(failed)?.port();
        let runtime = self.requests.core.runtime().clone();
        let pending = self.begin(format!("http://{}:{port}{}", at.host, at.path))?;
        show(pending.url());
        let visits = Visits { listener: &listener, at: &at, pending: &pending, runtime: &*runtime };
        let code = match select(pin!(visits.code()), runtime.sleep(at.limit)).await {
            Either::Left((code, _)) => code?,
            Either::Right(_) => return Err(TokenError::new(TokenErrorKind::Expired)),
        };
        pending.exchange(code).await
    }
}

/// The connections that come while a login waits.
struct Visits<'a, K> {
    listener: &'a TcpListener,
    at: &'a Loopback,
    pending: &'a Pending<K>,
    runtime: &'a dyn Runtime,
}

impl<K: TokenCredential> Visits<'_, K> {
    /// The code of the login. All else that comes is answered with 404 and does not end the wait: every page in the browser
    /// and every program on this machine can send something here.
    async fn code(&self) -> Result<Code, TokenError> {
        // At once, not one after the other: browsers open connections ahead, on which they send nothing.
        let mut visits = FuturesUnordered::new();
        loop {
            if visits.is_empty() {
                let first = self.accept().await;
                visits.push(self.visit(first));
            }
            if visits.len() >= VISITS {
                if let Some(Some(found)) = visits.next().await {
                    return found;
                }
                continue;
            }
            match select(pin!(self.accept()), visits.next()).await {
                Either::Left((stream, _)) => visits.push(self.visit(stream)),
                Either::Right((Some(Some(found)), _)) => return found,
                Either::Right((Some(None) | None, _)) => {}
            }
        }
    }

    async fn accept(&self) -> TcpStream {
        loop {
            match self.listener.accept().await {
                Ok((stream, _)) => return stream,
                // Gone again, or too many files are open.
                Err(_) => self.runtime.sleep(Duration::from_millis(50)).await,
            }
        }
    }

    async fn visit(&self, stream: TcpStream) -> Option<Result<Code, TokenError>> {
        match select(pin!(self.answer(stream)), self.runtime.sleep(VISIT)).await {
            Either::Left((found, _)) => found,
            Either::Right(_) => None,
        }
    }

    async fn answer(&self, mut stream: TcpStream) -> Option<Result<Code, TokenError>> {
        let head = head(&mut stream).await?;
        let found = self.query(&head).and_then(|query| self.pending.read(query));
        let (status, page) = match &found {
            Some(Ok(_)) => ("200 OK", self.at.page.as_str()),
            Some(Err(_)) => ("200 OK", "<!doctype html><title>Not logged in</title><p>The login failed.</p>"),
            None => ("404 Not Found", "<!doctype html><title>Not found</title><p>Nothing is here.</p>"),
        };
        let length = page.len();
        let reply = format!(
            "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {length}\r\n{HEADERS}\r\n{page}"
        );
        // The browser may be gone; the login is there all the same.
        if stream.write_all(reply.as_bytes()).await.is_ok() {
            drop(stream.shutdown().await);
        }
        found
    }

    /// The query of a request for the redirect URI.
    fn query<'h>(&self, head: &'h str) -> Option<&'h str> {
        let target = head.strip_prefix("GET ")?.split(' ').next()?;
        let (path, query) = target.split_once('?')?;
        (path == self.at.path).then_some(query)
    }
}

async fn head(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    while !bytes.windows(4).any(|end| end == b"\r\n\r\n") {
        if stream.read_buf(&mut bytes).await.ok()? == 0 || bytes.len() > HEAD {
            return None;
        }
    }
    String::from_utf8(bytes).ok()
}

impl fmt::Debug for Loopback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { host, port, path, limit, page: _ } = self;
        f.debug_struct("Loopback")
            .field("host", host)
            .field("port", port)
            .field("path", path)
            .field("limit", limit)
            .finish_non_exhaustive()
    }
}
