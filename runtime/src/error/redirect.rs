//! Redirects that are not followed.

use std::fmt;

use http::StatusCode;

use crate::error::Origin;

/// The server redirected to a URL that the request must not be sent to, or too often.
///
/// Targets are named by origin only: path and query of a `Location` often carry one-time secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RedirectError {
    /// To another origin, while credentials are attached (or with a body that only this origin may receive).
    CrossOrigin {
        /// The status of the redirect.
        status: StatusCode,
        /// The origin that answered with the redirect.
        from: Origin,
        /// The origin that it redirects to.
        to: Origin,
    },
    /// From https to plain http.
    Insecure {
        /// The status of the redirect.
        status: StatusCode,
        /// The origin that answered with the redirect.
        from: Origin,
        /// The origin that it redirects to.
        to: Origin,
    },
    /// More redirects than `CoreBuilder::max_redirects`.
    TooMany {
        /// The status of the redirect.
        status: StatusCode,
        /// The maximum number of redirects.
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
            Self::CrossOrigin { status, from, to } => {
                write!(f, "{from} redirects ({status}) to another origin, {to}, which must not receive this request")
            }
            Self::Insecure { status, from, to } => write!(f, "{from} redirects ({status}) to plain http at {to}"),
            Self::TooMany { status, limit } => write!(f, "more than {limit} redirects (the last: {status})"),
            Self::Loop { status } => write!(f, "a redirect ({status}) repeats a request of this call"),
            Self::InvalidLocation { status } => write!(f, "a redirect ({status}) has an invalid `Location`"),
            Self::UserInfo { status } => {
                write!(f, "a redirect ({status}) has a `Location` with a user name or password")
            }
            Self::BodyGone { status } => write!(f, "a redirect ({status}) asks again for a body that was a stream"),
        }
    }
}

impl std::error::Error for RedirectError {}
