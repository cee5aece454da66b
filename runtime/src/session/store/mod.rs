//! Storage that the sessions of several processes share: one login for a whole fleet.
//!
//! Each process reads its credential from memory, as without a store. Only if there is none, or if it is time to
//! renew it, a session reads the store, and the process that gets the *lease* of the entry logs in for all. A lease
//! expires, so that nobody waits for a process that has died. It has an increasing number, by which the store rejects
//! writes of a process whose lease has expired.

mod fleet;
mod memory;
#[cfg(feature = "redis")]
mod redis;
#[cfg(feature = "redis")]
mod seal;

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use futures_core::future::BoxFuture;
use secrecy::SecretString;

#[cfg(feature = "redis")]
pub use self::redis::RedisStore;
use crate::error::BoxError;
pub(super) use fleet::Fleet;
pub use memory::MemoryStore;
#[cfg(feature = "redis")]
pub use seal::Keys;

/// A store that the sessions of several processes share.
///
/// An implementation must encrypt all data that leaves the process, and must put neither tokens nor keys into errors.
pub trait TokenStore: fmt::Debug + Send + Sync + 'static {
    /// The token that is stored under this name.
    fn load<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Option<StoredToken>, StoreError>>;

    /// Takes the lease of this name for `time`; `None` if another process holds it.
    ///
    /// `renews` is the number of the stored token that is to be renewed, if any. Only one holder of the lease may
    /// renew a token, and only while it is stored: [`Lease::is_spent`] is true if another holder had the token
    /// before, or if the store no longer holds it and cannot tell.
    fn acquire<'a>(
        &'a self,
        name: &'a str,
        time: Duration,
        renews: Option<u64>,
    ) -> BoxFuture<'a, Result<Option<Lease>, StoreError>>;

    /// Stores a token and returns the lease; `false`, and nothing is stored, if another process has taken the lease
    /// since.
    fn save<'a>(&'a self, name: &'a str, lease: Lease, token: &'a NewToken) -> BoxFuture<'a, Result<bool, StoreError>>;

    /// Returns the lease, if it is still held.
    fn release<'a>(&'a self, name: &'a str, lease: Lease) -> BoxFuture<'a, Result<(), StoreError>>;

    /// Removes the token of this number, for example after a logout; a newer one is kept.
    fn remove<'a>(&'a self, name: &'a str, number: u64) -> BoxFuture<'a, Result<(), StoreError>>;
}

/// A token to store.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// The token.
    pub token: SecretString,
    /// Its expiry, if known.
    pub until: Option<SystemTime>,
}

/// A token that was stored.
#[derive(Clone, Debug)]
pub struct StoredToken {
    /// The token.
    pub token: SecretString,
    /// Its expiry, if known.
    pub until: Option<SystemTime>,
    /// The number of the lease under which it was stored. Newer tokens have higher ones.
    pub number: u64,
}

/// The right to log in for all processes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lease {
    /// The number, higher than those of all earlier leases of this name.
    pub number: u64,
    /// True if another holder was going to renew the same token, or may have done so. Many servers accept a token for
    /// renewal only once: log in instead.
    pub is_spent: bool,
}

/// The store could not be reached, or its content cannot be read.
#[derive(Clone, Debug)]
pub struct StoreError(Arc<dyn std::error::Error + Send + Sync>);

impl StoreError {
    /// An error of the store. It must not hold a token or a key.
    pub fn new(error: impl Into<BoxError>) -> Self {
        Self(Arc::from(error.into()))
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the store of the session could not be used")
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.0)
    }
}
