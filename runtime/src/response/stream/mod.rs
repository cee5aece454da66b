//! Responses that are read while they come: bytes, JSON lines, and server-sent events.
//!
//! ```yaml
//! responses:
//!   "200": { content: { text/event-stream: { schema: { $ref: '#/components/schemas/Progress' } } } }
//! ```
//! The output of such an operation is an `EventStream<types::Progress>`. Every stream here is a
//! `futures_core::Stream`, and has a method `next` for those who want no other crate for it. Dropping it closes the
//! connection.

mod bytes;
mod events;
mod json_lines;
mod lines;
#[cfg(test)]
mod tests;

use ::bytes::Bytes;
use http::{HeaderMap, StatusCode};

pub use self::bytes::ByteStream;
pub use events::{Event, EventStream};
pub use json_lines::JsonLines;

use crate::error::{DecodeError, Error, Never};

/// Where a stream comes from, for its errors.
#[derive(Debug)]
struct Head {
    status: StatusCode,
    headers: HeaderMap,
}

impl Head {
    fn error(&self, place: String, message: String, body: Bytes) -> Error<Never> {
        Error::Decode(Box::new(DecodeError::new(self.status, &self.headers, place, message, body)))
    }
}
