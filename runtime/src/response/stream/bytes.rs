//! `application/octet-stream` and every other media type that has no notation of ours.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http_body::Body as _;

use crate::error::{Error, Never};
use crate::exchange::Body;

/// The bytes of a response, as they come.
#[derive(Debug)]
pub struct ByteStream {
    body: Body,
}

impl ByteStream {
    pub(crate) fn new(body: Body) -> Self {
        Self { body: body.streamed() }
    }

    /// The next bytes; `None` after the last.
    ///
    /// # Errors
    /// If the connection breaks, or nothing comes for longer than the client allows.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error<Never>>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// All that is left.
    ///
    /// # Errors
    /// As [`next`](Self::next), or if it is more than the client allows for a response that is read whole.
    pub async fn collect(self) -> Result<Bytes, Error<Never>> {
        Ok(self.body.bytes().await?)
    }

    /// The bytes as a body, to be sent on.
    #[must_use]
    pub fn into_body(self) -> Body {
        self.body
    }
}

impl From<http::Response<Body>> for ByteStream {
    fn from(response: http::Response<Body>) -> Self {
        Self::new(response.into_body())
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error<Never>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            return Poll::Ready(match ready!(Pin::new(&mut self.body).poll_frame(cx)) {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) => Some(Ok(data)),
                    // Trailers.
                    Err(_) => continue,
                },
                Some(Err(error)) => Some(Err(error.into())),
                None => None,
            });
        }
    }
}
