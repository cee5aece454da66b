//! Failed logins: which of them are final, and how long to pause after one.
//!
//! ```text
//! 401, 403, 422        final: what was refused is refused again, and servers lock accounts for trying
//! 429, 503, no answer  passes: tried again after a pause, which `Retry-After` may make longer
//! ```

use std::error::Error as StdError;
use std::fmt;
use std::time::{Duration, SystemTime};

use http::StatusCode;

use crate::credential::Credential;
use crate::error::{BoxError, CredentialError, Error};
use crate::exchange::retries::RetryAfter;
use crate::response::Operation;

/// The reason that a login failed, and if the same login can succeed later. A login by a call of a generated client
/// makes it from the call's error. A function that logs in returns one: `?` converts a call's error into it.
///
/// ```
/// use warded::session::LogInError;
///
/// fn check(answer: &str) -> Result<(), LogInError> {
///     match answer {
///         "welcome" => Ok(()),
///         "busy" => Err(LogInError::passing("the server is busy")),
///         _ => Err(LogInError::refused("the server knows no such user")),
///     }
/// }
/// ```
/// It also says what became of a refresh token, or of a grant of one use such as an authorization code, that the request
/// held. It counts as spent, and is not sent again, unless the server certainly did not process the request:
/// [`keeps_refresh_token`](Self::keeps_refresh_token).
#[derive(Debug)]
pub struct LogInError {
    error: BoxError,
    verdict: Verdict,
}

/// Only a person can log in: the session has no login that it can make, and no refresh token that it may send. The error
/// of a call leads to it by [`CredentialError::log_in_needed`].
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct LogInNeeded {
    /// The error with which the last refresh token was lost, if there was one.
    pub why: Option<CredentialError>,
}

/// The consequence of a failure for the next attempt.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Verdict {
    pub(super) is_final: bool,
    /// The server certainly did not process the request.
    pub(super) is_unprocessed: bool,
    retry_after: Option<RetryAfter>,
}

/// A failed attempt.
pub(super) struct Failed {
    pub(super) error: CredentialError,
    pub(super) verdict: Verdict,
    /// Not always what the verdict is about: a login may have followed.
    pub(super) refreshed: Refreshed,
}

/// The outcome of the refresh token in a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refreshed {
    /// None was sent, or the attempt was lost.
    Not,
    /// It may be sent again.
    Unprocessed,
    /// It may be spent.
    Unknown,
    /// It is void.
    Refused,
}

/// The time for which a final refusal is returned without another attempt, unless the caller asks for one: long
/// enough that no account is locked for it, and short enough that a program need not be restarted.
const FINAL: Duration = Duration::from_secs(15 * 60);

/// The longest `Retry-After` that is accepted: beyond a day it is a mistake, such as milliseconds.
const LONGEST: Duration = Duration::from_secs(24 * 3600);

impl CredentialError {
    /// The error of the operation `O`, if that is what a session failed with when it logged in: with the status and
    /// the body that the document describes.
    #[must_use]
    pub fn log_in<O: Operation>(&self) -> Option<&Error<O::Error>> {
        match self {
            Self::Source { source, .. } => source.downcast_ref(),
            Self::Missing { .. } | Self::Invalid { .. } | Self::NotIssued { .. } | Self::Unavailable { .. } => None,
        }
    }

    /// The reason that someone has to log in, if that is what is left.
    ///
    /// ```
    /// # fn told(error: &warded::CredentialError) {
    /// if error.log_in_needed().is_some() {
    ///     eprintln!("Log in again: `tool login`");
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn log_in_needed(&self) -> Option<&LogInNeeded> {
        match self {
            Self::Source { source, .. } => source.downcast_ref(),
            Self::Missing { .. } | Self::Invalid { .. } | Self::NotIssued { .. } | Self::Unavailable { .. } => None,
        }
    }
}

impl LogInError {
    /// The login was refused, and will be again unless its input changes.
    pub fn refused(error: impl Into<BoxError>) -> Self {
        Self { error: error.into(), verdict: Verdict { is_final: true, ..Verdict::default() } }
    }

    /// The login failed by a transient error.
    pub fn passing(error: impl Into<BoxError>) -> Self {
        Self { error: error.into(), verdict: Verdict::default() }
    }

    /// The time before which the login must not be retried; at most a day.
    #[must_use]
    pub fn after(mut self, time: Duration) -> Self {
        self.verdict.retry_after = Some(RetryAfter::In(time));
        self
    }

