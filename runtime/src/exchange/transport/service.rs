//! A `tower::Service` as the transport.

use std::sync::{Mutex, PoisonError};

use futures_core::future::BoxFuture;
use futures_util::FutureExt as _;
use http::{Request, Response};
use tower::ServiceExt as _;
use url::Url;

use super::Transport;
use crate::error::{BoxError, TransportError, TransportErrorKind};
use crate::exchange::Body;

/// The service, in a lock that is held while it is cloned: services are often `Send` but not `Sync`.
pub(crate) struct Service<S>(Mutex<S>);

impl<S> Service<S> {
    pub(crate) fn new(service: S) -> Self {
        Self(Mutex::new(service))
    }
}

impl<S, B> Transport for Service<S>
where
    S: tower::Service<Request<Body>, Response = Response<B>> + Clone + Send + 'static,
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
        let service = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        async move {
            match service.oneshot(request).await {
                Ok(response) => Ok(response.map(Body::new)),
                Err(error) => Err(TransportError::from_boxed(TransportErrorKind::Request, error.into())),
            }
        }
        .boxed()
    }

    fn may_present_certificate(&self) -> bool {
        true
    }
}
