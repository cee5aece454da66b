//! Bodies one behind the other, such as the parts of a multipart body of which some are streams.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body as _, Frame, SizeHint};

use super::Body;
use crate::error::BodyError;

/// The bodies that are left.
pub(super) struct Parts(VecDeque<Body>);

impl FromIterator<Body> for Parts {
    fn from_iter<I: IntoIterator<Item = Body>>(parts: I) -> Self {
        Self(parts.into_iter().collect())
    }
}

impl Parts {
    /// The same once more, if each can be sent again.
    pub(super) fn again(&self) -> Option<Self> {
        self.0.iter().map(Body::again).collect::<Option<VecDeque<_>>>().map(Self)
    }

    pub(super) fn poll_frame(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        while let Some(part) = self.0.front_mut() {
            match ready!(Pin::new(part).poll_frame(cx)) {
                Some(frame) => return Poll::Ready(Some(frame)),
                None => self.0.pop_front(),
            };
        }
        Poll::Ready(None)
    }

    pub(super) fn is_end_stream(&self) -> bool {
        self.0.iter().all(Body::is_end_stream)
    }

    pub(super) fn size_hint(&self) -> SizeHint {
        let mut all = SizeHint::with_exact(0);
        for hint in self.0.iter().map(Body::size_hint) {
            let upper = all.upper().zip(hint.upper()).map(|(all, part)| all.saturating_add(part));
            let lower = all.lower().saturating_add(hint.lower());
            all = SizeHint::new();
            all.set_lower(lower);
            if let Some(upper) = upper {
                all.set_upper(upper);
            }
        }
        all
    }
}
