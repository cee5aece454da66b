//! Where the sessions of several processes keep what they share: one login for a whole fleet.
//!
//! Each process reads its credential from memory, as without a store. Only when there is none, or when it is time for
//! the next, a session looks into the store, and whoever gets the *lease* of the entry logs in for all. A lease ends by
//! itself, so that nobody waits for a process that has died, and has a number that only grows, by which the store
//! refuses what a process sends that has outlived its lease.

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

/// A place that the sessions of several processes share.
///
/// An implementation must encrypt what it lets out of the process, and must put neither tokens nor keys into errors.
pub trait TokenStore: fmt::Debug + Send + Sync + 'static {
    /// What is stored under this name.
    fn load<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Option<StoredToken>, StoreError>>;

    /// Takes the lease of this name for `time`, unless another holds it: then `None`.
    ///
    /// `renews` is the number of the stored token that is going to be renewed, if one is. A token can be renewed by one
    /// holder of the lease only, and only while it is stored: [`Lease::is_spent`] says that another had it before, or
    /// that the store does not hold it any more and so can't tell.
    fn acquire<'a>(
        &'a self,
        name: &'a str,
        time: Duration,
        renews: Option<u64>,
    ) -> BoxFuture<'a, Result<Option<Lease>, StoreError>>;

    /// Stores a token and gives the lease back; `false`, and nothing is stored, if another took the lease since.
    fn save<'a>(&'a self, name: &'a str, lease: Lease, token: &'a NewToken) -> BoxFuture<'a, Result<bool, StoreError>>;

    /// Gives the lease back, if it is still held.
    fn release<'a>(&'a self, name: &'a str, lease: Lease) -> BoxFuture<'a, Result<(), StoreError>>;

    /// Removes the token of this number, as after a logout; a newer one stays.
    fn remove<'a>(&'a self, name: &'a str, number: u64) -> BoxFuture<'a, Result<(), StoreError>>;
}

/// A token to store.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// The token.
    pub token: SecretString,
    /// When it ends, if that is known.
    pub until: Option<SystemTime>,
}

/// A token that was stored.
#[derive(Clone, Debug)]
pub struct StoredToken {
    /// The token.
    pub token: SecretString,
    /// When it ends, if that is known.
    pub until: Option<SystemTime>,
    /// The number of the lease under which it was stored. Newer tokens have higher ones.
    pub number: u64,
}

/// The right to log in for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lease {
    /// Higher than those of all leases of this name before.
    pub number: u64,
    /// Whether another holder was going to renew the same token, or may have been. Many servers accept a token for that
    /// once only: log in instead.
    pub is_spent: bool,
}

/// The store could not be asked, or what it holds can't be read.
#[derive(Clone, Debug)]
pub struct StoreError(Arc<dyn std::error::Error + Send + Sync>);

impl StoreError {
    /// An error of the store's own. It must not hold a token or a key.
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
