//! Bodies of requests and responses.
//!
//! A request's body is empty, bytes, a file, a stream, or several of them behind one another; all but streams can be sent
//! again (after a 401, on a 307). A response's body is a stream that ends with an error if it exceeds
//! `CoreBuilder::max_response_bytes` or the call's time limit, or, if the caller reads it as it comes, if nothing comes any
//! more.

#[cfg(feature = "rustls")]
mod file;
mod limited;
mod parts;
mod sized;

use std::fmt;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::{Buf, Bytes};
use futures_core::Stream;
use futures_util::TryStreamExt;
use http_body::{Frame, SizeHint};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, StreamBody};
use pin_project_lite::pin_project;
use secrecy::zeroize::Zeroizing;
use serde::de::DeserializeOwned;

use crate::error::{BodyError, BoxError, LimitError, TransportError, TransportErrorKind};
use crate::json::decode;

#[cfg(feature = "rustls")]
use file::FileBody;
use limited::Limited;
pub(crate) use limited::{Bounds, Deadline, Idle};
use parts::Parts;

/// The body of a request or a response. `Debug` shows its kind and length, never its content.
#[derive(Default)]
pub struct Body(Inner);

#[derive(Default)]
enum Inner {
    #[default]
    Empty,
    Bytes(Bytes),
    Stream(Exclusive<Boxed>),
    Limited(Box<Exclusive<Limited>>),
    Parts(Box<Parts>),
    #[cfg(feature = "rustls")]
    File(Box<FileBody>),
}

/// A body of any type.
type Boxed = UnsyncBoxBody<Bytes, BodyError>;

/// A value as `Sync`, which others ask of a body and hardly anything uses: whoever reads has it alone, and takes no lock.
struct Exclusive<T>(Mutex<T>);

pin_project! {
    /// A body of others, with our type of data and of error. (`map_frame` would lose its length.)
    struct Adapted<B, F> {
        #[pin]
        body: B,
        error: F,
    }
}

impl Body {
    /// A body of no bytes.
    pub fn empty() -> Self {
        Self(Inner::Empty)
    }

    /// A body of any type, as a stream: it can be sent only once.
    pub fn new<B>(body: B) -> Self
    where
        B: http_body::Body + Send + 'static,
        B::Data: Send,
        B::Error: Into<BoxError>,
    {
        Self::with_errors(body, |error| body_error(error.into()))
    }

