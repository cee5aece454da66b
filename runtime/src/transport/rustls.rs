//! The default transport: reqwest with rustls.
//!
//! Redirects, `Referer`, cookies and decompression are off: they are the core's business or nobody's. The
//! system's proxies are used for https, where a proxy sees no more than the host's name; plain http never
//! goes through one, since it would read everything.

use std::pin::Pin;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::future::BoxFuture;
use futures_util::FutureExt as _;
use http::{Request, Response};
use http_body::{Frame, SizeHint};

use super::Transport;
use crate::body::Body;
use crate::error::{BodyError, TransportError, TransportErrorKind};

/// reqwest's clients, each made when it is first needed: making one reads the system's TLS roots and can fail.
pub(crate) struct Rustls {
    connect_timeout: Duration,
    https: OnceLock<Result<reqwest::Client, TransportError>>,
    plain: OnceLock<Result<reqwest::Client, TransportError>>,
}

impl Rustls {
    pub(crate) fn new(connect_timeout: Duration) -> Self {
        Self { connect_timeout, https: OnceLock::new(), plain: OnceLock::new() }
    }

    fn client(&self, https: bool) -> Result<&reqwest::Client, TransportError> {
        let cell = if https { &self.https } else { &self.plain };
        cell.get_or_init(|| {
            let builder = reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .referer(false)
                .https_only(https)
                .connect_timeout(self.connect_timeout);
            let builder = if https { builder } else { builder.no_proxy() };
            builder.build().map_err(|error| failure(TransportErrorKind::Setup, error))
        })
        .as_ref()
        .map_err(TransportError::clone)
    }

    fn begin(
        &self,
        request: Request<Body>,
    ) -> Result<impl Future<Output = reqwest::Result<reqwest::Response>> + use<>, TransportError> {
        let client = self.client(request.uri().scheme() == Some(&http::uri::Scheme::HTTPS))?;
        let request = reqwest::Request::try_from(request.map(to_reqwest))
            .map_err(|error| failure(TransportErrorKind::Request, error))?;
        Ok(client.execute(request))
    }
}

impl Transport for Rustls {
    fn send(&self, request: Request<Body>) -> BoxFuture<'static, Result<Response<Body>, TransportError>> {
        // Outside of the future, which else would have room for the request.
        let response = self.begin(request);
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
}

/// reqwest's error without the URL that it prints.
fn failure(kind: TransportErrorKind, error: reqwest::Error) -> TransportError {
    TransportError::new(kind, &error.without_url())
}

fn to_reqwest(body: Body) -> reqwest::Body {
    match body.into_bytes() {
        Ok(bytes) => bytes.into(),
        Err(stream) => reqwest::Body::wrap(Shared(Mutex::new(stream))),
    }
}

/// A body as `Sync`, which reqwest asks for and which hardly anything uses: polling takes no lock.
struct Shared(Mutex<Body>);

impl http_body::Body for Shared {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let body = self.get_mut().0.get_mut().unwrap_or_else(PoisonError::into_inner);
        Pin::new(body).poll_frame(cx)
    }

    fn size_hint(&self) -> SizeHint {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).size_hint()
    }
}
