//! Bodies of requests and responses.
//!
//! A request's body is empty, bytes, or a stream; the first two can be sent again (after a 401, on a 307), a stream
//! cannot. A response's body is a stream that ends with an error if it exceeds `CoreBuilder::max_response_bytes` or
//! the call's time limit.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::{Buf, Bytes};
use futures_core::Stream;
use futures_core::future::BoxFuture;
use futures_util::{FutureExt, TryStreamExt};
use http_body::{Frame, SizeHint};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, StreamBody};
use pin_project_lite::pin_project;
use secrecy::zeroize::Zeroizing;

use crate::error::{BodyError, BoxError, LimitError, TransportError, TransportErrorKind};

/// The body of a request or a response. `Debug` shows its kind and length, never its content.
#[derive(Default)]
pub struct Body(Inner);

#[derive(Default)]
enum Inner {
    #[default]
    Empty,
    Bytes(Bytes),
    Stream(UnsyncBoxBody<Bytes, BodyError>),
    Limited(Box<Limited>),
}

pin_project! {
    /// A body of others, with our type of data and of error. (`map_frame` would lose its length.)
    struct Adapted<B, F> {
        #[pin]
        body: B,
        error: F,
    }
}

/// A body that fails beyond a size and after a time.
struct Limited {
    stream: UnsyncBoxBody<Bytes, BodyError>,
    left: u64,
    bounds: Bounds,
}

/// The limits of a response: its size, and the time by which it must have arrived.
pub(crate) struct Bounds {
    pub(crate) limit: u64,
    pub(crate) deadline: Option<Deadline>,
}

/// The moment at which a call must be finished.
pub(crate) struct Deadline {
    pub(crate) sleep: BoxFuture<'static, ()>,
    pub(crate) after: Duration,
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
        Self(Inner::Stream(Adapted { body, error }.boxed_unsync()))
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