    /// The server certainly did not process the request, as if no connection could be made: the refresh token, or the
    /// grant of one use, that it held is sent again.
    #[must_use]
    pub fn keeps_refresh_token(mut self) -> Self {
        self.verdict.is_unprocessed = true;
        self
    }

    /// The server may have processed the request: the refresh token, or the grant of one use, that it held is spent. The
    /// default of errors that are made by [`refused`](Self::refused) and [`passing`](Self::passing), and of all errors of
    /// other types.
    #[must_use]
    pub fn spends_refresh_token(mut self) -> Self {
        self.verdict.is_unprocessed = false;
        self
    }

    /// Returns true if the server may have processed the request, so that its refresh token is not sent again.
    #[must_use]
    pub fn is_refresh_token_spent(&self) -> bool {
        !self.verdict.is_unprocessed
    }

    /// Returns true if the login will be refused again unless its input changes.
    #[must_use]
    pub fn is_final(&self) -> bool {
        self.verdict.is_final
    }
}

impl<E: fmt::Debug + Send + Sync + 'static> From<Error<E>> for LogInError {
    /// All 4xx are final, except 408, 425 and 429. A refresh token is kept if nothing was sent, no connection could be
    /// made, or the server answered 425, 429 or 503.
    fn from(error: Error<E>) -> Self {
        let is_final = error.status().is_some_and(is_refusal);
        let retry_after = error.headers().and_then(RetryAfter::of);
        let is_unprocessed = is_unprocessed(&error);
        Self { error: error.into(), verdict: Verdict { is_final, is_unprocessed, retry_after } }
    }
}

impl From<CredentialError> for LogInError {
    /// Transient. The login's server was not called, unless it issued no credential.
    fn from(error: CredentialError) -> Self {
        let is_unprocessed = !matches!(error, CredentialError::NotIssued { .. });
        Self { error: error.into(), verdict: Verdict { is_unprocessed, ..Verdict::default() } }
    }
}

/// Returns true if the server certainly did not process the call.
fn is_unprocessed<E>(error: &Error<E>) -> bool {
    let passed_over = [StatusCode::TOO_EARLY, StatusCode::TOO_MANY_REQUESTS, StatusCode::SERVICE_UNAVAILABLE];
    match error {
        Error::Request(_) | Error::Server(_) | Error::Credential(_) => true,
        Error::Transport(error) => error.is_before_sending(),
        Error::Documented { .. }
        | Error::Undocumented(_)
        | Error::Empty(_)
        | Error::NotModified(_)
        | Error::Decode(_) => error.status().is_some_and(|status| passed_over.contains(&status)),
        Error::Redirect(_) | Error::Limit(_) | Error::Timeout { .. } | Error::Idle { .. } => false,
    }
}

/// An error of the client that does not end by itself.
fn is_refusal(status: StatusCode) -> bool {
    status.is_client_error() && !passes(status)
}

/// Returns true for the 4xx that end by themselves.
pub(crate) fn passes(status: StatusCode) -> bool {
    [StatusCode::REQUEST_TIMEOUT, StatusCode::TOO_EARLY, StatusCode::TOO_MANY_REQUESTS].contains(&status)
}

impl Verdict {
    /// The least pause from `now` on.
    pub(super) fn pause(self, now: SystemTime) -> Duration {
        let least = if self.is_final { FINAL } else { Duration::ZERO };
        self.retry_after.map_or(Duration::ZERO, |after| after.left(now).min(LONGEST)).max(least)
    }

    /// The outcome for the refresh token that was sent.
    pub(super) fn refreshed(self) -> Refreshed {
        match (self.is_unprocessed, self.is_final) {
            (true, _) => Refreshed::Unprocessed,
            (false, true) => Refreshed::Refused,
            (false, false) => Refreshed::Unknown,
        }
    }
}

impl Failed {
    /// A transient failure, such as the last one, which goes on.
    pub(super) fn passing(error: CredentialError) -> Self {
        Self { error, verdict: Verdict::default(), refreshed: Refreshed::Not }
    }

    /// There is nothing more that could be sent.
    pub(super) fn log_in_needed<K: Credential>(why: Option<CredentialError>) -> Self {
        let error = CredentialError::source(K::SCHEME.name, LogInNeeded { why });
        let verdict = Verdict { is_final: true, ..Verdict::default() };
        Self { error, verdict, refreshed: Refreshed::Not }
    }

