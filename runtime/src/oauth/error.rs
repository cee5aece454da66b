//! The reason that a login gave no token: error responses (RFC 6749, 5.2), and all else that can happen on the way.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::{HeaderMap, StatusCode};

use super::error_code::ErrorCode;
use crate::error::{CredentialError, Error, Failure, Never, ServerError};
use crate::exchange::retries::RetryAfter;
use crate::session::{LogInError, passes};

/// The reason that a login by OAuth 2.0 or OpenID Connect failed. Of what the server answered it holds the error code, the
/// status, and the description without the secrets of the request; neither a token nor a code is ever in it.
///
/// A call whose session could not log in has it as the cause of its error:
///
/// ```
/// use warded::oauth::ErrorCode;
///
/// fn report(error: &warded::CredentialError) {
///     let Some(error) = error.token_error() else { return };
///     match error.code() {
///         Some(ErrorCode::InvalidClient) => eprintln!("the secret of the client is wrong"),
///         Some(ErrorCode::InvalidGrant) => eprintln!("log in again"),
///         _ => eprintln!("{error}"),
///     }
/// }
/// ```
#[derive(Clone, Debug)]
pub struct TokenError(Box<Inner>);

#[derive(Clone, Debug)]
struct Inner {
    kind: TokenErrorKind,
    status: Option<StatusCode>,
    /// The answer is an object of JSON: that of the server, and not of a proxy.
    is_object: bool,
    description: Option<String>,
    retry_after: Option<Duration>,
    source: Option<Cause>,
}

type Cause = Arc<dyn StdError + Send + Sync>;

