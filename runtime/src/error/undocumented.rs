//! A response with a status that the document does not describe.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::ShownHeaders;

/// A response that the document does not describe, with the beginning of its body.
#[derive(Clone)]
pub struct UndocumentedResponse {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    truncated: bool,
}

impl UndocumentedResponse {
    /// The maximum number of bytes of the body that are kept.
    pub const MAX_BODY: usize = 64 * 1024;

    /// Keeps the response, and of its body the first [`UndocumentedResponse::MAX_BODY`] bytes.
    pub fn new(status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        let truncated = body.len() > Self::MAX_BODY;
        // A copy of what is kept, so that a long body does not live as long as the error.
        let body = if truncated { Bytes::copy_from_slice(&body[..Self::MAX_BODY]) } else { body };
        Self { status, headers, body, truncated }
    }

    /// The status of the response.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The header fields of the response.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body, or its beginning if [`UndocumentedResponse::is_truncated`].
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Returns true if the body was longer than the part that is kept.
    pub fn is_truncated(&self) -> bool {
        self.truncated
    }
}

impl fmt::Display for UndocumentedResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the server answered {}, which the document does not describe for this operation", self.status)
    }
}

impl fmt::Debug for UndocumentedResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UndocumentedResponse")
            .field("status", &self.status)
            .field("headers", &ShownHeaders(&self.headers))
            .field("body", &format_args!("({} bytes)", self.body.len()))
            .field("truncated", &self.truncated)
            .finish()
    }
}