    /// Out of whatever a login of this scheme failed with.
    pub(super) fn new(scheme: &'static str, error: impl Into<BoxError>) -> Self {
        match error.into().downcast::<LogInError>() {
            Ok(known) => {
                let LogInError { error, verdict } = *known;
                Self { error: CredentialError::source(scheme, error), verdict, refreshed: Refreshed::Not }
            }
            Err(error) => Self::passing(CredentialError::source(scheme, error)),
        }
    }
}

impl fmt::Display for LogInError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl StdError for LogInError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.error.source()
    }
}

impl fmt::Display for LogInNeeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("someone has to log in again: there is no refresh token that can be used")
    }
}

impl StdError for LogInNeeded {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.why.as_ref().map(|why| why as _)
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::*;
    use crate::error::{ErrorResponse, Never, TransportError, TransportErrorKind};

    fn answered(status: u16, retry_after: Option<&str>) -> LogInError {
        let header = |text: &str| (http::header::RETRY_AFTER, text.parse().expect("header text"));
        let headers = HeaderMap::from_iter(retry_after.map(header));
        let status = StatusCode::from_u16(status).expect("a status");
        let response = ErrorResponse::new(status, headers, bytes::Bytes::new());
        Error::<Never>::Undocumented(Box::new(response)).into()
    }

    #[test]
    fn any_4xx_is_final_but_those_that_time_cures() {
        for status in 100..600 {
            let is_final = (400..500).contains(&status) && ![408, 425, 429].contains(&status);
            assert_eq!(answered(status, None).is_final(), is_final, "{status}");
        }
        assert!(!LogInError::from(Error::<Never>::Timeout { after: Duration::ZERO }).is_final());
    }

    #[test]
    fn a_refresh_token_is_kept_only_if_it_was_surely_not_processed() {
        for status in 100..600 {
            let is_kept = [425, 429, 503].contains(&status);
            assert_eq!(answered(status, None).is_refresh_token_spent(), !is_kept, "{status}");
        }
        let failed = |kind| {
            let error = TransportError::new(kind, &std::io::Error::other("no"));
            LogInError::from(Error::<Never>::Transport(error)).verdict.refreshed()
        };
        for kind in [TransportErrorKind::Setup, TransportErrorKind::Runtime, TransportErrorKind::Connect] {
            assert_eq!(failed(kind), Refreshed::Unprocessed, "{kind:?}");
        }
        for kind in [TransportErrorKind::Request, TransportErrorKind::Body] {
            assert_eq!(failed(kind), Refreshed::Unknown, "{kind:?}");
        }
        let timeout = LogInError::from(Error::<Never>::Timeout { after: Duration::ZERO });
        assert!(timeout.is_refresh_token_spent());
        assert_eq!(answered(400, None).verdict.refreshed(), Refreshed::Refused);
        assert_eq!(answered(200, None).verdict.refreshed(), Refreshed::Unknown, "and its reply is not understood");
        let missing = CredentialError::Missing { operation: None, needs: "a key" };
        assert!(!LogInError::from(missing).is_refresh_token_spent());
        let not_issued = CredentialError::NotIssued { scheme: "JWT", member: "/token" };
        assert!(LogInError::from(not_issued).is_refresh_token_spent());
        assert!(LogInError::passing("no").is_refresh_token_spent());
        assert!(!LogInError::refused("no").keeps_refresh_token().is_refresh_token_spent());
        assert!(LogInError::refused("no").keeps_refresh_token().spends_refresh_token().is_refresh_token_spent());
    }

    #[test]
    fn the_pause_is_what_the_server_asks_for_and_never_absurd() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        for (status, text, seconds) in [
            (401, None, 900),
            (401, Some("60"), 900),
            (403, Some("3600"), 3600),
            (429, None, 0),
            (429, Some("120"), 120),
            (503, Some("Sun, 06 Nov 1994 08:50:37 GMT"), 60),
            (503, Some("Sun, 06 Nov 1994 07:50:37 GMT"), 0),
            (429, Some("86401"), 86_400),
            (429, Some("18446744073709551615"), 86_400),
            (429, Some("99999999999999999999999"), 86_400),
            (429, Some("Thu, 30 Dec 9999 00:00:00 GMT"), 86_400),
            (429, Some("-5"), 0),
            (429, Some("soon"), 0),
            (401, Some("soon"), 900),
        ] {
            assert_eq!(answered(status, text).verdict.pause(now).as_secs(), seconds, "{status} {text:?}");
        }
    }
}
