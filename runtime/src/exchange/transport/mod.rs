//! Transports: reqwest with rustls, or any `tower::Service` that the user provides.

#[cfg(not(feature = "rustls"))]
mod absent;
mod layered;
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
pub(crate) use layered::Layered;
pub use layered::Wire;
#[cfg(feature = "rustls")]
pub(crate) use rustls::{Rustls, Settings};
pub(crate) use service::Service;

/// Sends one request and returns its response, whatever its status: redirects are not followed here.
pub(crate) trait Transport: Send + Sync {
    ///
    /// `root`: the beginning of the request's URL, up to its path, if it is available: parsing it for each call would
    /// take a twentieth of the call's time.
    fn send(
        &self,
        request: Request<Body>,
        root: Option<&Url>,
    ) -> BoxFuture<'static, Result<Response<Body>, TransportError>>;

    /// Returns true if it can have a client certificate: one was given to it, or it is the caller's own.
    fn may_present_certificate(&self) -> bool {
        false
    }
}
