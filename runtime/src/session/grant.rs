//! The result of a login: a credential, and the refresh token that came with it; and what of it a program can save.

use std::time::SystemTime;

use secrecy::SecretString;

use crate::response::Issued;
pub use crate::response::RefreshToken;

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

impl From<RefreshToken> for Saved {
    fn from(token: RefreshToken) -> Self {
        Self { refresh_token: Some(token), ..Self::default() }
    }
}

impl<K> From<Issued<K>> for Grant<K> {
    fn from(issued: Issued<K>) -> Self {
        Self { issued, refresh_token: None }
    }
}
