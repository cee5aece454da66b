//! Error of reading a body to its end: of a response, or of a source that is being sent.

use std::fmt;
use std::time::Duration;

use super::TransportError;

/// The limit that a response exceeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LimitError {
    /// The body has more bytes than `CoreBuilder::max_response_bytes`.
    Body {
        /// The maximum number of bytes.
        limit: u64,
    },
    /// The header fields have more bytes than `CoreBuilder::max_header_bytes`.
    Headers {
        /// The maximum number of bytes.
        limit: u64,
    },
}

/// The reason that a body could not be read to its end.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum BodyError {
    /// The connection failed, or the source of the body did.
    Transport(TransportError),
    /// It is larger than allowed.
    Limit(LimitError),
    /// The call's time limit was exceeded before its end.
    Timeout {
        /// The time limit.
        after: Duration,
    },
    /// Nothing more came for too long.
    Idle {
        /// The limit of silence.
        after: Duration,
    },
    /// It is not what it was read as.
    Content {
        /// The place in it: a JSON Pointer.
        place: String,
        /// The value that was expected there.
        message: String,
    },
}

impl fmt::Display for LimitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Body { limit } => write!(f, "the response's body has more than {limit} bytes"),
            Self::Headers { limit } => write!(f, "the response's header fields have more than {limit} bytes"),
        }
    }
}

impl std::error::Error for LimitError {}

impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(error) => error.fmt(f),
            Self::Limit(error) => error.fmt(f),
            Self::Timeout { after } => write!(f, "the call took longer than {after:?}"),
            Self::Idle { after } => write!(f, "nothing more of the response came within {after:?}"),
            Self::Content { place, message } if place.is_empty() => write!(f, "the body cannot be read: {message}"),
            Self::Content { place, message } => write!(f, "the body cannot be read: at {place}: {message}"),
        }
    }
}

impl std::error::Error for BodyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) => error.source(),
            Self::Limit(_) | Self::Timeout { .. } | Self::Idle { .. } | Self::Content { .. } => None,
        }
    }
}
