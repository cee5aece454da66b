//! Error of reading a response: a body or a header that does not match the document.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};

use super::ErrorResponse;

/// A response that does not match the document.
///
/// Neither `Display` nor `Debug` shows the response's content, which may be a credential, but for the
/// [message](ErrorResponse::message) of a server that reports an error; [`body`](Self::body) returns it.
pub struct DecodeError {
    // Boxed, as results that hold such an error are moved often.
    response: Box<ErrorResponse>,
    content_type: Option<String>,
    place: String,
    message: String,
    /// True if a body was expected and there is none.
    is_empty: bool,
}

impl DecodeError {
    /// `place` is the place in the response: a JSON Pointer into the body, or a description.
    pub(crate) fn new(response: ErrorResponse, place: String, message: String) -> Self {
        let content_type = response.headers().get(header::CONTENT_TYPE);
        let content_type = content_type.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        Self { response: Box::new(response), content_type, place, message, is_empty: false }
    }

    /// A response without a body, where one was expected.
    pub(crate) fn empty(response: ErrorResponse, message: String) -> Self {
        Self { is_empty: true, ..Self::new(response, String::new(), message) }
    }

    /// The response, if it has no body and should have one.
    pub(crate) fn into_empty(self) -> Result<Box<ErrorResponse>, Self> {
        if self.is_empty { Ok(self.response) } else { Err(self) }
    }

    /// A header that does not match the document.
    pub(crate) fn header(headers: &HeaderMap, name: &'static str, message: String) -> Self {
        let response = ErrorResponse::new(StatusCode::OK, headers.clone(), Bytes::new());
        Self::new(response, format!("the header `{name}`"), message)
    }

    /// The same error for a response with another status.
    pub(crate) fn with_status(mut self, status: StatusCode) -> Self {
        *self.response = self.response.with_status(status);
        self
    }

    /// The same error for a response of this operation.
    pub(crate) fn of_operation(mut self, id: &'static str) -> Self {
        *self.response = self.response.of_operation(id);
        self
    }

    /// The response.
    #[must_use]
    pub const fn response(&self) -> &ErrorResponse {
        &self.response
    }

    /// The status of the response.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.response.status()
    }

    /// The header fields of the response.
    #[must_use]
    pub const fn headers(&self) -> &HeaderMap {
        self.response.headers()
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

    /// The body, as far as it was read and kept. It may hold a credential: do not log it.
    #[must_use]
    pub const fn body(&self) -> &Bytes {
        self.response.body()
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.response.write_operation(f)?;
        write!(f, "the response ({}, ", self.status().as_u16())?;
        match &self.content_type {
            Some(content_type) => write!(f, "{content_type:?}")?,
            None => f.write_str("no content type")?,
        }
        f.write_str(") is not what the document describes: ")?;
        if !self.place.is_empty() {
            write!(f, "at {}: ", self.place)?;
        }
        f.write_str(&self.message)?;
        if let Some(encoding) = self.headers().get(header::CONTENT_ENCODING) {
            let encoding = String::from_utf8_lossy(encoding.as_bytes());
            write!(
                f,
                "; its Content-Encoding is {encoding:?} and was not decoded, as no feature of that name is enabled"
            )?;
        }
        self.response.message().map_or(Ok(()), |message| write!(f, "; the server's message: {message}"))
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("place", &self.place)
            .field("message", &self.message)
            .field("response", &self.response)
            .finish()
    }
}

impl std::error::Error for DecodeError {}
