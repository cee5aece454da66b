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
#[derive(Debug)]
pub struct LogInError {
    error: BoxError,
    verdict: Verdict,
}

/// The consequence of a failure for the next attempt.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Verdict {
    pub(super) is_final: bool,
    retry_after: Option<RetryAfter>,
}

/// A failed attempt.
pub(super) struct Failed {
    pub(super) error: CredentialError,
    pub(super) verdict: Verdict,
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
            Self::Missing { .. } | Self::Invalid { .. } | Self::NotIssued { .. } => None,
        }
    }
}

impl LogInError {
    /// The login was refused, and will be again unless its input changes.
    pub fn refused(error: impl Into<BoxError>) -> Self {
        Self { error: error.into(), verdict: Verdict { is_final: true, retry_after: None } }
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

    /// Returns true if the login will be refused again unless its input changes.
    #[must_use]
    pub fn is_final(&self) -> bool {
        self.verdict.is_final
    }
}

impl<E: fmt::Debug + Send + Sync + 'static> From<Error<E>> for LogInError {
    /// All 4xx are final, except 408, 425 and 429.
    fn from(error: Error<E>) -> Self {
        let is_final = error.status().is_some_and(is_refusal);
        let retry_after = error.headers().and_then(RetryAfter::of);
        Self { error: error.into(), verdict: Verdict { is_final, retry_after } }
    }
}

impl From<CredentialError> for LogInError {
    /// Transient, because the login's server was not called.
    fn from(error: CredentialError) -> Self {
        Self::passing(error)
    }
}

/// An error of the client that does not end by itself.
fn is_refusal(status: StatusCode) -> bool {
    let passes = [StatusCode::REQUEST_TIMEOUT, StatusCode::TOO_EARLY, StatusCode::TOO_MANY_REQUESTS];
    status.is_client_error() && !passes.contains(&status)
}

impl Verdict {
    /// The least pause from `now` on.
    pub(super) fn pause(self, now: SystemTime) -> Duration {
        let least = if self.is_final { FINAL } else { Duration::ZERO };
        self.retry_after.map_or(Duration::ZERO, |after| after.left(now).min(LONGEST)).max(least)
    }
}

impl Failed {
    /// The last failure, which goes on.
    pub(super) fn again(error: CredentialError) -> Self {
        Self { error, verdict: Verdict::default() }
    }

    /// Out of whatever a login of this scheme failed with.
    pub(super) fn new(scheme: &'static str, error: impl Into<BoxError>) -> Self {
        match error.into().downcast::<LogInError>() {
            Ok(known) => {
                let LogInError { error, verdict } = *known;
                Self { error: CredentialError::source(scheme, error), verdict }
            }
            Err(error) => Self { error: CredentialError::source(scheme, error), verdict: Verdict::default() },
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

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::*;
    use crate::error::{ErrorResponse, Never};

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
