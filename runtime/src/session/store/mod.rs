//! Storage that the sessions of several processes share: one login for a whole fleet.
//!
//! Each process reads its credential from memory, as without a store. Only if there is none, or if it is time to
//! renew it, a session reads the store, and the process that gets the *lease* of the entry logs in for all. A lease
//! expires, so that nobody waits for a process that has died. It has an increasing number, by which the store rejects
//! writes of a process whose lease has expired.
//!
//! A refresh token is counted as sent before it is sent: who finds it so knows that it may be spent.

#[cfg(feature = "file-store")]
mod file;
mod fleet;
mod memory;
#[cfg(feature = "file-store")]
mod record;
#[cfg(feature = "redis")]
mod redis;
#[cfg(any(feature = "redis", feature = "file-store"))]
mod seal;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use futures_core::future::BoxFuture;

#[cfg(feature = "redis")]
pub use self::redis::RedisStore;
use super::Saved;
use crate::error::BoxError;
#[cfg(feature = "file-store")]
pub use file::FileStore;
pub(super) use fleet::{Allowed, Fleet, Ways};
pub use memory::MemoryStore;
#[cfg(any(feature = "redis", feature = "file-store"))]
pub use seal::Keys;

/// A store that the sessions of several processes share.
///
/// An implementation must encrypt all data that leaves the process, and must put neither tokens nor keys into errors.
pub trait TokenStore: fmt::Debug + Send + Sync + 'static {
    /// What is stored under this name.
    fn load<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Option<StoredToken>, StoreError>>;

    /// Takes the lease of this name for `time`, and returns it with what is stored; `None` if another process holds it.
    ///
    /// With `spends`, the holder is going to send the stored refresh token, or to renew the stored token: in the same
    /// step, and before this returns, the store counts that. [`Lease::spent`] is the count before. A newly
    /// [saved](Self::save) entry counts from 0. Without it, what is stored is going to be replaced, and counts as nothing
    /// if it cannot be read.
    fn acquire<'a>(
        &'a self,
        name: &'a str,
        time: Duration,
        spends: bool,
    ) -> BoxFuture<'a, Result<Option<Acquired>, StoreError>>;

    /// Stores what was obtained and returns the lease; `false`, and nothing is stored, if another process has taken the
    /// lease since. If the entry of the number `replaced` is still the one that is stored, it is replaced in any case, by
    /// an entry of this lease's number, and the newer lease remains: nobody else can have obtained its successor.
    fn save<'a>(
        &'a self,
        name: &'a str,
        lease: Lease,
        replaced: Option<u64>,
        saved: &'a Saved,
    ) -> BoxFuture<'a, Result<bool, StoreError>>;

    /// Returns the lease, if it is still held. With `is_unspent`, what was counted as sent was not sent, or surely not
    /// processed: the count is one less.
    fn release<'a>(&'a self, name: &'a str, lease: Lease, is_unspent: bool) -> BoxFuture<'a, Result<(), StoreError>>;

    /// Removes the entry of this number, for example after a logout; a newer one is kept.
    fn remove<'a>(&'a self, name: &'a str, number: u64) -> BoxFuture<'a, Result<(), StoreError>>;
}

/// An entry that was stored.
#[derive(Clone, Debug)]
pub struct StoredToken {
    /// What was stored.
    pub saved: Saved,
    /// The number of the lease under which it was stored. Newer entries have higher ones.
    pub number: u64,
}

/// The right to obtain a credential for all processes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lease {
    /// The number, higher than those of all earlier leases of this name.
    pub number: u64,
    /// The number of earlier holders that may have sent the stored refresh token, or renewed the stored token. Many
    /// servers accept either only once, and treat a second time as theft.
    pub spent: u32,
}

/// A lease that was taken.
#[derive(Clone, Debug)]
pub struct Acquired {
    /// The lease.
    pub lease: Lease,
    /// What is stored.
    pub stored: Option<StoredToken>,
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
