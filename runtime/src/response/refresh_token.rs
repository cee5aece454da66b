//! The refresh token in the reply of an operation.

use std::fmt;
use std::time::SystemTime;

use secrecy::SecretString;

/// A refresh token (RFC 6749, section 1.5): obtains the next credential, also after the end of the last one.
///
/// Servers that rotate refresh tokens accept each of them once.
#[derive(Clone)]
pub struct RefreshToken {
    token: SecretString,
    until: Option<SystemTime>,
    is_reusable: bool,
}

impl RefreshToken {
    /// A refresh token whose end is unknown.
    #[must_use]
    pub fn new(token: impl Into<SecretString>) -> Self {
        Self { token: token.into(), until: None, is_reusable: false }
    }

    /// Sets its end.
    #[must_use]
    pub fn until(mut self, end: Option<SystemTime>) -> Self {
        self.until = end;
        self
    }

    /// Sets if the server was seen to accept it more than once. Sessions find this out by themselves.
    #[must_use]
    pub fn reusable(mut self, is_reusable: bool) -> Self {
        self.is_reusable = is_reusable;
        self
    }

    /// The token.
    #[must_use]
    pub fn token(&self) -> &SecretString {
        &self.token
    }

    /// Its end, if known.
    #[must_use]
    pub fn end(&self) -> Option<SystemTime> {
        self.until
    }

    /// Returns true if the server was seen to accept it more than once.
    #[must_use]
    pub fn is_reusable(&self) -> bool {
        self.is_reusable
    }
}

impl fmt::Debug for RefreshToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("RefreshToken");
        shown.field("until", &self.until).field("is_reusable", &self.is_reusable).finish_non_exhaustive()
    }
}
