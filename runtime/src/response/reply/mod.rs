//! Response Object: a response that has arrived, before its body is read as documented.
//!
//! ```yaml
//! responses:
//!   "200": { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
//! ```
//! becomes `200 => reply.json().map(Decoded::Output)` in the generated `decode`: one method here a kind of media type.

#[cfg(test)]
mod tests;
mod text;

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use secrecy::SecretString;
use serde::de::DeserializeOwned;

use crate::error::{DecodeError, ErrorResponse};
use crate::exchange::Body;
use crate::json::{Secret, decode};
use crate::response::{ByteStream, EventStream, JsonLines};
use crate::xml;
pub(crate) use text::Text;

/// A response. Reading takes the body; status and headers stay.
#[derive(Debug)]
pub struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    body: ReplyBody,
    /// What an error keeps, if the status is one.
    reported: Option<Box<ErrorResponse>>,
}

/// The body as far as it was received.
#[derive(Debug)]
enum ReplyBody {
    /// All of it.
    Received(Bytes),
    /// It is received while it is read.
    Unread(Body),
}

impl Reply {
    /// A response whose body was received.
    #[must_use]
    pub const fn new(status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        Self { status, headers, body: ReplyBody::Received(body), reported: None }
    }

    /// A response whose body has not been received.
    #[must_use]
    pub fn unread(response: http::Response<Body>) -> Self {
        let (head, body) = response.into_parts();
        Self { status: head.status, headers: head.headers, body: ReplyBody::Unread(body), reported: None }
    }

    /// The same response, if its status is an error: with the server's message, without the secrets, and with the first
    /// `limit` bytes of the body.
    pub(crate) fn reporting(mut self, limit: usize, secrets: &[SecretString]) -> Self {
        if let ReplyBody::Received(body) = &self.body {
            let response = ErrorResponse::new(self.status, self.headers.clone(), body.clone());
            self.reported = Some(Box::new(response.reported(limit, secrets)));
        }
        self
    }

    /// The status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns true if the body has one of these media types, whatever their parameters.
    #[must_use]
    pub fn is_any(&self, media_types: &[&str]) -> bool {
        let essence = |text: &str| text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let its = text::media_type(&self.headers).map(str::to_ascii_lowercase);
        its.is_some_and(|its| media_types.iter().any(|media_type| essence(media_type) == its))
    }

    /// The body as JSON. No body at all is read as `null`.
    ///
    /// # Errors
    /// If it is not JSON, or not a `T`.
    pub fn json<T: DeserializeOwned>(&mut self) -> Result<T, DecodeError> {
        let body = self.bytes()?;
        decode::read(&body, |decode::Wrong { place, message }| self.error(place, message, body.clone()))
    }

    /// The body as JSON, or as a string if the response says that it is text, but for pages of HTML, and it is no JSON.
    ///
    /// # Errors
    /// If it is not a `T`.
    pub fn json_or_text<T: DeserializeOwned>(&mut self) -> Result<T, DecodeError> {
        let body = self.bytes()?;
        let failure = |decode::Wrong { place, message }| self.error(place, message, body.clone());
        let read = decode::read(&body, failure);
        if read.is_err()
            && let Some(text) = text::quoted(&self.headers, &body)
        {
            return decode::read(text.as_bytes(), failure).or(read);
        }
        read
    }

    /// The body as XML, read by its table.
    ///
    /// # Errors
    /// If it is not XML, or not a `T`.
    pub fn xml<T: DeserializeOwned>(&mut self, of: &'static xml::Body) -> Result<T, DecodeError> {
        let body = self.bytes()?;
        let charset = text::charset(&self.headers);
        xml::read(&body, charset.as_deref(), of).map_err(|wrong| self.error(wrong.place, wrong.message, body))
    }

    /// The body as text. A JSON string is its value, if the response says that it is JSON.
    ///
    /// # Errors
    /// If it is not in the character set that the response names: UTF-8 if it names none, or Latin-1.
    pub fn text(&mut self) -> Result<String, DecodeError> {
        let body = self.bytes()?;
        if text::is_json(&self.headers)
            && let Ok(text) = decode::read(&body, drop)
        {
            return Ok(text);
        }
        text::decode(&self.headers, &body).map_err(|message| self.error(String::new(), message, body))
    }

    /// The body as a number, an enumeration's value or the like, written as text.
    ///
    /// # Errors
    /// If it is not a `T`.
    pub fn scalar<T: DeserializeOwned>(&mut self) -> Result<T, DecodeError> {
        let body = self.text()?;
        decode::read(body.as_bytes(), drop).or_else(|()| {
            T::deserialize(Text::plain(&body)).map_err(|error| {
                let message = error.message().to_owned();
                self.error(String::new(), message, Bytes::from(body.clone()))
            })
        })
    }

    /// The body, unchanged.
    ///
    /// # Errors
    /// Never for generated code, which leaves only those bodies unread that it reads as streams.
    pub fn bytes(&mut self) -> Result<Bytes, DecodeError> {
        match self.take() {
            ReplyBody::Received(bytes) => Ok(bytes),
            ReplyBody::Unread(_) => Err(self.unread_error("the body is a stream that was not read")),
        }
    }

    /// Leaves the body where it is: there is none, or the document does not describe it.
    ///
    /// # Errors
    /// Never: generated code treats all methods alike.
    pub const fn empty(&mut self) -> Result<(), DecodeError> {
        Ok(())
    }

