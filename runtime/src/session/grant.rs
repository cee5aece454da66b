//! The result of a login: a credential, and the refresh token that came with it.

use std::fmt;
use std::time::SystemTime;

use secrecy::SecretString;

use crate::response::Issued;

/// A refresh token (RFC 6749, section 1.5): obtains the next credential, also after the end of the last one.
///
/// Servers that rotate refresh tokens accept each of them once.
#[derive(Clone)]
pub struct RefreshToken {
    token: SecretString,
    until: Option<SystemTime>,
}

/// What a login gave. Made `from` an [`Issued`] credential where there is no refresh token.
#[derive(Clone, Debug)]
pub struct Grant<K> {
    /// The credential, and its lifetime.
    pub issued: Issued<K>,
    /// The new refresh token. With `None`, the previous one remains valid (RFC 6749, section 6).
    pub refresh_token: Option<RefreshToken>,
}

impl RefreshToken {
    /// A refresh token whose end is unknown.
    #[must_use]
    pub fn new(token: impl Into<SecretString>) -> Self {
        Self { token: token.into(), until: None }
    }

    /// Sets its end.
    #[must_use]
    pub fn until(mut self, end: Option<SystemTime>) -> Self {
        self.until = end;
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
}

impl<K> From<Issued<K>> for Grant<K> {
    fn from(issued: Issued<K>) -> Self {
        Self { issued, refresh_token: None }
    }
}

impl fmt::Debug for RefreshToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RefreshToken").field("until", &self.until).finish_non_exhaustive()
    }
}
