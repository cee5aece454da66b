//! One call of an operation: its request while it is built, and its response.
//!
//! Generated methods make a [`Call`], write the path, the required parameters and the body into it, and wrap it;
//! setters of optional parameters write into it too. The first value that cannot be sent is kept as an error, which
//! sending then returns, so that building needs no `?`.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use futures_core::future::BoxFuture;
use futures_util::FutureExt as _;
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};
use serde::Serialize;

use super::Conditional;
use super::body::{self, FieldEncoding};
use super::draft::Request;
use super::media_type;
use super::parameter::{self, Style};
use crate::credential::{Authorization, Credential, Slot};
use crate::error::{Error, Never, Place, Reason, RequestError};
use crate::exchange::{Body, Core, OperationInfo, Outgoing, Retries};
use crate::response::{self, Decoded, Operation};

/// A call that has not been sent. It owns its data, so that it can be sent from another task.
#[must_use = "a call does nothing until it is awaited or sent"]
pub struct Call<O> {
    // Boxed, for calls are moved often while they are built.
    request: Box<Request>,
    operation: PhantomData<fn() -> O>,
}

/// Constructors and setters for generated code.
impl<O: Operation> Call<O> {
    /// Creates an empty request. The token shows that the caller is a generated method, whose bound the authorization
    /// satisfies.
    pub fn new(core: &Core, authorization: Authorization, _: O::Token) -> Self {
        let outgoing = Outgoing {
            core: core.clone(),
            authorization,
            target: String::with_capacity(O::PATH.len() + 32),
            headers: HeaderMap::new(),
            content_type: None,
            timeout: None,
            idle_timeout: None,
            max_response_bytes: None,
            retries: None,
            has_idempotency_key: false,
        };
        let request = Request {
            outgoing,
            body: Body::empty(),
            dots: None,
            empty: None,
            query: String::new(),
            cookies: String::new(),
            error: None,
        };
        Self { request: Box::new(request), operation: PhantomData }
    }

    /// A part of the path, encoded already.
    pub fn literal(mut self, text: &'static str) -> Self {
        self.request.outgoing.target.push_str(text);
        self
    }

    /// A path parameter.
    pub fn path<T: Serialize + ?Sized>(mut self, name: &'static str, style: Style, value: &T) -> Self {
        let written = parameter::path(&mut self.request.outgoing.target, name, style, value);
        if self.request.check(written) == Some(true) {
            self.request.empty.get_or_insert((name, self.request.outgoing.target.len()));
        }
        if parameter::ends_in_dots(&self.request.outgoing.target) {
            self.request.dots = Some(name);
        }
        self
    }

    /// A query parameter.
    pub fn query<T: Serialize + ?Sized>(mut self, name: &'static str, style: Style, value: &T) -> Self {
        let written = parameter::query(&mut self.request.query, name, style, value);
        self.request.check(written);
        self
    }

    /// A parameter that is the whole query string: JSON, or the text of a scalar.
    pub fn query_string<T: Serialize + ?Sized>(mut self, name: &'static str, style: Style, value: &T) -> Self {
        let written = parameter::query_string(name, style, value);
        self.request.query = self.request.check(written).unwrap_or_default();
        self
    }

    /// A parameter that is the whole query string, as a form. `encoding` is by property.
    pub fn query_form<T: Serialize + ?Sized>(
        mut self,
        name: &'static str,
        value: &T,
        encoding: &[(&str, FieldEncoding)],
    ) -> Self {
        let written = body::pairs(value, encoding).map_err(|reason| RequestError::new(Place::Query(name), reason));
        self.request.query = self.request.check(written).unwrap_or_default();
        self
    }

    /// A header parameter.
    pub fn header<T: Serialize + ?Sized>(mut self, name: &'static str, style: Style, value: &T) -> Self {
        let written = parameter::header(name, style, value);
        if let Some(Some((name, value))) = self.request.check(written) {
            // Only here: a header of the caller's own says nothing of what the server does with it.
            self.request.outgoing.has_idempotency_key |= name == "idempotency-key";
            self.request.outgoing.headers.insert(name, value);
        }
        self
    }

