//! Errors of calls: every result but the output that an operation documents.
//!
//! ```yaml
//! responses:
//!   "200": { description: the output of the call }
//!   "404": { description: "Error::Documented, with the typed body" }
//! ```
//!
//! Neither `Display` nor `Debug` of any type here, nor the errors that `source()` leads to, ever holds a
//! credential, a URL's query, its user information, or the content of a body, but for the message of a server that
//! reports an error, from which the credentials of the call were removed: causes are kept as text from which URLs were
//! removed, and headers are shown by an allow-list.

mod body;
mod credential;
mod decode;
mod failure;
mod headers;
mod message;
mod origin;
mod redirect;
mod request;
mod response;
mod server;
mod source;
mod transport;

use std::fmt;
use std::io;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

pub use body::{BodyError, LimitError};
pub use credential::CredentialError;
pub use decode::DecodeError;
pub(crate) use failure::Failure;
pub(crate) use headers::ShownHeaders;
#[cfg(feature = "oauth2")]
pub(crate) use message::{of as message_of, shown};
pub use origin::Origin;
pub use redirect::RedirectError;
pub use request::{Place, Reason, RequestError};
pub use response::ErrorResponse;
pub use server::ServerError;
pub use source::SourceError;
pub use transport::{TransportError, TransportErrorKind};

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
        /// The response: headers, and the bytes of the body.
        response: Box<ErrorResponse>,
        /// The body, decoded as the document describes it.
        body: Box<E>,
    },
    /// The server answered with a status that the document does not describe for this operation.
    Undocumented(Box<ErrorResponse>),
    /// The server answered without a body, where the document describes one and the type has no value for none. After a
    /// [success](Self::is_success) the server has done what it was asked.
    Empty(Box<ErrorResponse>),
    /// The server answered 304: the value that the caller has is still valid. A
    /// [`Conditional`](crate::Conditional) call gives `None` instead.
    NotModified(Box<ErrorResponse>),
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
    /// Nothing more of a response came for too long, while it was read as a stream.
    Idle {
        /// The limit of silence.
        after: Duration,
    },
}

impl<E> Error<E> {
    /// The status of the response that the error is about, if there was one.
    ///
    /// ```
    /// use warded::http::StatusCode;
    ///
    /// # let error = warded::Error::<warded::Never>::Timeout { after: std::time::Duration::from_secs(1) };
    /// let is_gone = error.status() == Some(StatusCode::GONE);
    /// # assert!(!is_gone);
    /// ```
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Redirect(error) => Some(error.status()),
            other => other.response().map(ErrorResponse::status),
        }
    }

    /// Returns true if the server answered with a success, so that it did what it was asked, though its response has no
    /// form that the document describes. [`body`](Self::body) has what it said.
    ///
    /// ```
    /// # let error = warded::Error::<warded::Never>::Timeout { after: std::time::Duration::from_secs(1) };
    /// let must_not_be_sent_again = error.is_success();
    /// # assert!(!must_not_be_sent_again);
    /// ```
    pub fn is_success(&self) -> bool {
        self.status().is_some_and(|status| status.is_success())
    }

    /// The headers of the response that the error is about, if they are known.
    ///
    /// ```
    /// # let error = warded::Error::<warded::Never>::Timeout { after: std::time::Duration::from_secs(1) };
    /// let request = error.headers().and_then(|headers| headers.get("x-request-id"));
    /// ```
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.response().map(ErrorResponse::headers)
    }

    /// The bytes of the body of the response that the error is about: of an error's body the first
    /// [`max_error_bytes`](crate::CoreBuilder::max_error_bytes). It may hold a credential: do not log it.
    ///
    /// ```
    /// use warded::serde_json::{Value, from_slice};
    ///
    /// # let error = warded::Error::<warded::Never>::Timeout { after: std::time::Duration::from_secs(1) };
    /// let details: Option<Value> = error.body().and_then(|body| from_slice(body).ok());
    /// ```
    pub fn body(&self) -> Option<&Bytes> {
        self.response().map(ErrorResponse::body)
    }

    /// The response that the error is about, if it was read.
    ///
    /// ```
    /// # let error = warded::Error::<warded::Never>::Timeout { after: std::time::Duration::from_secs(1) };
    /// if let Some(response) = error.response() {
    ///     eprintln!("{}: {}", response.status(), response.message().unwrap_or("no message"));
    /// }
    /// ```
    pub fn response(&self) -> Option<&ErrorResponse> {
        match self {
            Self::Documented { response, .. }
            | Self::Undocumented(response)
            | Self::Empty(response)
            | Self::NotModified(response) => Some(response),
            Self::Decode(error) => Some(error.response()),
            Self::Redirect(_)
            | Self::Request(_)
            | Self::Server(_)
            | Self::Credential(_)
            | Self::Transport(_)
            | Self::Limit(_)
            | Self::Timeout { .. }
            | Self::Idle { .. } => None,
        }
    }

    /// Returns true if time was up: that of the call, or that of making the connection. A server's answer, such as 408 or
    /// 504, is none.
    ///
    /// ```
    /// # use std::time::Duration;
    /// let error = warded::Error::<warded::Never>::Timeout { after: Duration::from_secs(60) };
    /// assert!(error.is_timeout());
    /// ```
    pub fn is_timeout(&self) -> bool {
        match self {
            Self::Timeout { .. } | Self::Idle { .. } => true,
            Self::Transport(error) => error.io_kind() == Some(io::ErrorKind::TimedOut),
            Self::Documented { .. }
            | Self::Undocumented(_)
            | Self::Empty(_)
            | Self::NotModified(_)
            | Self::Decode(_)
            | Self::Request(_)
            | Self::Server(_)
            | Self::Credential(_)
            | Self::Redirect(_)
            | Self::Limit(_) => false,
        }
    }

    /// Returns true if no connection to the server could be made, so that it received nothing of the request.
    ///
    /// ```
    /// use warded::{Error, Never, TransportError, TransportErrorKind};
    ///
    /// let refused = std::io::Error::from(std::io::ErrorKind::ConnectionRefused);
    /// let error = Error::<Never>::Transport(TransportError::new(TransportErrorKind::Connect, &refused));
    /// assert!(error.is_connect() && !error.is_timeout());
    /// ```
    pub fn is_connect(&self) -> bool {
        matches!(self, Self::Transport(error) if error.kind() == TransportErrorKind::Connect)
    }

    /// The body of a documented error.
    pub fn documented(&self) -> Option<&E> {
        match self {
            Self::Documented { body, .. } => Some(body),
            Self::Undocumented(_)
            | Self::Empty(_)
            | Self::NotModified(_)
            | Self::Decode(_)
            | Self::Request(_)
            | Self::Server(_)
            | Self::Credential(_)
            | Self::Transport(_)
            | Self::Redirect(_)
            | Self::Limit(_)
            | Self::Timeout { .. }
            | Self::Idle { .. } => None,
        }
    }
}

