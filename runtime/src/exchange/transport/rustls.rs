//! The default transport: reqwest with rustls.
//!
//! Redirects, `Referer` and cookies are off; the core handles redirects. Compressed responses are decoded if a feature names
//! their encoding. The system's proxies are used
//! for https, where a proxy sees only the host's name; plain http never uses one, because it would read everything.

use std::sync::OnceLock;
use std::time::Duration;

use futures_core::future::BoxFuture;
use futures_util::FutureExt as _;
use http::{Request, Response, Uri};
use reqwest::ClientBuilder;
use url::Url;

use super::Transport;
use crate::error::{BodyError, TransportError, TransportErrorKind};
use crate::exchange::Body;
use crate::time::in_tokio;

/// The settings of the default transport.
#[derive(Default)]
pub(crate) struct Settings {
    /// Those of the caller, in their order; ours come after them.
    pub(crate) configure: Vec<Box<dyn Fn(ClientBuilder) -> ClientBuilder + Send + Sync>>,
    /// Roots that are trusted beside those of the system.
    pub(crate) roots: Vec<reqwest::Certificate>,
    /// The client's certificate and its key.
    pub(crate) identity: Option<reqwest::Identity>,
    /// A finished client, which has the caller's rules.
    pub(crate) trusted: Option<reqwest::Client>,
}

/// reqwest's clients, each made when it is first needed: making one reads the system's TLS roots and can fail.
pub(crate) struct Rustls {
    connect_timeout: Duration,
    settings: Settings,
    https: OnceLock<Result<reqwest::Client, TransportError>>,
    plain: OnceLock<Result<reqwest::Client, TransportError>>,
}

impl Rustls {
    pub(crate) fn new(connect_timeout: Duration, settings: Settings) -> Self {
        Self { connect_timeout, settings, https: OnceLock::new(), plain: OnceLock::new() }
    }

    fn client(&self, https: bool) -> Result<&reqwest::Client, TransportError> {
        if let Some(trusted) = &self.settings.trusted {
            return Ok(trusted);
        }
        let cell = if https { &self.https } else { &self.plain };
        cell.get_or_init(|| self.make(https).map_err(|error| failure(TransportErrorKind::Setup, error)))
            .as_ref()
            .map_err(TransportError::clone)
    }

    /// What protects credentials is set last, so that no setting of the caller's undoes it.
    fn make(&self, https: bool) -> reqwest::Result<reqwest::Client> {
        let Settings { configure, roots, identity, .. } = &self.settings;
        let builder = configure.iter().fold(reqwest::Client::builder(), |builder, configure| configure(builder));
        let builder = roots.iter().cloned().fold(builder, ClientBuilder::add_root_certificate);
        let builder = identity.iter().cloned().fold(builder, ClientBuilder::identity);
        let builder = builder
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .https_only(https)
            .connect_timeout(self.connect_timeout);
        let builder = decoding(builder);
        let builder = if https { builder } else { builder.no_proxy() };
        builder.build()
    }

    fn begin(
        &self,
        request: Request<Body>,
        root: Option<&Url>,
    ) -> Result<impl Future<Output = reqwest::Result<reqwest::Response>> + use<>, TransportError> {
        in_tokio()?;
        let (head, body) = request.into_parts();
        let client = self.client(head.uri.scheme() == Some(&http::uri::Scheme::HTTPS))?;
        let mut request = reqwest::Request::new(head.method, url(&head.uri, root)?);
        *request.headers_mut() = head.headers;
        *request.body_mut() = Some(to_reqwest(body));
        Ok(client.execute(request))
    }
}

/// Decodes what our features name, whatever other crates enable of reqwest.
fn decoding(mut builder: ClientBuilder) -> ClientBuilder {
    if cfg!(not(feature = "brotli")) {
        builder = builder.no_brotli();
    }
    if cfg!(not(feature = "deflate")) {
        builder = builder.no_deflate();
    }
    if cfg!(not(feature = "gzip")) {
        builder = builder.no_gzip();
    }
    if cfg!(not(feature = "zstd")) {
        builder = builder.no_zstd();
    }
    builder
}

/// The request's URL, as reqwest wants it.
fn url(uri: &Uri, root: Option<&Url>) -> Result<Url, TransportError> {
    let Some(root) = root else {
        return Url::parse(&uri.to_string()).map_err(|error| TransportError::new(TransportErrorKind::Request, &error));
    };
    let mut url = root.clone();
    url.set_path(uri.path());
    url.set_query(uri.query());
    Ok(url)
}

impl Transport for Rustls {
    fn send(
        &self,
        request: Request<Body>,
        root: Option<&Url>,
    ) -> BoxFuture<'static, Result<Response<Body>, TransportError>> {
        // Outside of the future, which else would have room for the request.
        let response = self.begin(request, root);
        async move {
            let response = response?.await.map_err(|error| {
                let connecting = error.is_connect();
                failure(if connecting { TransportErrorKind::Connect } else { TransportErrorKind::Request }, error)
            })?;
            let body_error = |error| BodyError::Transport(failure(TransportErrorKind::Body, error));
            Ok(Response::from(response).map(|body| Body::with_errors(body, body_error)))
        }
        .boxed()
    }

    fn may_present_certificate(&self) -> bool {
        self.settings.identity.is_some() || self.settings.trusted.is_some()
    }
}

/// reqwest's error without the URL that it prints. That the time to connect was up is no input/output error there.
fn failure(kind: TransportErrorKind, error: reqwest::Error) -> TransportError {
    let is_timeout = error.is_timeout();
    let failure = TransportError::new(kind, &error.without_url());
    if is_timeout { failure.timed_out() } else { failure }
}

fn to_reqwest(body: Body) -> reqwest::Body {
    match body.into_bytes() {
        Ok(bytes) => bytes.into(),
        Err(stream) => reqwest::Body::wrap(stream),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_the_same_from_its_root_as_from_its_text() {
        for root in ["https://example.com", "http://[::1]:8080", "https://xn--bcher-kva.example:444"] {
            for target in [
                "/",
                "/a/b?c=d&e",
                "/a/../b/./c",
                "/%2e%2e/a",
                "/a\\b",
                "//evil.example/",
                "/@evil.example",
                "/a'\"b?'=\"",
                "/?",
                "/a|b{c}?[d]",
            ] {
                let Ok(uri) = format!("{root}{target}").parse() else { continue };
                let parsed = url(&uri, None).expect("it is a URL");
                let root = Url::parse(root).expect("it is a URL");
                assert_eq!(url(&uri, Some(&root)).expect("it is a URL"), parsed, "{uri}");
            }
        }
    }
}