    /// A cookie parameter.
    pub fn cookie<T: Serialize + ?Sized>(mut self, name: &'static str, style: Style, value: &T) -> Self {
        let written = parameter::cookie(&mut self.request.cookies, name, style, value);
        self.request.check(written);
        self
    }

    /// A body of JSON.
    pub fn json<T: Serialize + ?Sized>(mut self, media_type: &'static str, value: &T) -> Self {
        let body = body::json(value);
        self.request.attach(media_type, body);
        self
    }

    /// A body of `application/x-www-form-urlencoded`. `encoding` is by property.
    pub fn form<T: Serialize + ?Sized>(
        mut self,
        media_type: &'static str,
        value: &T,
        encoding: &[(&str, FieldEncoding)],
    ) -> Self {
        let body = body::form(value, encoding);
        self.request.attach(media_type, body);
        self
    }

    /// A body of `multipart/form-data` or another multipart type. `encoding` is by property.
    pub fn multipart<T: Serialize + ?Sized>(
        mut self,
        media_type: &'static str,
        value: &T,
        encoding: &[(&str, FieldEncoding)],
    ) -> Self {
        let written = body::multipart(media_type, value, encoding);
        if let Some((content_type, body)) = self.request.check(written) {
            self.request.set_body(content_type, body);
        }
        self
    }

    /// A body of a multipart type that is a list. `prefix` is the encoding of the first items, `rest` that of all others.
    pub fn multipart_list<T: Serialize + ?Sized>(
        mut self,
        media_type: &'static str,
        value: &T,
        prefix: &[FieldEncoding],
        rest: FieldEncoding,
    ) -> Self {
        let written = body::multipart_list(media_type, value, prefix, rest);
        if let Some((content_type, body)) = self.request.check(written) {
            self.request.set_body(content_type, body);
        }
        self
    }

    /// A body of XML, written by its table.
    pub fn xml<T: Serialize + ?Sized>(
        mut self,
        media_type: &'static str,
        value: &T,
        of: &'static crate::xml::Body,
    ) -> Self {
        let body = body::xml(value, of);
        self.request.attach(media_type, body);
        self
    }

    /// A body of text: a string, a number, a value of an enumeration.
    pub fn text<T: Serialize + ?Sized>(mut self, media_type: &'static str, value: &T) -> Self {
        let body = body::text(value);
        self.request.attach(media_type, body);
        self
    }

    /// A body of bytes, or one that is streamed.
    pub fn bytes(mut self, media_type: &'static str, body: impl Into<Body>) -> Self {
        self.request.attach(media_type, Ok(body.into()));
        self
    }

    /// Same as [`Self::bytes`], with the media type that the caller names: one within the documented range.
    pub fn bytes_within(mut self, range: &'static str, media_type: &str, body: impl Into<Body>) -> Self {
        let media_type = media_type::within(range, media_type);
        if let Some(media_type) = self.request.check(media_type) {
            self.request.set_body(media_type, body.into());
        }
        self
    }

    /// Adds a header of the caller, also as text. It replaces a parameter of this name, but no credential: those are attached
    /// last. If a header cannot have this name or value, the call fails before it is sent.
    pub fn extra_header(mut self, name: impl TryInto<HeaderName>, value: impl TryInto<HeaderValue>) -> Self {
        let header = name.try_into().ok().zip(value.try_into().ok());
        let header = header.ok_or(RequestError::new(Place::ExtraHeader, Reason::NotHeaderText));
        if let Some((name, value)) = self.request.check(header) {
            self.request.outgoing.headers.insert(name, value);
        }
        self
    }

    /// Makes the output `None` if the server answers 304: what the caller has is still valid. The result has the methods
    /// that say what that is.
    pub const fn conditional(self) -> Conditional<O> {
        Conditional::new(self)
    }

