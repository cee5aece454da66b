//! What carries requests to servers: reqwest with rustls, or any `tower::Service` that the user gives.

#[cfg(not(feature = "rustls"))]
mod absent;
#[cfg(feature = "rustls")]
mod rustls;
mod service;

use futures_core::future::BoxFuture;
use http::{Request, Response};
use url::Url;

use crate::error::TransportError;
use crate::exchange::Body;

#[cfg(not(feature = "rustls"))]
pub(crate) use absent::Absent;
#[cfg(feature = "rustls")]
pub(crate) use rustls::Rustls;
pub(crate) use service::Service;

/// Sends one request and gives its response, whatever that is: redirects are not followed here.
pub(crate) trait Transport: Send + Sync {
    ///
    /// `root`: the beginning of the request's URL, up to its path, where that is at hand: to parse it again for each call
    /// would be a twentieth of what a call costs.
    fn send(
        &self,
        request: Request<Body>,
        root: Option<&Url>,
    ) -> BoxFuture<'static, Result<Response<Body>, TransportError>>;

    /// Whether it is one of the caller's own: only such a one can have a client certificate.
    fn is_own(&self) -> bool {
        false
    }
}
