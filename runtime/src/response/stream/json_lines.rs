//! `application/x-ndjson`, `application/jsonl`, `application/json-seq`: one JSON value a line.

use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use serde::de::DeserializeOwned;

use super::lines::{Ending, Lines};
use crate::error::{Error, Never};
use crate::exchange::Body;
use crate::json::decode;

/// The values of a response of JSON lines. Empty lines are skipped.
///
/// A line that is not a `T` is an error item; later lines can still be read. If the document says that the whole is a
/// string, the items are the lines as they are, whatever JSON they hold.
#[derive(Debug)]
pub struct JsonLines<T> {
    lines: Lines,
    read: fn(&[u8]) -> Result<T, decode::Wrong>,
    item: PhantomData<fn() -> T>,
}

impl<T> JsonLines<T> {
    fn new(response: http::Response<Body>, read: fn(&[u8]) -> Result<T, decode::Wrong>) -> Self {
        Self { lines: Lines::new(response, Ending::Lf), read, item: PhantomData }
    }

    /// The next value; `None` after the last.
    ///
    /// # Errors
    /// If the connection breaks, or a line is not a `T`.
    pub async fn next(&mut self) -> Option<Result<T, Error<Never>>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    fn read(&self, line: &Bytes) -> Result<T, Error<Never>> {
        let error = |decode::Wrong { place, message }| self.lines.head.error(place, message, line.clone());
        (self.read)(line).map_err(error)
    }
}

impl JsonLines<String> {
    /// The lines as they are.
    #[must_use]
    pub fn text(response: http::Response<Body>) -> Self {
        Self::new(response, |line| {
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            Ok(String::from_utf8_lossy(line).into_owned())
        })
    }
}

impl<T: DeserializeOwned> From<http::Response<Body>> for JsonLines<T> {
    fn from(response: http::Response<Body>) -> Self {
        Self::new(response, |line| decode::read(line, |wrong| wrong))
    }
}

impl<T> Stream for JsonLines<T> {
    type Item = Result<T, Error<Never>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            return Poll::Ready(match ready!(self.lines.poll_line(cx)) {
                Some(Ok(line)) => {
                    // RFC 7464 begins each value with a record separator.
                    let is_space = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0x1E;
                    let Some(start) = line.text.iter().position(|byte| !is_space(byte)) else { continue };
                    Some(self.read(&line.text.slice(start..)))
                }
                Some(Err(error)) => Some(Err(error)),
                None => None,
            });
        }
    }
}