    /// The body as a stream.
    ///
    /// # Errors
    /// Never: generated code treats all methods alike.
    pub fn stream(&mut self) -> Result<ByteStream, DecodeError> {
        Ok(self.response().into())
    }

    /// The body as server-sent events with JSON in them.
    ///
    /// # Errors
    /// If the response has another media type.
    pub fn events<T: DeserializeOwned>(&mut self) -> Result<EventStream<T>, DecodeError> {
        self.expect_events()?;
        Ok(self.response().into())
    }

    /// The body as server-sent events with text in them.
    ///
    /// # Errors
    /// If the response has another media type.
    pub fn text_events(&mut self) -> Result<EventStream<String>, DecodeError> {
        self.expect_events()?;
        Ok(EventStream::text(self.response()))
    }

    /// The body as JSON values, one a line.
    ///
    /// # Errors
    /// Never: a line that is not a `T` is an error of the stream.
    pub fn json_lines<T: DeserializeOwned>(&mut self) -> Result<JsonLines<T>, DecodeError> {
        Ok(self.response().into())
    }

    /// The body as lines of text.
    ///
    /// # Errors
    /// Never: generated code treats all methods alike.
    pub fn text_lines(&mut self) -> Result<JsonLines<String>, DecodeError> {
        Ok(JsonLines::text(self.response()))
    }

    /// Status, headers, and the bytes of a body that was not read.
    pub(crate) fn into_parts(self) -> (StatusCode, HeaderMap, Bytes) {
        let body = match self.body {
            ReplyBody::Received(bytes) => bytes,
            ReplyBody::Unread(_) => Bytes::new(),
        };
        (self.status, self.headers, body)
    }

    /// The response as an error of this operation keeps it.
    pub(crate) fn into_error(mut self, operation: &'static str) -> Box<ErrorResponse> {
        if let Some(mut reported) = self.reported {
            *reported = reported.of_operation(operation);
            return reported;
        }
        let body = match self.take() {
            ReplyBody::Received(bytes) => bytes,
            ReplyBody::Unread(_) => Bytes::new(),
        };
        Box::new(ErrorResponse::new(self.status, self.headers, body).of_operation(operation))
    }

    /// Otherwise a page of HTML, say, would be a stream without events.
    fn expect_events(&self) -> Result<(), DecodeError> {
        match text::media_type(&self.headers) {
            Some(media_type) if !media_type.eq_ignore_ascii_case("text/event-stream") => {
                Err(self.unread_error("`text/event-stream` was expected"))
            }
            Some(_) | None => Ok(()),
        }
    }

    fn take(&mut self) -> ReplyBody {
        std::mem::replace(&mut self.body, ReplyBody::Received(Bytes::new()))
    }

    fn response(&mut self) -> http::Response<Body> {
        let body = match self.take() {
            ReplyBody::Received(bytes) => bytes.into(),
            ReplyBody::Unread(body) => body,
        };
        let mut response = http::Response::new(body);
        *response.status_mut() = self.status;
        // Streams name these in their errors; the rest stays with the response.
        for name in [header::CONTENT_TYPE, header::CONTENT_ENCODING] {
            if let Some(value) = self.headers.get(&name) {
                response.headers_mut().insert(name, value.clone());
            }
        }
        response
    }

    /// An error of a body that is not read.
    fn unread_error(&self, message: &str) -> DecodeError {
        let response = ErrorResponse::new(self.status, self.headers.clone(), Bytes::new());
        DecodeError::new(response, String::new(), message.to_owned())
    }

    fn error(&self, place: String, message: String, body: Bytes) -> DecodeError {
        let is_empty = body.iter().all(u8::is_ascii_whitespace);
        let whole = || ErrorResponse::new(self.status, self.headers.clone(), body);
        let response = self.reported.as_deref().cloned().unwrap_or_else(whole);
        if is_empty { DecodeError::empty(response, message) } else { DecodeError::new(response, place, message) }
    }
}

/// A header that the document requires.
///
/// # Errors
/// If it is missing, or not a `T`.
pub fn required_header<T: DeserializeOwned>(
    headers: &HeaderMap,
    name: &'static str,
    explode: bool,
) -> Result<T, DecodeError> {
    let missing = || DecodeError::header(headers, name, "it is missing".to_owned());
    optional_header(headers, name, explode)?.ok_or_else(missing)
}

/// The values of a header that is there any number of times, with a value of its own each time: `Set-Cookie`.
///
/// # Errors
/// Never: generated code treats all headers alike.
pub fn each_header(headers: &HeaderMap, name: &'static str) -> Result<Vec<Secret>, DecodeError> {
    Ok(headers.get_all(name).iter().map(|value| text::latin1(value.as_bytes()).into()).collect())
}

/// A header that the document describes; `None` if it is missing. Several headers of one name are one list.
///
/// # Errors
/// If it is not a `T`.
pub fn optional_header<T: DeserializeOwned>(
    headers: &HeaderMap,
    name: &'static str,
    explode: bool,
) -> Result<Option<T>, DecodeError> {
    let mut values = headers.get_all(name).iter();
    let Some(first) = values.next() else { return Ok(None) };
    let mut text = text::latin1(first.as_bytes());
    for value in values {
        text.push(',');
        text.push_str(&text::latin1(value.as_bytes()));
    }
    match T::deserialize(Text::new(&text, explode)) {
        Ok(value) => Ok(Some(value)),
        Err(error) => Err(DecodeError::header(headers, name, error.message().to_owned())),
    }
}
