//! Requests that did not reach the server, and responses that did not arrive.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::sync::Arc;

use super::BoxError;

/// The request did not reach the server, or its response did not arrive.
///
/// The causes are kept as text: errors of HTTP clients print whole URLs, credentials in the query
/// included, and these must not come back through `source()`.
#[derive(Clone, Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    io: Option<io::ErrorKind>,
    cause: Option<Arc<Cause>>,
}

/// The stage at which the transport failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The transport could not be set up (TLS roots, a missing transport).
    Setup,
    /// The client's async runtime is missing: with the default one, a call was made outside of Tokio.
    Runtime,
    /// No connection could be made: the server received nothing of the request.
    Connect,
    /// The request was being sent, or its response was awaited.
    Request,
    /// A body was being read.
    Body,
}

/// One link of the chain of causes: a message without URLs.
struct Cause {
    message: String,
    source: Option<Arc<Cause>>,
}

impl TransportError {
    /// Keeps the messages of `error` and of its causes, without the URLs in them.
    pub fn new(kind: TransportErrorKind, error: &(dyn StdError + 'static)) -> Self {
        Self { kind, io: io_kind(error), cause: Some(Arc::new(Cause::of(error))) }
    }

    /// The same error, as one of time.
    #[cfg(feature = "rustls")]
    pub(crate) const fn timed_out(mut self) -> Self {
        self.io = Some(io::ErrorKind::TimedOut);
        self
    }

    /// Same as [`TransportError::new`], for an error that a transport or a stream returned; a `TransportError` is
    /// returned unchanged.
    pub(crate) fn from_boxed(kind: TransportErrorKind, error: BoxError) -> Self {
        match error.downcast::<Self>() {
            Ok(known) => *known,
            Err(error) => Self::new(kind, error.as_ref()),
        }
    }

    /// The stage at which it failed.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Returns true if nothing of the request was sent.
    pub(crate) fn is_before_sending(&self) -> bool {
        match self.kind {
            TransportErrorKind::Setup | TransportErrorKind::Runtime | TransportErrorKind::Connect => true,
            TransportErrorKind::Request | TransportErrorKind::Body => false,
        }
    }

    /// The kind of the underlying input/output error, if there is one.
    pub fn io_kind(&self) -> Option<io::ErrorKind> {
        self.io
    }
}

impl Cause {
    fn of(error: &(dyn StdError + 'static)) -> Self {
        let source = error.source().map(|source| Arc::new(Self::of(source)));
        Self { message: without_urls(&error.to_string()), source }
    }
}

fn io_kind(error: &(dyn StdError + 'static)) -> Option<io::ErrorKind> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(error) = error.downcast_ref::<io::Error>() {
            return Some(error.kind());
        }
        next = error.source();
    }
    None
}

/// Replaces each word with `://` by `(url)`.
fn without_urls(message: &str) -> String {
    let shown = |word: &str| if word.contains("://") { "(url)".to_owned() } else { word.to_owned() };
    message.split_whitespace().map(shown).collect::<Vec<_>>().join(" ")
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Setup => "the transport could not be set up",
            TransportErrorKind::Runtime => "there is no async runtime here for the client to use",
            TransportErrorKind::Connect => "no connection to the server could be made",
            TransportErrorKind::Request => "the request could not be sent, or no answer came",
            TransportErrorKind::Body => "a body could not be read to its end",
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.cause.as_deref().map(|cause| cause as &(dyn StdError + 'static))
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Debug for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.message)?;
        match &self.source {
            Some(source) => write!(f, " <- {source:?}"),
            None => Ok(()),
        }
    }
}

impl StdError for Cause {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_removed_from_messages() {
        let error = io::Error::other("error for url (https://u:canary@h/p?token=canary): reset");
        let error = TransportError::new(TransportErrorKind::Request, &error);
        let source = error.source().expect("the cause is kept");
        assert_eq!(source.to_string(), "error for url (url) reset");
        assert!(!format!("{error:?}").contains("canary"));
        assert_eq!(error.io_kind(), Some(io::ErrorKind::Other));
    }
}