/// The step that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenErrorKind {
    /// The authorization server answered with an error, or a person refused.
    Refused(ErrorCode),
    /// The answer is neither a success nor an error of OAuth.
    Status,
    /// The answer is a redirect, which is not followed: the request holds secrets.
    Redirect,
    /// The answer is a success that cannot be read.
    Unreadable(&'static str),
    /// The token is not a bearer token, which is all that can be sent (RFC 6749, 7.1).
    TokenType,
    /// The server granted less than this scope, which the type of the credential names. `accept_scopes` accepts it.
    Scope(String),
    /// The server received nothing of the request.
    NotSent,
    /// The server may have received the request, but no answer came.
    Unanswered,
    /// The URL of an endpoint is missing or cannot be used.
    Endpoint(&'static str),
    /// The secret or the assertion of the client could not be had.
    Client,
    /// The query at the redirect URI is not the answer to this login.
    Answer(&'static str),
    /// The answer came from another authorization server (RFC 9207), or metadata is that of another one (RFC 8414, 3.3).
    Issuer,
    /// The time for the login is over.
    Expired,
    /// This machine cannot begin the login: no random numbers, or no port to listen on.
    Local(&'static str),
}

impl TokenError {
    pub(super) fn new(kind: TokenErrorKind) -> Self {
        let (status, is_object) = (None, false);
        Self(Box::new(Inner { kind, status, is_object, description: None, retry_after: None, source: None }))
    }

    pub(super) fn caused(kind: TokenErrorKind, source: Cause) -> Self {
        let mut error = Self::new(kind);
        error.0.source = Some(source);
        error
    }

    pub(super) fn endpoint(name: &'static str, error: ServerError) -> Self {
        Self::caused(TokenErrorKind::Endpoint(name), Arc::new(error))
    }

    /// An error that a server answered.
    pub(super) fn answered(kind: TokenErrorKind, status: StatusCode, headers: &HeaderMap, now: SystemTime) -> Self {
        let mut error = Self::new(kind);
        error.0.status = Some(status);
        error.0.retry_after = RetryAfter::of(headers).map(|after| after.left(now));
        error
    }

    pub(super) fn of_object(mut self) -> Self {
        self.0.is_object = true;
        self
    }

    pub(super) fn described(mut self, description: Option<String>) -> Self {
        self.0.description = description.filter(|text| !text.is_empty());
        self
    }

    /// The step that failed.
    #[must_use]
    pub fn kind(&self) -> &TokenErrorKind {
        &self.0.kind
    }

    /// The error code, if the authorization server gave one.
    #[must_use]
    pub fn code(&self) -> Option<&ErrorCode> {
        match &self.0.kind {
            TokenErrorKind::Refused(code) => Some(code),
            TokenErrorKind::Status
            | TokenErrorKind::Redirect
            | TokenErrorKind::Unreadable(_)
            | TokenErrorKind::TokenType
            | TokenErrorKind::Scope(_)
            | TokenErrorKind::NotSent
            | TokenErrorKind::Unanswered
            | TokenErrorKind::Endpoint(_)
            | TokenErrorKind::Client
            | TokenErrorKind::Answer(_)
            | TokenErrorKind::Issuer
            | TokenErrorKind::Expired
            | TokenErrorKind::Local(_) => None,
        }
    }

    /// The status of the answer, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The server's description of the error, in one short line.
    #[must_use]
    pub fn description(&self) -> Option<&str> {
        self.0.description.as_deref()
    }

    /// The time before which the server asks not to be asked again. A server may send any time: limit it.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Returns true if the same login will fail again unless its input changes.
    #[must_use]
    pub fn is_final(&self) -> bool {
        // Lacking a status, what a server refused is refused.
        let is_client_error = self.0.status.is_none_or(|status| !status.is_server_error() && !passes(status));
        match &self.0.kind {
            TokenErrorKind::Refused(code) => is_client_error && !code.passes(),
            // An answer that is no JSON may be that of a proxy.
            TokenErrorKind::Status => {
                is_client_error && self.0.is_object || self.0.status == Some(StatusCode::UNAUTHORIZED)
            }
            TokenErrorKind::TokenType
            | TokenErrorKind::Scope(_)
            | TokenErrorKind::Endpoint(_)
            | TokenErrorKind::Issuer => true,
            TokenErrorKind::Redirect
            | TokenErrorKind::Unreadable(_)
            | TokenErrorKind::NotSent
            | TokenErrorKind::Unanswered
            | TokenErrorKind::Client
            | TokenErrorKind::Answer(_)
            | TokenErrorKind::Expired
            | TokenErrorKind::Local(_) => false,
        }
    }

    /// Returns true if a refresh token that was sent was surely not accepted, so that it can be sent again.
    pub(super) fn keeps_refresh_token(&self) -> bool {
        match &self.0.kind {
            TokenErrorKind::NotSent | TokenErrorKind::Endpoint(_) | TokenErrorKind::Client => true,
            TokenErrorKind::Refused(code) => self.is_busy() || code.keeps_refresh_token(),
            TokenErrorKind::Status => {
                self.is_busy() || self.0.status == Some(StatusCode::UNAUTHORIZED) && !self.0.is_object
            }
            TokenErrorKind::Redirect
            | TokenErrorKind::Unreadable(_)
            | TokenErrorKind::TokenType
            | TokenErrorKind::Scope(_)
            | TokenErrorKind::Unanswered
            | TokenErrorKind::Answer(_)
            | TokenErrorKind::Issuer
            | TokenErrorKind::Expired
            | TokenErrorKind::Local(_) => false,
        }
    }

    fn is_busy(&self) -> bool {
        let busy = [StatusCode::TOO_MANY_REQUESTS, StatusCode::SERVICE_UNAVAILABLE];
        self.0.status.is_some_and(|status| busy.contains(&status))
    }
}

impl TokenErrorKind {
    /// The text of a kind that has nothing to add.
    const fn text(&self) -> &'static str {
        match self {
            Self::Status => "the authorization server answered no token and no error of OAuth",
            Self::Redirect => "the authorization server answered a redirect, which is not followed",
            Self::TokenType => "the authorization server issued a token that is no bearer token",
            Self::NotSent => "the authorization server could not be reached",
            Self::Unanswered => "no answer of the authorization server came",
            Self::Client => "the secret of the client could not be had",
            Self::Issuer => "the answer is that of another authorization server",
            Self::Expired => "nobody completed the login in time",
            Self::Refused(_)
            | Self::Unreadable(_)
            | Self::Scope(_)
            | Self::Endpoint(_)
            | Self::Answer(_)
            | Self::Local(_) => "",
        }
    }
}

impl From<Failure> for TokenError {
    fn from(failure: Failure) -> Self {
        let kind = match &failure {
            Failure::Server(_) => TokenErrorKind::Endpoint("authorization server"),
            Failure::Transport(error) if error.is_before_sending() => TokenErrorKind::NotSent,
            Failure::Transport(_) => TokenErrorKind::Unanswered,
            Failure::Request(_) | Failure::Credential(_) => TokenErrorKind::NotSent,
            Failure::Redirect(_) | Failure::Limit(_) | Failure::Timeout { .. } | Failure::Idle { .. } => {
                TokenErrorKind::Unanswered
            }
        };
        Self::caused(kind, Arc::new(Error::<Never>::from(failure)))
    }
}

impl From<TokenError> for LogInError {
    /// Final is what the authorization server refused: an error code other than those that time cures.
    fn from(error: TokenError) -> Self {
        let (is_final, is_kept, after) = (error.is_final(), error.keeps_refresh_token(), error.retry_after());
        let error = if is_final { Self::refused(error) } else { Self::passing(error) };
        let error = if is_kept { error.keeps_refresh_token() } else { error };
        match after {
            Some(after) => error.after(after),
            None => error,
        }
    }
}

impl CredentialError {
    /// The reason that a session of OAuth 2.0 or OpenID Connect could not log in, if that is what failed.
    #[must_use]
    pub fn token_error(&self) -> Option<&TokenError> {
        let mut next: Option<&(dyn StdError + 'static)> = Some(self);
        while let Some(error) = next {
            if let Some(error) = error.downcast_ref() {
                return Some(error);
            }
            next = error.source();
        }
        None
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.kind {
            TokenErrorKind::Refused(code) => write!(f, "the authorization server refused: {code}")?,
            TokenErrorKind::Unreadable(reason) => write!(f, "the answer of the authorization server {reason}")?,
            TokenErrorKind::Scope(scope) => write!(f, "the scope `{scope}` was asked for and not granted")?,
            TokenErrorKind::Endpoint(name) => write!(f, "the URL of the {name} is missing or cannot be used")?,
            TokenErrorKind::Answer(reason) => write!(f, "the answer to the login {reason}")?,
            TokenErrorKind::Local(reason) => write!(f, "the login cannot begin: {reason}")?,
            kind @ (TokenErrorKind::Status
            | TokenErrorKind::Redirect
            | TokenErrorKind::TokenType
            | TokenErrorKind::NotSent
            | TokenErrorKind::Unanswered
            | TokenErrorKind::Client
            | TokenErrorKind::Issuer
            | TokenErrorKind::Expired) => f.write_str(kind.text())?,
        }
        if let Some(status) = self.0.status {
            write!(f, " ({})", status.as_u16())?;
        }
        self.0.description.as_ref().map_or(Ok(()), |text| write!(f, ": {text}"))
    }
}

impl StdError for TokenError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}