    /// Same as [`Body::new`], with a function that converts the transport's own errors.
    pub(crate) fn with_errors<B>(body: B, error: impl FnMut(B::Error) -> BodyError + Send + 'static) -> Self
    where
        B: http_body::Body + Send + 'static,
        B::Data: Send,
    {
        Self(Inner::Stream(Exclusive::new(Adapted { body, error }.boxed_unsync())))
    }

    /// A body of the chunks of a stream: it can be sent only once.
    pub fn from_stream<S, C, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<C, E>> + Send + 'static,
        C: Into<Bytes> + 'static,
        E: Into<BoxError> + 'static,
    {
        Self::new(StreamBody::new(stream.map_ok(|chunk| Frame::data(chunk.into()))))
    }

    /// The same body, which says that it has this many bytes: it is sent with `Content-Length`. One that then has more or
    /// less fails.
    #[must_use]
    pub fn with_length(self, length: u64) -> Self {
        Self(Inner::Stream(Exclusive::new(sized::Sized::new(self, length).boxed_unsync())))
    }

    /// A body of these, one behind the other.
    pub(crate) fn joined(parts: impl IntoIterator<Item = Self>) -> Self {
        Self(Inner::Parts(Box::new(parts.into_iter().collect())))
    }

    /// The bytes; `None` if it is a stream.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match &self.0 {
            Inner::Empty => Some(&[]),
            Inner::Bytes(bytes) => Some(bytes),
            Inner::Stream(_) | Inner::Limited(_) | Inner::Parts(_) => None,
            #[cfg(feature = "rustls")]
            Inner::File(_) => None,
        }
    }

    /// Reads the body to its end: of a response, as far as the limits of its call allow.
    ///
    /// # Errors
    /// If it cannot be read to its end.
    pub async fn bytes(self) -> Result<Bytes, BodyError> {
        match self.0 {
            Inner::Empty => Ok(Bytes::new()),
            Inner::Bytes(bytes) => Ok(bytes),
            Inner::Limited(mut limited) => limited.get_mut().read_whole().await,
            other => Ok(Self(other).collect().await?.to_bytes()),
        }
    }

    /// Reads the body to its end, as UTF-8.
    ///
    /// # Errors
    /// As [`bytes`](Self::bytes), and [`BodyError::Content`] if it is no UTF-8.
    pub async fn text(self) -> Result<String, BodyError> {
        let bytes = self.bytes().await?;
        let text = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(&bytes);
        let wrong = |_| BodyError::Content { place: String::new(), message: "the text is not UTF-8".to_owned() };
        std::str::from_utf8(text).map(str::to_owned).map_err(wrong)
    }

    /// Reads the body to its end, as JSON.
    ///
    /// # Errors
    /// As [`bytes`](Self::bytes), and [`BodyError::Content`] if it is not JSON, or not a `T`.
    pub async fn json<T: DeserializeOwned>(self) -> Result<T, BodyError> {
        let bytes = self.bytes().await?;
        decode::read(&bytes, |decode::Wrong { place, message }| BodyError::Content { place, message })
    }

    /// Returns the bytes, or the stream unchanged.
    pub(crate) fn into_bytes(self) -> Result<Bytes, Self> {
        match self.0 {
            Inner::Empty => Ok(Bytes::new()),
            Inner::Bytes(bytes) => Ok(bytes),
            stream => Err(Self(stream)),
        }
    }

    /// The same body once more, unless it is a stream.
    pub(crate) fn again(&self) -> Option<Self> {
        match &self.0 {
            Inner::Empty => Some(Self(Inner::Empty)),
            Inner::Bytes(bytes) => Some(Self(Inner::Bytes(bytes.clone()))),
            Inner::Stream(_) | Inner::Limited(_) => None,
            Inner::Parts(parts) => parts.again().map(|parts| Self(Inner::Parts(Box::new(parts)))),
            #[cfg(feature = "rustls")]
            Inner::File(file) => Some(Self(Inner::File(Box::new(file.again())))),
        }
    }

    /// The same body, whose bytes are overwritten when the last copy of it is dropped, unless others share them.
    pub(crate) fn wiped(self) -> Self {
        match self.0 {
            Inner::Bytes(bytes) => Self(Inner::Bytes(match bytes.try_into_mut() {
                Ok(bytes) => Bytes::from_owner(Zeroizing::new(Vec::from(bytes))),
                Err(shared) => shared,
            })),
            other => Self(other),
        }
    }

    /// Returns true if the body has no bytes.
    pub(crate) fn is_empty(&self) -> bool {
        self.as_bytes().is_some_and(<[u8]>::is_empty)
    }

    /// Bounds a response's body; fails at once if it says itself that it is too long.
    pub(crate) fn within(self, bounds: Bounds, idle: Option<Idle>) -> Result<Self, LimitError> {
        self.check(bounds.limit)?;
        Ok(self.limited(bounds, idle))
    }

    /// Bounds the body of a response that is read as it comes, by silence only. `bounds` are for who reads it whole.
    pub(crate) fn within_silence(self, bounds: Bounds, idle: Option<Idle>) -> Self {
        self.limited(bounds, idle).streamed()
    }

    fn limited(self, bounds: Bounds, idle: Option<Idle>) -> Self {
        Self(match self.0 {
            Inner::Stream(stream) => {
                Inner::Limited(Box::new(Exclusive::new(Limited::new(stream.into_inner(), bounds, idle))))
            }
            other => other,
        })
    }

    /// Reads a response's body to its end, within bounds.
    pub(crate) async fn read_within(self, bounds: Bounds) -> Result<Bytes, BodyError> {
        self.check(bounds.limit).map_err(BodyError::Limit)?;
        match self.0 {
            Inner::Stream(stream) => Limited::new(stream.into_inner(), bounds, None).read().await,
            other => Self(other).bytes().await,
        }
    }

    fn check(&self, limit: u64) -> Result<(), LimitError> {
        match http_body::Body::size_hint(self).lower() > limit {
            true => Err(LimitError::Body { limit }),
            false => Ok(()),
        }
    }

    /// Removes the limits of size and time of a response that its caller reads as it comes: its headers came in time, and
    /// its reader determines how long it continues. The limit of silence stays.
    pub(crate) fn streamed(mut self) -> Self {
        if let Inner::Limited(limited) = &mut self.0 {
            limited.get_mut().stream();
        }
        self
    }
}

