//! The output of a successful call.

use std::fmt;
use std::ops::Deref;
use std::time::SystemTime;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::error::{CredentialError, DecodeError, ShownHeaders};
use crate::response::{Issues, Operation, RefreshToken, ResponseHeaders as _, TypedHeaders};

/// A documented success of an operation. Derefs to the output; [`into_body`](Self::into_body) returns it by value.
pub struct Response<O: Operation> {
    status: StatusCode,
    headers: HeaderMap,
    body: O::Output,
    /// Beside the output: what the document does not describe.
    bytes: Bytes,
}

impl<O: Operation> Response<O> {
    pub(crate) const fn new(status: StatusCode, headers: HeaderMap, body: O::Output, bytes: Bytes) -> Self {
        Self { status, headers, body, bytes }
    }

    /// The status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers, unchanged.
    #[must_use]
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The output.
    #[must_use]
    pub const fn body(&self) -> &O::Output {
        &self.body
    }

    /// The bytes of a body that the document does not describe, so that the output is `()`. Empty if the body was read as
    /// the output.
    ///
    /// ```
    /// # fn read<O: warded::Operation>(response: &warded::Response<O>) -> Result<(), Box<dyn std::error::Error>> {
    /// let found: warded::serde_json::Value = warded::serde_json::from_slice(response.bytes())?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub const fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The output by value, dropping status and headers. Use it to read streams.
    #[must_use]
    pub fn into_body(self) -> O::Output {
        self.body
    }
}

impl<O: TypedHeaders> Response<O> {
    /// The headers that the document describes.
    ///
    /// # Errors
    /// If a required header is missing, or a header does not have its documented type.
    pub fn typed_headers(&self) -> Result<O::Headers, DecodeError> {
        O::Headers::read(&self.headers).map_err(|error| error.with_status(self.status).of_operation(O::ID))
    }
}

impl<O: Issues> Response<O> {
    /// The credential that the operation issued.
    ///
    /// # Errors
    /// [`CredentialError::NotIssued`] if this reply has no credential, for example if the server asks for a second
    /// factor first.
    pub fn credential(&self) -> Result<O::Credential, CredentialError> {
        Ok(O::issued(&self.body, &self.headers)?.credential)
    }

    /// The refresh token that the operation issued, if the document says where it is and the reply has one.
    #[must_use]
    pub fn refresh_token(&self) -> Option<RefreshToken> {
        let issued = O::refresh_token(&self.body, &self.headers)?;
        Some(issued.ending(&self.headers, SystemTime::now()))
    }
}

impl<O: Operation> Deref for Response<O> {
    type Target = O::Output;

    fn deref(&self) -> &O::Output {
        &self.body
    }
}

impl<O: Operation<Output: fmt::Debug>> fmt::Debug for Response<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("operation", &O::ID)
            .field("status", &self.status)
            .field("headers", &ShownHeaders(&self.headers))
            .field("body", &self.body)
            .finish()
    }
}

impl<O: Operation<Output: Clone>> Clone for Response<O> {
    fn clone(&self) -> Self {
        let bytes = self.bytes.clone();
        Self { status: self.status, headers: self.headers.clone(), body: self.body.clone(), bytes }
    }
}
