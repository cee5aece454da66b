//! The error of a call before its response is read: what the operation's type has no part in.

use std::time::Duration;

use super::{
    BodyError, CredentialError, Error, LimitError, RedirectError, RequestError, ServerError, TransportError,
    TransportErrorKind,
};

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
    Idle { after: Duration },
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
            Failure::Idle { after } => Self::Idle { after },
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
            BodyError::Idle { after } => Self::Idle { after },
            BodyError::Content { .. } => Self::Transport(TransportError::new(TransportErrorKind::Body, &error)),
        }
    }
}