    /// The bytes; `None` if it is a stream.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match &self.0 {
            Inner::Empty => Some(&[]),
            Inner::Bytes(bytes) => Some(bytes),
            Inner::Stream(_) | Inner::Limited(_) => None,
        }
    }

    /// Reads the body to its end.
    pub async fn bytes(self) -> Result<Bytes, BodyError> {
        match self.0 {
            Inner::Empty => Ok(Bytes::new()),
            Inner::Bytes(bytes) => Ok(bytes),
            Inner::Stream(_) | Inner::Limited(_) => Ok(self.collect().await?.to_bytes()),
        }
    }

    /// Returns the bytes, or the stream unchanged.
    pub(crate) fn into_bytes(self) -> Result<Bytes, Self> {
        match self.0 {
            Inner::Empty => Ok(Bytes::new()),
            Inner::Bytes(bytes) => Ok(bytes),
            stream @ (Inner::Stream(_) | Inner::Limited(_)) => Err(Self(stream)),
        }
    }

    /// The same body once more, unless it is a stream.
    pub(crate) fn again(&self) -> Option<Self> {
        match &self.0 {
            Inner::Empty => Some(Self(Inner::Empty)),
            Inner::Bytes(bytes) => Some(Self(Inner::Bytes(bytes.clone()))),
            Inner::Stream(_) | Inner::Limited(_) => None,
        }
    }

    /// The same body, whose bytes are overwritten when the last copy of it is dropped, unless others share them.
    pub(crate) fn wiped(self) -> Self {
        match self.0 {
            Inner::Bytes(bytes) => Self(Inner::Bytes(match bytes.try_into_mut() {
                Ok(bytes) => Bytes::from_owner(Zeroizing::new(Vec::from(bytes))),
                Err(shared) => shared,
            })),
            other @ (Inner::Empty | Inner::Stream(_) | Inner::Limited(_)) => Self(other),
        }
    }

    /// Returns true if the body has no bytes.
    pub(crate) fn is_empty(&self) -> bool {
        self.as_bytes().is_some_and(<[u8]>::is_empty)
    }

    /// Bounds a response's body; fails at once if it says itself that it is too long.
    pub(crate) fn within(self, bounds: Bounds) -> Result<Self, LimitError> {
        self.check(bounds.limit)?;
        Ok(match self.0 {
            Inner::Empty | Inner::Bytes(_) | Inner::Limited(_) => self,
            Inner::Stream(stream) => Self(Inner::Limited(Box::new(Limited::new(stream, bounds)))),
        })
    }

    /// Reads a response's body to its end, within bounds.
    pub(crate) async fn read_within(self, bounds: Bounds) -> Result<Bytes, BodyError> {
        self.check(bounds.limit).map_err(BodyError::Limit)?;
        match self.0 {
            Inner::Empty => Ok(Bytes::new()),
            Inner::Bytes(bytes) => Ok(bytes),
            Inner::Stream(stream) => Limited::new(stream, bounds).read().await,
            Inner::Limited(mut limited) => limited.read().await,
        }
    }

    fn check(&self, limit: u64) -> Result<(), LimitError> {
        match http_body::Body::size_hint(self).lower() > limit {
            true => Err(LimitError::Body { limit }),
            false => Ok(()),
        }
    }

    /// Removes the limits of a response that is a stream of items without end (events, JSON lines): its headers came
    /// in time, and its reader determines how long it continues.
    pub(crate) fn unbounded(self) -> Self {
        match self.0 {
            Inner::Limited(limited) => Self(Inner::Stream(limited.stream)),
            Inner::Empty | Inner::Bytes(_) | Inner::Stream(_) => self,
        }
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
            Inner::Stream(stream) => Pin::new(stream).poll_frame(cx),
            Inner::Limited(limited) => limited.poll_frame(cx),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Inner::Empty => true,
            Inner::Bytes(bytes) => bytes.is_empty(),
            Inner::Stream(stream) => stream.is_end_stream(),
            Inner::Limited(limited) => limited.stream.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Inner::Empty => SizeHint::with_exact(0),
            Inner::Bytes(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Inner::Stream(stream) => stream.size_hint(),
            Inner::Limited(limited) => limited.stream.size_hint(),
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

impl Limited {
    fn new(stream: UnsyncBoxBody<Bytes, BodyError>, bounds: Bounds) -> Self {
        Self { stream, left: bounds.limit, bounds }
    }

    /// Reads the body to its end. A body in one chunk, like most replies, is not copied.
    async fn read(&mut self) -> Result<Bytes, BodyError> {
        let (mut first, mut all) = (Bytes::new(), Vec::new());
        while let Some(frame) = poll_fn(|cx| self.poll_frame(cx)).await {
            let Ok(data) = frame?.into_data() else { continue };
            if first.is_empty() && all.is_empty() {
                first = data;
                continue;
            }
            all.extend_from_slice(&std::mem::take(&mut first));
            all.extend_from_slice(&data);
        }
        Ok(if all.is_empty() { first } else { all.into() })
    }

    fn poll_frame(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        if let Some(deadline) = &mut self.bounds.deadline
            && deadline.sleep.poll_unpin(cx).is_ready()
        {
            return Poll::Ready(Some(Err(BodyError::Timeout { after: deadline.after })));
        }
        let frame = std::task::ready!(http_body::Body::poll_frame(Pin::new(&mut self.stream), cx));
        if let Some(Ok(frame)) = &frame {
            let length = frame.data_ref().map_or(0, |data| data.len() as u64);
            match self.left.checked_sub(length) {
                Some(left) => self.left = left,
                None => return Poll::Ready(Some(Err(BodyError::Limit(LimitError::Body { limit: self.bounds.limit })))),
            }
        }
        Poll::Ready(frame)
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Inner::Empty => f.write_str("Body(empty)"),
            Inner::Bytes(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            Inner::Stream(_) | Inner::Limited(_) => f.write_str("Body(stream)"),
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
