//! Layers of `tower` around a transport.

use std::future::poll_fn;
use std::sync::Arc;
use std::task::{Context, Poll};

use futures_core::future::BoxFuture;
use futures_util::FutureExt as _;
use futures_util::lock::Mutex;
use http::{Request, Response};
use tower::Service;
use url::Url;

use super::Transport;
use crate::error::{BoxError, TransportError, TransportErrorKind};
use crate::exchange::Body;

/// The transport of a client as a service, for the layers around it ([`CoreBuilder::layer`](crate::CoreBuilder::layer)). It sends
/// one request, and follows no redirect.
#[derive(Clone)]
pub struct Wire(Arc<dyn Transport>);

/// A service around a transport. Services need not be `Clone`, as a rate limit is not: the lock is held until it is ready.
pub(crate) struct Layered<S> {
    service: Arc<Mutex<S>>,
    may_present_certificate: bool,
}

impl<S> Layered<S> {
    pub(crate) fn new(transport: Box<dyn Transport>, layer: impl FnOnce(Wire) -> S) -> Self {
        let may_present_certificate = transport.may_present_certificate();
        Self { service: Arc::new(Mutex::new(layer(Wire(transport.into())))), may_present_certificate }
    }
}

impl Service<Request<Body>> for Wire {
    type Response = Response<Body>;
    type Error = TransportError;
    type Future = BoxFuture<'static, Result<Response<Body>, TransportError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), TransportError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        self.0.send(request, None)
    }
}

impl<S, B> Transport for Layered<S>
where
    S: Service<Request<Body>, Response = Response<B>> + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    B: http_body::Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<BoxError>,
{
    fn send(
        &self,
        request: Request<Body>,
        _: Option<&Url>,
    ) -> BoxFuture<'static, Result<Response<Body>, TransportError>> {
        let service = Arc::clone(&self.service);
        async move {
            let mut service = service.lock().await;
            poll_fn(|cx| service.poll_ready(cx).map_err(failure)).await?;
            let response = service.call(request);
            drop(service);
            response.await.map(|response| response.map(Body::new)).map_err(failure)
        }
        .boxed()
    }

    fn may_present_certificate(&self) -> bool {
        self.may_present_certificate
    }
}

/// An error of the transport as it is; any other is one of the request.
fn failure(error: impl Into<BoxError>) -> TransportError {
    TransportError::from_boxed(TransportErrorKind::Request, error.into())
}

impl std::fmt::Debug for Wire {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Wire")
    }
}
