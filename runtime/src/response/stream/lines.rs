//! Lines of a body, of bounded length.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes, BytesMut};
use http_body::Body as _;

use super::Head;
use crate::error::{Error, Never};
use crate::exchange::Body;

/// The characters that end a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// LF.
    Lf,
    /// LF, CR, or both as one.
    Any,
}

/// A body, line by line.
#[derive(Debug)]
pub(super) struct Lines {
    pub(super) head: Head,
    body: Body,
    buffer: BytesMut,
    /// The length of the buffer's beginning that holds no end of a line.
    searched: usize,
    ending: Ending,
    /// The last line ended with CR: a LF that follows belongs to it.
    after_cr: bool,
    /// Nothing comes any more, because of the end or of an error.
    finished: bool,
}

impl Lines {
    /// No line is longer: a server that never ends one must not fill the memory.
    pub(super) const MAX: usize = 16 * 1024 * 1024;

    pub(super) fn new(response: http::Response<Body>, ending: Ending) -> Self {
        let (head, body) = response.into_parts();
        Self {
            head: Head { status: head.status, headers: head.headers },
            body: body.streamed(),
            buffer: BytesMut::new(),
            searched: 0,
            ending,
            after_cr: false,
            finished: false,
        }
    }

    /// Nothing more is read.
    pub(super) fn finish(&mut self) {
        self.finished = true;
        self.buffer.clear();
        self.body = Body::empty();
    }

    /// The next line without its end. The last one needs no end; `is_last` tells.
    pub(super) fn poll_line(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Line, Error<Never>>>> {
        loop {
            if self.finished {
                return Poll::Ready(None);
            }
            if let Some(line) = self.take_line() {
                return Poll::Ready(Some(Ok(Line { text: line, is_last: false })));
            }
            if self.buffer.len() > Self::MAX {
                self.finish();
                let message = format!("a line has more than {} bytes", Self::MAX);
                return Poll::Ready(Some(Err(self.head.error(String::new(), message, Bytes::new()))));
            }
            match ready!(Pin::new(&mut self.body).poll_frame(cx)) {
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        self.buffer.extend_from_slice(&data);
                    }
                }
                Some(Err(error)) => {
                    self.finish();
                    return Poll::Ready(Some(Err(error.into())));
                }
                None => {
                    let text = self.buffer.split().freeze();
                    self.finish();
                    return Poll::Ready((!text.is_empty()).then_some(Ok(Line { text, is_last: true })));
                }
            }
        }
    }

    fn take_line(&mut self) -> Option<Bytes> {
        if self.after_cr && !self.buffer.is_empty() {
            self.after_cr = false;
            if self.buffer[0] == b'\n' {
                self.buffer.advance(1);
            }
        }
        let is_end = |byte: &u8| *byte == b'\n' || (self.ending == Ending::Any && *byte == b'\r');
        let Some(length) = self.buffer[self.searched..].iter().position(is_end) else {
            self.searched = self.buffer.len();
            return None;
        };
        let line = self.buffer.split_to(self.searched + length).freeze();
        self.after_cr = self.buffer[0] == b'\r';
        self.buffer.advance(1);
        self.searched = 0;
        Some(line)
    }
}

/// A line without its end.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) text: Bytes,
    /// The body ended without an end of this line.
    pub(super) is_last: bool,
}
