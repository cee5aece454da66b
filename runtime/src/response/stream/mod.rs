//! Responses that are read incrementally: bytes, JSON lines, and server-sent events.
//!
//! ```yaml
//! responses:
//!   "200": { content: { text/event-stream: { schema: { $ref: '#/components/schemas/Progress' } } } }
//! ```
//! The output of such an operation is an `EventStream<types::Progress>`. Every stream here is a
//! `futures_core::Stream`, and also has a method `next`, so that no other crate is needed. Dropping it closes the
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

use crate::error::{DecodeError, Error, ErrorResponse, Never};

/// The response that a stream comes from, for its errors.
#[derive(Debug)]
struct Head {
    status: StatusCode,
    headers: HeaderMap,
}

impl Head {
    fn error(&self, place: String, message: String, body: Bytes) -> Error<Never> {
        let response = ErrorResponse::new(self.status, self.headers.clone(), body);
        Error::Decode(Box::new(DecodeError::new(response, place, message)))
    }
}
