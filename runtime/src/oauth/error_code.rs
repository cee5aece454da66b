//! Error codes of authorization servers.

use std::fmt;

/// Declares the codes, each with its text.
macro_rules! codes {
    ($($(#[$meta:meta])* $code:ident = $text:literal,)*) => {
        /// An error code of an authorization server. Servers have codes of their own: [`ErrorCode::Other`].
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ErrorCode {
            $($(#[$meta])* $code,)*
            /// A code of no specification here.
            Other(String),
        }

        impl ErrorCode {
            /// The code of a text, which is limited to what can be shown.
            pub(super) fn of(text: &str) -> Self {
                match text {
                    $($text => Self::$code,)*
                    // RFC 6749, 5.2: printable ASCII.
                    other => Self::Other(other.chars().filter(char::is_ascii_graphic).take(64).collect()),
                }
            }

            /// The code as servers send it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$code => $text,)*
                    Self::Other(text) => text,
                }
            }
        }
    };
}

codes! {
    /// A parameter is missing, repeated or malformed (RFC 6749, 5.2).
    InvalidRequest = "invalid_request",
    /// The client is unknown, or its authentication failed (RFC 6749, 5.2).
    InvalidClient = "invalid_client",
    /// The code, the refresh token or the password is wrong, expired, used or revoked (RFC 6749, 5.2).
    InvalidGrant = "invalid_grant",
    /// The client may not use this grant (RFC 6749, 5.2).
    UnauthorizedClient = "unauthorized_client",
    /// The server does not support this grant (RFC 6749, 5.2).
    UnsupportedGrantType = "unsupported_grant_type",
    /// The server does not support this response type (RFC 6749, 4.1.2.1).
    UnsupportedResponseType = "unsupported_response_type",
    /// A scope is unknown or more than may be granted (RFC 6749, 5.2).
    InvalidScope = "invalid_scope",
    /// A resource is unknown (RFC 8707, 2).
    InvalidTarget = "invalid_target",
    /// The person or the server refused (RFC 6749, 4.1.2.1; RFC 8628, 3.5).
    AccessDenied = "access_denied",
    /// The server failed (RFC 6749, 4.1.2.1).
    ServerError = "server_error",
    /// The server is overloaded (RFC 6749, 4.1.2.1).
    TemporarilyUnavailable = "temporarily_unavailable",
    /// The person has not completed the login yet (RFC 8628, 3.5).
    AuthorizationPending = "authorization_pending",
    /// The device asks too often (RFC 8628, 3.5).
    SlowDown = "slow_down",
    /// The code of the device has expired (RFC 8628, 3.5).
    ExpiredToken = "expired_token",
    /// The person has to do something, which `prompt=none` excluded (OpenID Connect Core, 3.1.2.6).
    InteractionRequired = "interaction_required",
    /// The person has to log in, which `prompt=none` excluded (OpenID Connect Core, 3.1.2.6).
    LoginRequired = "login_required",
    /// The person has to consent, which `prompt=none` excluded (OpenID Connect Core, 3.1.2.6).
    ConsentRequired = "consent_required",
}

impl ErrorCode {
    /// Returns true if time cures it.
    pub(super) fn passes(&self) -> bool {
        let passing = [Self::ServerError, Self::TemporarilyUnavailable, Self::AuthorizationPending, Self::SlowDown];
        passing.contains(self)
    }

    /// Returns true if a request that was refused with it did not use up its refresh token. `invalid_request` is not among
    /// them: some servers answer it for a refresh token that they do not know.
    pub(super) fn keeps_refresh_token(&self) -> bool {
        let keeping = [
            Self::InvalidClient,
            Self::UnauthorizedClient,
            Self::UnsupportedGrantType,
            Self::InvalidScope,
            Self::InvalidTarget,
            Self::TemporarilyUnavailable,
            Self::SlowDown,
        ];
        keeping.contains(self)
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
