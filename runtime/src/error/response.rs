//! A response that a call failed with, whatever the document says of it.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use secrecy::SecretString;

use super::{ShownHeaders, message};

/// The response that an error is about: status, headers and the bytes of its body.
///
/// Of an error's body the first 64 KiB are kept, or as many bytes as
/// [`CoreBuilder::max_error_bytes`](crate::CoreBuilder::max_error_bytes) says. The body of a success that cannot be
/// read is kept whole.
#[derive(Clone)]
pub struct ErrorResponse {
    operation: Option<&'static str>,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    truncated: bool,
    message: Option<Box<str>>,
}

impl ErrorResponse {
    /// A response with a body that is kept whole, of no operation and without a message.
    #[must_use]
    pub const fn new(status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        Self { operation: None, status, headers, body, truncated: false, message: None }
    }

    /// The response of a server that reports an error: with the server's message, without the secrets, and with the first
    /// `limit` bytes of the body.
    pub(crate) fn reported(mut self, limit: usize, secrets: &[SecretString]) -> Self {
        self.message = message::of(&self.headers, &self.body, secrets);
        if self.body.len() > limit {
            // A copy of what is kept, so that a long body does not live as long as the error.
            self.body = Bytes::copy_from_slice(&self.body[..limit]);
            self.truncated = true;
        }
        self
    }

    /// The same response, of this operation.
    pub(crate) const fn of_operation(mut self, id: &'static str) -> Self {
        self.operation = Some(id);
        self
    }

    /// The same response with another status.
    pub(super) const fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The `operationId` of the call, or its method and path if the document has none. `None` for items of a stream.
    #[must_use]
    pub const fn operation(&self) -> Option<&'static str> {
        self.operation
    }

    /// The status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// The header fields.
    #[must_use]
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body, or its beginning if [`is_truncated`](Self::is_truncated). It may hold a credential: do not log it.
    #[must_use]
    pub const fn body(&self) -> &Bytes {
        &self.body
    }

    /// Returns true if the body was longer than the part that is kept.
    #[must_use]
    pub const fn is_truncated(&self) -> bool {
        self.truncated
    }

    /// The server's own words, if its status is an error: of JSON `message`, `error` (with `error_description`),
    /// `error.message`, `title` and `detail`, or the message of the first of its `errors`; else the first line of a text
    /// that is no HTML. It has no control characters and at most 300 characters. Credentials of the call that occur in it
    /// are replaced by `(redacted)`.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// Writes the operation, if it is known.
    pub(super) fn write_operation(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.operation.map_or(Ok(()), |operation| write!(f, "`{operation}`: "))
    }

    /// Writes the response as a sentence, with `remark` about its status.
    pub(super) fn write(&self, f: &mut fmt::Formatter<'_>, remark: &str) -> fmt::Result {
        self.write_operation(f)?;
        write!(f, "the server answered {}{remark}", self.status)?;
        self.message.as_ref().map_or(Ok(()), |message| write!(f, ": {message}"))
    }
}

impl fmt::Display for ErrorResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, "")
    }
}

impl fmt::Debug for ErrorResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kept = if self.truncated { "the first " } else { "" };
        f.debug_struct("ErrorResponse")
            .field("operation", &self.operation)
            .field("status", &self.status)
            .field("headers", &ShownHeaders(&self.headers))
            .field("message", &self.message)
            .field("body", &format_args!("({kept}{} bytes)", self.body.len()))
            .finish()
    }
}
