//! A body whose length its maker knows.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::Body;
use crate::error::{BodyError, TransportError, TransportErrorKind};

/// A body of so many bytes.
pub(super) struct Sized {
    body: Body,
    left: u64,
}

impl Sized {
    pub(super) const fn new(body: Body, length: u64) -> Self {
        Self { body, left: length }
    }
}

impl http_body::Body for Sized {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        let length = match &frame {
            Some(Ok(frame)) => frame.data_ref().map_or(0, |data| data.len() as u64),
            Some(Err(_)) => return Poll::Ready(frame),
            None if self.left == 0 => return Poll::Ready(None),
            None => return Poll::Ready(Some(Err(wrong("has fewer bytes than it says")))),
        };
        match self.left.checked_sub(length) {
            Some(left) => self.left = left,
            None => return Poll::Ready(Some(Err(wrong("has more bytes than it says")))),
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0 && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

fn wrong(text: &str) -> BodyError {
    let cause = io::Error::new(io::ErrorKind::InvalidData, format!("the body of the request {text}"));
    BodyError::Transport(TransportError::new(TransportErrorKind::Body, &cause))
}