    /// Overrides the client's time limit for this call. The limit includes logging in, redirects, retries and the
    /// pauses between them.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.request.outgoing.timeout = Some(timeout);
        self
    }

    /// Overrides the client's limit of silence for this call, whose response is a stream.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.request.outgoing.idle_timeout = Some(timeout);
        self
    }

    /// Overrides the client's limit of a response's size for this call.
    pub fn max_response_bytes(mut self, limit: u64) -> Self {
        self.request.outgoing.max_response_bytes = Some(limit);
        self
    }

    /// Overrides the client's retry policy for this call.
    pub fn retries(mut self, retries: Retries) -> Self {
        self.request.outgoing.retries = Some(retries);
        self
    }

    /// The state that all calls of the client share.
    pub fn core(&self) -> &Core {
        &self.request.outgoing.core
    }

    /// Sends the request and reads the response.
    ///
    /// # Errors
    /// [`Error`] lists them.
    pub async fn send(self) -> Result<response::Response<O>, Error<O::Error>> {
        let mut reply = self.request.reply(const { &OperationInfo::of::<O>() }, O::streams).await?;
        if reply.status() == StatusCode::NOT_MODIFIED {
            return Err(Error::NotModified(reply.into_error(O::ID)));
        }
        match O::decode(&mut reply) {
            Ok(Decoded::Output(body)) => {
                let (status, headers, bytes) = reply.into_parts();
                Ok(response::Response::new(status, headers, body, bytes))
            }
            Ok(Decoded::Error(body)) => {
                let response = reply.into_error(O::ID);
                Err(Error::Documented { status: response.status(), response, body: Box::new(body) })
            }
            Ok(Decoded::Undocumented) => Err(Error::Undocumented(reply.into_error(O::ID))),
            Err(error) => Err(match error.of_operation(O::ID).into_empty() {
                Ok(response) => Error::Empty(response),
                Err(error) => Error::Decode(Box::new(error)),
            }),
        }
    }

    /// Sends the request and returns the response unread, whatever its status.
    ///
    /// # Errors
    /// If there is no response. The response is not read, so that its content cannot be an error.
    pub async fn send_raw(self) -> Result<Response<Body>, Error<Never>> {
        Ok(self.request.response(const { &OperationInfo::of::<O>() }).await?)
    }
}

/// Methods for sessions, which make the same call repeatedly.
impl<O: Operation> Call<O> {
    /// The call to keep: its body, which may hold a password, is wiped when it is dropped.
    pub(crate) fn kept(mut self) -> Self {
        self.request.body = self.request.body.wiped();
        self
    }

    /// The same call once more, unless its body is a stream.
    pub(crate) fn again(&self) -> Option<Self> {
        let body = self.request.body.again()?;
        let (outgoing, error) = (self.request.outgoing.clone(), self.request.error.clone());
        let (query, cookies) = (self.request.query.clone(), self.request.cookies.clone());
        let (dots, empty) = (self.request.dots, self.request.empty);
        let request = Request { outgoing, body, dots, empty, query, cookies, error };
        Some(Self { request: Box::new(request), operation: PhantomData })
    }

    /// The credentials that it carries, for a call of the same session that needs the same.
    #[doc(hidden)]
    pub fn authorization(&self) -> Authorization {
        self.request.outgoing.authorization.clone()
    }

    /// The call with this credential in place of the one of its scheme, which a session has.
    #[doc(hidden)]
    pub fn carrying<K: Credential>(self, credential: K) -> Self {
        self.renewed(&Slot::held(credential.into()))
    }

    /// The call with this credential in place of the one of its scheme.
    pub(crate) fn renewed<K: Credential>(mut self, live: &Slot<K>) -> Self {
        self.request.outgoing.authorization = self.request.outgoing.authorization.renewed(live);
        self
    }
}

impl<O: Operation> IntoFuture for Call<O> {
    type Output = Result<response::Response<O>, Error<O::Error>>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.send().boxed()
    }
}

impl<O: Operation> fmt::Debug for Call<O> {
    /// Parameters and headers may be confidential.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("operation", &O::ID).finish_non_exhaustive()
    }
}