impl<E: fmt::Debug> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Documented { status: _, response, body } => {
                f.debug_struct("Documented").field("response", response).field("body", body).finish()
            }
            Self::Undocumented(response) => f.debug_tuple("Undocumented").field(response).finish(),
            Self::Empty(response) => f.debug_tuple("Empty").field(response).finish(),
            Self::NotModified(response) => f.debug_tuple("NotModified").field(response).finish(),
            Self::Decode(error) => f.debug_tuple("Decode").field(error).finish(),
            Self::Request(error) => f.debug_tuple("Request").field(error).finish(),
            Self::Server(error) => f.debug_tuple("Server").field(error).finish(),
            Self::Credential(error) => f.debug_tuple("Credential").field(error).finish(),
            Self::Transport(error) => f.debug_tuple("Transport").field(error).finish(),
            Self::Redirect(error) => f.debug_tuple("Redirect").field(error).finish(),
            Self::Limit(error) => f.debug_tuple("Limit").field(error).finish(),
            Self::Idle { after } => f.debug_struct("Idle").field("after", after).finish(),
            Self::Timeout { after } => f.debug_struct("Timeout").field("after", after).finish(),
        }
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Documented { response, .. } => response.fmt(f),
            Self::Undocumented(response) => {
                response.write(f, ", which the document does not describe for this operation")
            }
            Self::Empty(response) => response.write(f, " without the body that the document describes"),
            Self::NotModified(response) => response.write(f, ": the value that the caller has is still valid"),
            Self::Decode(error) => error.fmt(f),
            Self::Request(error) => error.fmt(f),
            Self::Server(error) => error.fmt(f),
            Self::Credential(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::Redirect(error) => error.fmt(f),
            Self::Limit(error) => error.fmt(f),
            Self::Idle { after } => write!(f, "nothing more of the response came within {after:?}"),
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
            | Self::Empty(_)
            | Self::NotModified(_)
            | Self::Decode(_)
            | Self::Request(_)
            | Self::Server(_)
            | Self::Redirect(_)
            | Self::Limit(_)
            | Self::Timeout { .. }
            | Self::Idle { .. } => None,
        }
    }
}
