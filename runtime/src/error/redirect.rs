//! Redirects that are not followed.

use std::fmt;

use http::StatusCode;

use crate::error::Origin;

/// The server redirected to where the request must not go, or without end.
///
/// Targets are named by origin only: path and query of a `Location` often carry one-time secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RedirectError {
    /// To another origin, while credentials are attached (or with a body that only this origin may see).
    CrossOrigin {
        /// The status of the redirect.
        status: StatusCode,
        /// Where the request was sent.
        from: Origin,
        /// Where it was to go.
        to: Origin,
    },
    /// From https to plain http.
    Insecure {
        /// The status of the redirect.
        status: StatusCode,
        /// Where the request was sent.
        from: Origin,
        /// Where it was to go.
        to: Origin,
    },
    /// More redirects than `CoreBuilder::max_redirects`.
    TooMany {
        /// The status of the redirect.
        status: StatusCode,
        /// How many were allowed.
        limit: usize,
    },
    /// Back to a request that this call already made.
    Loop {
        /// The status of the redirect.
        status: StatusCode,
    },
    /// The `Location` is not a URL that can be followed.
    InvalidLocation {
        /// The status of the redirect.
        status: StatusCode,
    },
    /// The `Location` holds a user name or password.
    UserInfo {
        /// The status of the redirect.
        status: StatusCode,
    },
    /// The request's body would have to be sent again, and it is a stream that was read already.
    BodyGone {
        /// The status of the redirect.
        status: StatusCode,
    },
}

impl RedirectError {
    /// The status of the redirect that was not followed.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::CrossOrigin { status, .. }
            | Self::Insecure { status, .. }
            | Self::TooMany { status, .. }
            | Self::Loop { status }
            | Self::InvalidLocation { status }
            | Self::UserInfo { status }
            | Self::BodyGone { status } => *status,
        }
    }
}

impl fmt::Display for RedirectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CrossOrigin { status, from, to } => write!(
                f,
                "{from} redirects ({status}) to another origin, {to}, which must not get what was sent to the first"
            ),
            Self::Insecure { status, from, to } => write!(f, "{from} redirects ({status}) to plain http at {to}"),
            Self::TooMany { status, limit } => write!(f, "more than {limit} redirects (the last: {status})"),
            Self::Loop { status } => write!(f, "a redirect ({status}) leads back to a request already made"),
            Self::InvalidLocation { status } => write!(f, "a redirect ({status}) has an invalid `Location`"),
            Self::UserInfo { status } => {
                write!(f, "a redirect ({status}) has a `Location` with a user name or password")
            }
            Self::BodyGone { status } => write!(f, "a redirect ({status}) asks again for a body that was a stream"),
        }
    }
}

impl std::error::Error for RedirectError {}