impl<T> Exclusive<T> {
    const fn new(value: T) -> Self {
        Self(Mutex::new(value))
    }

    fn get_mut(&mut self) -> &mut T {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner)
    }

    fn into_inner(self) -> T {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn read<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The errors of our own bodies pass through bodies and transports of others unchanged.
fn body_error(error: BoxError) -> BodyError {
    match error.downcast::<BodyError>() {
        Ok(known) => *known,
        Err(error) => BodyError::Transport(TransportError::from_boxed(TransportErrorKind::Body, error)),
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let inner = &mut self.get_mut().0;
        match inner {
            Inner::Empty => Poll::Ready(None),
            Inner::Bytes(bytes) => {
                let bytes = std::mem::take(bytes);
                *inner = Inner::Empty;
                Poll::Ready((!bytes.is_empty()).then(|| Ok(Frame::data(bytes))))
            }
            Inner::Stream(stream) => Pin::new(stream.get_mut()).poll_frame(cx),
            Inner::Limited(limited) => limited.get_mut().poll_frame(cx),
            Inner::Parts(parts) => parts.poll_frame(cx),
            #[cfg(feature = "rustls")]
            Inner::File(file) => file.poll_frame(cx),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Inner::Empty => true,
            Inner::Bytes(bytes) => bytes.is_empty(),
            Inner::Stream(stream) => stream.read(http_body::Body::is_end_stream),
            Inner::Limited(limited) => limited.read(Limited::is_end_stream),
            Inner::Parts(parts) => parts.is_end_stream(),
            #[cfg(feature = "rustls")]
            Inner::File(file) => file.left() == 0,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Inner::Empty => SizeHint::with_exact(0),
            Inner::Bytes(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Inner::Stream(stream) => stream.read(http_body::Body::size_hint),
            Inner::Limited(limited) => limited.read(Limited::size_hint),
            Inner::Parts(parts) => parts.size_hint(),
            #[cfg(feature = "rustls")]
            Inner::File(file) => SizeHint::with_exact(file.left()),
        }
    }
}

impl<B: http_body::Body, F: FnMut(B::Error) -> BodyError> http_body::Body for Adapted<B, F> {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let this = self.project();
        let frame = std::task::ready!(this.body.poll_frame(cx));
        Poll::Ready(frame.map(|frame| match frame {
            Ok(frame) => Ok(frame.map_data(|mut data| data.copy_to_bytes(data.remaining()))),
            Err(error) => Err((this.error)(error)),
        }))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Inner::Empty => f.write_str("Body(empty)"),
            Inner::Bytes(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            Inner::Stream(_) | Inner::Limited(_) | Inner::Parts(_) => f.write_str("Body(stream)"),
            #[cfg(feature = "rustls")]
            Inner::File(file) => write!(f, "Body(file of {} bytes)", file.left()),
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(if bytes.is_empty() { Inner::Empty } else { Inner::Bytes(bytes) })
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<&'static [u8]> for Body {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}
