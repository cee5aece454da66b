//! The result of a login: a credential, and the refresh token that came with it; and what of it a program can save.

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
    is_reusable: bool,
}

/// What a login gave. Made `from` an [`Issued`] credential where there is no refresh token.
#[derive(Clone, Debug)]
pub struct Grant<K> {
    /// The credential, and its lifetime.
    pub issued: Issued<K>,
    /// The new refresh token. With `None`, the previous one remains valid (RFC 6749, section 6).
    pub refresh_token: Option<RefreshToken>,
}

/// What a session holds, to be saved: by the program, or in a store. `Debug` shows no token.
#[derive(Clone, Debug, Default)]
pub struct Saved {
    /// The token, if there is a live one.
    pub token: Option<SecretString>,
    /// Its end, if known.
    pub until: Option<SystemTime>,
    /// The refresh token, if there is one that may be sent. It outlives the token.
    pub refresh_token: Option<RefreshToken>,
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

impl<K> From<Issued<K>> for Grant<K> {
    fn from(issued: Issued<K>) -> Self {
        Self { issued, refresh_token: None }
    }
}

impl fmt::Debug for RefreshToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("RefreshToken");
        shown.field("until", &self.until).field("is_reusable", &self.is_reusable).finish_non_exhaustive()
    }
}
