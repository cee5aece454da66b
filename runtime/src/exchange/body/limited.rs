//! A response's body that fails beyond a size and after a time, or in silence.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::future::BoxFuture;
use futures_util::FutureExt as _;
use http_body::{Body as _, Frame, SizeHint};

use super::Boxed;
use crate::error::{BodyError, LimitError};
use crate::time::Runtime;

/// A body with limits.
pub(super) struct Limited {
    body: Boxed,
    bounds: Bounds,
    /// The number of bytes that may still come.
    left: u64,
    /// The limit of silence, once the body is read as it comes.
    idle: Option<Idle>,
    streams: bool,
}

/// The limits of a response that is read whole.
pub(crate) struct Bounds {
    pub(crate) limit: u64,
    pub(crate) deadline: Option<Deadline>,
}

/// The moment at which a call must be finished.
pub(crate) struct Deadline {
    pub(crate) sleep: BoxFuture<'static, ()>,
    pub(crate) after: Duration,
}

/// The longest time in which nothing comes.
pub(crate) struct Idle {
    runtime: Arc<dyn Runtime>,
    after: Duration,
    /// Since nothing comes.
    sleep: Option<BoxFuture<'static, ()>>,
}

impl Idle {
    pub(crate) const fn new(runtime: Arc<dyn Runtime>, after: Duration) -> Self {
        Self { runtime, after, sleep: None }
    }

    /// Ready when nothing came for too long.
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let sleep = self.sleep.get_or_insert_with(|| self.runtime.sleep(self.after));
        ready!(sleep.poll_unpin(cx));
        self.sleep = None;
        Poll::Ready(())
    }
}

impl Limited {
    pub(super) const fn new(body: Boxed, bounds: Bounds, idle: Option<Idle>) -> Self {
        Self { body, left: bounds.limit, bounds, idle, streams: false }
    }

    /// Leaves only the limit of silence.
    pub(super) fn stream(&mut self) {
        (self.left, self.bounds.deadline, self.streams) = (u64::MAX, None, true);
    }

    /// Reads what is left of the body, as far as its size allows even if it is a stream.
    pub(super) async fn read_whole(&mut self) -> Result<Bytes, BodyError> {
        self.left = self.left.min(self.bounds.limit);
        self.read().await
    }

    /// Reads the body to its end. A body in one chunk, like most replies, is not copied.
    pub(super) async fn read(&mut self) -> Result<Bytes, BodyError> {
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

    pub(super) fn poll_frame(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        if let Some(deadline) = &mut self.bounds.deadline
            && deadline.sleep.poll_unpin(cx).is_ready()
        {
            return Poll::Ready(Some(Err(BodyError::Timeout { after: deadline.after })));
        }
        let idle = self.idle.as_mut().filter(|_| self.streams);
        let frame = match (Pin::new(&mut self.body).poll_frame(cx), idle) {
            (Poll::Ready(frame), idle) => {
                // The next silence is a new one.
                idle.map(|idle| idle.sleep.take());
                frame
            }
            (Poll::Pending, None) => return Poll::Pending,
            (Poll::Pending, Some(idle)) => {
                ready!(idle.poll(cx));
                return Poll::Ready(Some(Err(BodyError::Idle { after: idle.after })));
            }
        };
        if let Some(Ok(frame)) = &frame {
            let length = frame.data_ref().map_or(0, |data| data.len() as u64);
            match self.left.checked_sub(length) {
                Some(left) => self.left = left,
                None => return Poll::Ready(Some(Err(BodyError::Limit(LimitError::Body { limit: self.bounds.limit })))),
            }
        }
        Poll::Ready(frame)
    }

    pub(super) fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    pub(super) fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
