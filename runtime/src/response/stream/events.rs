//! `text/event-stream`: server-sent events, as WHATWG's HTML standard (section 9.2) defines them.
//!
//! ```text
//! event: progress
//! id: 7
//! data: {"done": 3,
//! data:  "of": 10}
//! ```
//! An empty line ends an event; an event without data is ignored. An event that is cut off by the end of the body is
//! dropped.

use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use serde::de::DeserializeOwned;

use super::lines::{Ending, Lines};
use crate::error::{Error, Never};
use crate::exchange::Body;
use crate::json::decode;

/// The events of a response. The data of each is read as JSON, or kept as text if `T` is [`String`].
///
/// If the data of an event is not a `T`, that item is an error; later events can still be read. `data: [DONE]`, with
/// which many servers end a stream of JSON events, ends this one.
#[derive(Debug)]
pub struct EventStream<T> {
    lines: Lines,
    read: fn(&[u8]) -> Result<T, decode::Wrong>,
    fields: Fields,
    item: PhantomData<fn() -> T>,
}

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The type of the event; `message` if the server names none.
    pub event: String,
    /// Its content.
    pub data: T,
    /// The last id that the server sent, with this event or before it. Empty if there was none.
    pub id: String,
}

/// The fields that were read so far.
#[derive(Debug, Default)]
struct Fields {
    event: String,
    data: BytesMut,
    has_data: bool,
    id: String,
    retry: Option<Duration>,
    after_first_line: bool,
}

impl<T> EventStream<T> {
    fn new(response: http::Response<Body>, read: fn(&[u8]) -> Result<T, decode::Wrong>) -> Self {
        Self { lines: Lines::new(response, Ending::Any), read, fields: Fields::default(), item: PhantomData }
    }

    /// The next event; `None` after the last.
    ///
    /// # Errors
    /// If the connection breaks, or the data of an event is not a `T`.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error<Never>>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// The last id that the server sent: the value of `Last-Event-ID` for resuming after a lost connection.
    #[must_use]
    pub fn last_event_id(&self) -> &str {
        &self.fields.id
    }

    /// The time that the server asks to wait before reconnecting.
    #[must_use]
    pub const fn retry(&self) -> Option<Duration> {
        self.fields.retry
    }

    /// Ends an event; `None` if it had no data.
    fn dispatch(&mut self) -> Option<Result<Event<T>, Error<Never>>> {
        let event = std::mem::take(&mut self.fields.event);
        let data = self.fields.data.split().freeze();
        if !std::mem::take(&mut self.fields.has_data) {
            return None;
        }
        Some(match (self.read)(&data) {
            Ok(read) => {
                let event = if event.is_empty() { "message".to_owned() } else { event };
                Ok(Event { event, data: read, id: self.fields.id.clone() })
            }
            Err(_) if data == b"[DONE]"[..] => {
                self.lines.finish();
                return None;
            }
            Err(decode::Wrong { place, message }) => Err(self.lines.head.error(place, message, data)),
        })
    }
}

impl EventStream<String> {
    /// Events whose data is text and stays as it is.
    #[must_use]
    pub fn text(response: http::Response<Body>) -> Self {
        Self::new(response, |data| Ok(String::from_utf8_lossy(data).into_owned()))
    }
}

impl<T: DeserializeOwned> From<http::Response<Body>> for EventStream<T> {
    /// Events whose data is JSON.
    fn from(response: http::Response<Body>) -> Self {
        Self::new(response, |data| decode::read(data, |wrong| wrong))
    }
}

impl<T> Stream for EventStream<T> {
    type Item = Result<Event<T>, Error<Never>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match ready!(self.lines.poll_line(cx)) {
                Some(Ok(line)) if line.text.is_empty() => {
                    if let Some(event) = self.dispatch() {
                        return Poll::Ready(Some(event));
                    }
                }
                // The last line has no end, so that its event has none either.
                Some(Ok(line)) if line.is_last => {}
                Some(Ok(line)) => {
                    if !self.fields.line(&line.text) {
                        self.lines.finish();
                        let message = format!("an event has more than {} bytes", Lines::MAX);
                        let error = self.lines.head.error(String::new(), message, Bytes::new());
                        return Poll::Ready(Some(Err(error)));
                    }
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl Fields {
    /// Takes a line that is not empty. False if the event has become too long.
    fn line(&mut self, line: &[u8]) -> bool {
        let line = match line.strip_prefix("\u{FEFF}".as_bytes()) {
            Some(rest) if !self.after_first_line => rest,
            Some(_) | None => line,
        };
        self.after_first_line = true;
        let colon = line.iter().position(|byte| *byte == b':');
        let (name, value) = colon.map_or((line, &[][..]), |at| (&line[..at], &line[at + 1..]));
        let value = value.strip_prefix(b" ").unwrap_or(value);
        match name {
            b"data" => {
                if self.has_data {
                    self.data.extend_from_slice(b"\n");
                }
                self.has_data = true;
                self.data.extend_from_slice(value);
            }
            b"event" => self.event = String::from_utf8_lossy(value).into_owned(),
            b"id" if !value.contains(&0) => self.id = String::from_utf8_lossy(value).into_owned(),
            b"retry" if !value.is_empty() && value.iter().all(u8::is_ascii_digit) => {
                let millis = std::str::from_utf8(value).map(str::parse);
                self.retry = millis.ok().and_then(Result::ok).map(Duration::from_millis);
            }
            // Comments have an empty name; the standard has other names ignored.
            _ => {}
        }
        self.data.len() <= Lines::MAX
    }
}
