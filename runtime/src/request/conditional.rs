//! A call that asks for a response only if it is another than the one that the caller has (RFC 9110, 13.1).
//!
//! ```text
//! If-None-Match: "v1"
//! If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT
//! ```

use std::fmt;
use std::time::SystemTime;

use futures_core::future::BoxFuture;
use futures_util::FutureExt as _;
use http::{HeaderValue, header};

use crate::error::{Error, Place, Reason, RequestError};
use crate::request::Call;
use crate::response::{Operation, Response};
use crate::time::to_http_date;

/// A call whose output is `None` if the server answers 304: the value that the caller has is still valid.
#[must_use = "a call does nothing until it is awaited or sent"]
pub struct Conditional<O> {
    call: Call<O>,
    error: Option<RequestError>,
}

impl<O: Operation> Conditional<O> {
    pub(crate) const fn new(call: Call<O>) -> Self {
        Self { call, error: None }
    }

    /// Adds the `ETag` of a response that the caller has, with its quotes.
    pub fn if_none_match(self, etag: impl TryInto<HeaderValue>) -> Self {
        Self { call: self.call.extra_header(header::IF_NONE_MATCH, etag), ..self }
    }

    /// Adds a time: that of the header `Last-Modified`, or that of the last call.
    pub fn if_modified_since(mut self, time: SystemTime) -> Self {
        match to_http_date(time).and_then(|text| HeaderValue::try_from(text).ok()) {
            Some(value) => self.call = self.call.extra_header(header::IF_MODIFIED_SINCE, value),
            None => {
                self.error = Some(RequestError::new(Place::Header("If-Modified-Since"), Reason::NotHeaderText));
            }
        }
        self
    }

    /// Sends the request and reads the response; `None` if it is the one that the caller has.
    ///
    /// # Errors
    /// [`Error`] lists them; [`Error::NotModified`] is none of them.
    pub async fn send(self) -> Result<Option<Response<O>>, Error<O::Error>> {
        if let Some(error) = self.error {
            return Err(Error::Request(error));
        }
        match self.call.send().await {
            Ok(response) => Ok(Some(response)),
            Err(Error::NotModified(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl<O: Operation> IntoFuture for Conditional<O> {
    type Output = Result<Option<Response<O>>, Error<O::Error>>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.send().boxed()
    }
}

impl<O: Operation> fmt::Debug for Conditional<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.call.fmt(f)
    }
}
