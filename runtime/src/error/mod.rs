//! Errors of calls: every result but the output that an operation documents.
//!
//! ```yaml
//! responses:
//!   "200": { description: the output of the call }
//!   "404": { description: "Error::Documented, with the typed body" }
//! ```
//!
//! Neither `Display` nor `Debug` of any type here, nor the errors that `source()` leads to, ever holds a
//! credential, a URL's query, its user information, or the content of a body: causes are kept as text from
//! which URLs were removed, and headers are shown by an allow-list.

mod credential;
mod decode;
mod headers;
mod origin;
mod redirect;
mod request;
mod server;
mod transport;
mod undocumented;

use std::fmt;
use std::time::Duration;

use http::{HeaderMap, StatusCode};

pub use credential::CredentialError;
pub use decode::DecodeError;
pub(crate) use headers::ShownHeaders;
pub use origin::Origin;
pub use redirect::RedirectError;
pub use request::{Place, Reason, RequestError};
pub use server::ServerError;
pub use transport::{TransportError, TransportErrorKind};
pub use undocumented::UndocumentedResponse;

/// An error of any type, as transports return them.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The error type of operations without documented errors: it has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Never {}

/// The reason that a call has no output. `E` is the type of the operation's documented errors.
#[non_exhaustive]
pub enum Error<E> {
    /// The server answered with an error that the document describes.
    Documented {
        /// The status of the response.
        status: StatusCode,
        /// The header fields of the response.
        headers: Box<HeaderMap>,
        /// The body, decoded as the document describes it.
        body: Box<E>,
    },
    /// The server answered with a status that the document does not describe for this operation.
    Undocumented(Box<UndocumentedResponse>),
    /// The body of the response does not match the document.
    Decode(Box<DecodeError>),
    /// The request could not be built from its inputs; nothing was sent.
    Request(RequestError),
    /// The server is unknown or must not be used; nothing was sent.
    Server(ServerError),
    /// The credential is missing or could not be acquired; the operation was not called.
    Credential(CredentialError),
    /// The request did not reach the server, or its response did not arrive.
    Transport(TransportError),
    /// The server redirected to a URL that the request must not be sent to.
    Redirect(RedirectError),
    /// The response is larger than the client allows.
    Limit(LimitError),
    /// The call, including reading its response, exceeded its time limit.
    Timeout {
        /// The time limit.
        after: Duration,
    },
}

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
}

/// The error of `Core::execute`: an [`Error`] without the operation's own errors.
#[derive(Clone, Debug)]
pub(crate) enum Failure {
    Request(RequestError),
    Server(ServerError),
    Credential(CredentialError),
    Transport(TransportError),
    Redirect(RedirectError),
    Limit(LimitError),
    Timeout { after: Duration },
}

impl<E> Error<E> {
    /// The status of the response that the error is about, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Documented { status, .. } => Some(*status),
            Self::Undocumented(response) => Some(response.status()),
            Self::Decode(error) => Some(error.status()),
            Self::Redirect(error) => Some(error.status()),
            Self::Request(_)
            | Self::Server(_)
            | Self::Credential(_)
            | Self::Transport(_)
            | Self::Limit(_)
            | Self::Timeout { .. } => None,
        }
    }

    /// The headers of the response that the error is about, if they are known.
    pub fn headers(&self) -> Option<&HeaderMap> {
        match self {
            Self::Documented { headers, .. } => Some(headers),
            Self::Undocumented(response) => Some(response.headers()),
            Self::Decode(error) => Some(error.headers()),
            Self::Redirect(_)
            | Self::Request(_)
            | Self::Server(_)
            | Self::Credential(_)
            | Self::Transport(_)
            | Self::Limit(_)
            | Self::Timeout { .. } => None,
        }
    }

    /// The body of a documented error.
    pub fn documented(&self) -> Option<&E> {
        match self {
            Self::Documented { body, .. } => Some(body),
            Self::Undocumented(_)
            | Self::Decode(_)
            | Self::Request(_)
            | Self::Server(_)
            | Self::Credential(_)
            | Self::Transport(_)
            | Self::Redirect(_)
            | Self::Limit(_)
            | Self::Timeout { .. } => None,
        }
    }
}

impl<E: fmt::Debug> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Documented { status, headers, body } => f
                .debug_struct("Documented")
                .field("status", status)
                .field("headers", &ShownHeaders(headers))
                .field("body", body)
                .finish(),
            Self::Undocumented(response) => f.debug_tuple("Undocumented").field(response).finish(),
            Self::Decode(error) => f.debug_tuple("Decode").field(error).finish(),
            Self::Request(error) => f.debug_tuple("Request").field(error).finish(),
            Self::Server(error) => f.debug_tuple("Server").field(error).finish(),
            Self::Credential(error) => f.debug_tuple("Credential").field(error).finish(),
            Self::Transport(error) => f.debug_tuple("Transport").field(error).finish(),
            Self::Redirect(error) => f.debug_tuple("Redirect").field(error).finish(),
            Self::Limit(error) => f.debug_tuple("Limit").field(error).finish(),
            Self::Timeout { after } => f.debug_struct("Timeout").field("after", after).finish(),
        }
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Documented { status, .. } => write!(f, "the server answered {status}"),
            Self::Undocumented(response) => response.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::Request(error) => error.fmt(f),
            Self::Server(error) => error.fmt(f),
            Self::Credential(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::Redirect(error) => error.fmt(f),
            Self::Limit(error) => error.fmt(f),
            Self::Timeout { after } => write!(f, "the call took longer than {after:?}"),
        }
    }
}

impl<E: fmt::Debug> std::error::Error for Error<E> {
    /// The message is that of the inner error; the sources are those of the inner error.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) => error.source(),
            Self::Credential(error) => error.source(),
            Self::Documented { .. }
            | Self::Undocumented(_)
            | Self::Decode(_)
            | Self::Request(_)
            | Self::Server(_)
            | Self::Redirect(_)
            | Self::Limit(_)
            | Self::Timeout { .. } => None,
        }
    }
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
        }
    }
}

impl std::error::Error for BodyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) => error.source(),
            Self::Limit(_) | Self::Timeout { .. } => None,
        }
    }
}

impl<E> From<Failure> for Error<E> {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Request(error) => Self::Request(error),
            Failure::Server(error) => Self::Server(error),
            Failure::Credential(error) => Self::Credential(error),
            Failure::Transport(error) => Self::Transport(error),
            Failure::Redirect(error) => Self::Redirect(error),
            Failure::Limit(error) => Self::Limit(error),
            Failure::Timeout { after } => Self::Timeout { after },
        }
    }
}

impl<E> From<BodyError> for Error<E> {
    fn from(error: BodyError) -> Self {
        Failure::from(error).into()
    }
}

impl From<BodyError> for Failure {
    fn from(error: BodyError) -> Self {
        match error {
            BodyError::Transport(error) => Self::Transport(error),
            BodyError::Limit(error) => Self::Limit(error),
            BodyError::Timeout { after } => Self::Timeout { after },
        }
    }
}

impl From<RequestError> for Failure {
    fn from(error: RequestError) -> Self {
        Self::Request(error)
    }
}

impl From<ServerError> for Failure {
    fn from(error: ServerError) -> Self {
        Self::Server(error)
    }
}

impl From<CredentialError> for Failure {
    fn from(error: CredentialError) -> Self {
        Self::Credential(error)
    }
}

impl From<TransportError> for Failure {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

impl From<RedirectError> for Failure {
    fn from(error: RedirectError) -> Self {
        Self::Redirect(error)
    }
}
