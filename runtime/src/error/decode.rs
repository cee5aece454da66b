//! Error of reading a response: a body or a header that does not match the document.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};

/// A response that does not match the document.
///
/// Neither `Display` nor `Debug` shows the response's content, which may be a credential; [`body`](Self::body)
/// returns it.
pub struct DecodeError {
    status: StatusCode,
    // Boxed, as results that hold such an error are moved often.
    headers: Box<HeaderMap>,
    content_type: Option<String>,
    place: String,
    message: String,
    body: Bytes,
}

impl DecodeError {
    /// `place` is the place in the response: a JSON Pointer into the body, or a description.
    pub(crate) fn new(status: StatusCode, headers: &HeaderMap, place: String, message: String, body: Bytes) -> Self {
        let content_type = headers.get(header::CONTENT_TYPE).map(|value| String::from_utf8_lossy(value.as_bytes()));
        let content_type = content_type.map(std::borrow::Cow::into_owned);
        Self { status, headers: Box::new(headers.clone()), content_type, place, message, body }
    }

    /// A header that does not match the document.
    pub(crate) fn header(headers: &HeaderMap, name: &'static str, message: String) -> Self {
        Self::new(StatusCode::OK, headers, format!("the header `{name}`"), message, Bytes::new())
    }

    /// The same error for a response with another status.
    pub(crate) const fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The status of the response.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// The header fields of the response.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The media type of the response, as it was sent.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The place in the response: a JSON Pointer into the body (empty for the whole body), or the name of a header.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// The value that was expected there.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The body, as far as it was read. It may hold a credential: do not log it.
    #[must_use]
    pub const fn body(&self) -> &Bytes {
        &self.body
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the response ({}, ", self.status.as_u16())?;
        match &self.content_type {
            Some(content_type) => write!(f, "{content_type:?}")?,
            None => f.write_str("no content type")?,
        }
        f.write_str(") is not what the document describes: ")?;
        if !self.place.is_empty() {
            write!(f, "at {}: ", self.place)?;
        }
        f.write_str(&self.message)
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("status", &self.status)
            .field("content_type", &self.content_type)
            .field("place", &self.place)
            .field("message", &self.message)
            .field("body_length", &self.body.len())
            .finish()
    }
}

impl std::error::Error for DecodeError {}
