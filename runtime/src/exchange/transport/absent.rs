//! No transport: that of a client without the feature `rustls` and without a transport of its own.

use std::io;

use futures_core::future::BoxFuture;
use http::{Request, Response};
use url::Url;

use super::Transport;
use crate::error::{TransportError, TransportErrorKind};
use crate::exchange::Body;

/// Fails each request, with a message that names the remedy.
pub(crate) struct Absent;

impl Transport for Absent {
    fn send(&self, _: Request<Body>, _: Option<&Url>) -> BoxFuture<'static, Result<Response<Body>, TransportError>> {
        let cause = io::Error::other("enable the feature `rustls`, or give the client's builder a `transport`");
        Box::pin(std::future::ready(Err(TransportError::new(TransportErrorKind::Setup, &cause))))
    }
}
