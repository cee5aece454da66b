//! A store in memory: for the sessions of one process, and for tests.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_core::future::BoxFuture;
use futures_util::FutureExt as _;

use super::{Acquired, Lease, StoreError, StoredToken, TokenStore};
use crate::session::Saved;
use crate::time::Runtime;

/// A store that ends with the process. Clones share it.
#[derive(Clone)]
pub struct MemoryStore {
    runtime: Arc<dyn Runtime>,
    entries: Arc<Mutex<HashMap<String, Entry>>>,
}

#[derive(Default)]
struct Entry {
    token: Option<StoredToken>,
    /// The number of the newest lease.
    number: u64,
    /// `None` if no one holds the lease.
    leased: Option<Leased>,
    /// How often what is stored may have been sent.
    spent: u32,
}

/// A lease that was taken, by the monotonic clock.
#[derive(Clone, Copy)]
struct Leased {
    at: Duration,
    time: Duration,
}

impl Leased {
    /// Returns true if the lease is still held. One that begins in the future was taken before the clock was set
    /// back, and does not count.
    fn goes_on(self, now: Duration) -> bool {
        now.checked_sub(self.at).is_some_and(|since| since < self.time)
    }
}

impl MemoryStore {
    /// An empty store, by the clock of the client: [`Core::runtime`](crate::Core::runtime).
    #[must_use]
    pub fn new(runtime: &Arc<dyn Runtime>) -> Self {
        Self { runtime: Arc::clone(runtime), entries: Arc::default() }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Applies `change` to the entry, without waiting.
    fn with<T: Send + 'static>(
        &self,
        name: &str,
        change: impl FnOnce(&mut Entry) -> T,
    ) -> BoxFuture<'static, Result<T, StoreError>> {
        let result = change(self.lock().entry(name.to_owned()).or_default());
        std::future::ready(Ok(result)).boxed()
    }
}

impl TokenStore for MemoryStore {
    fn load<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Option<StoredToken>, StoreError>> {
        self.with(name, |entry| entry.token.clone())
    }

    fn acquire<'a>(
        &'a self,
        name: &'a str,
        time: Duration,
        spends: bool,
    ) -> BoxFuture<'a, Result<Option<Acquired>, StoreError>> {
        let now = self.runtime.monotonic();
        self.with(name, |entry| {
            if entry.leased.is_some_and(|leased| leased.goes_on(now)) {
                return None;
            }
            entry.number += 1;
            entry.leased = Some(Leased { at: now, time });
            let lease = Lease { number: entry.number, spent: entry.spent };
            entry.spent = entry.spent.saturating_add(u32::from(spends));
            Some(Acquired { lease, stored: entry.token.clone() })
        })
    }

    fn save<'a>(
        &'a self,
        name: &'a str,
        lease: Lease,
        replaced: Option<u64>,
        saved: &'a Saved,
    ) -> BoxFuture<'a, Result<bool, StoreError>> {
        self.with(name, |entry| {
            let is_newest = entry.number == lease.number;
            let stored = entry.token.as_ref().map(|token| token.number);
            if !is_newest && (replaced.is_none() || stored != replaced) {
                return false;
            }
            entry.leased.take_if(|_| is_newest);
            entry.token = Some(StoredToken { saved: saved.clone(), number: lease.number });
            entry.spent = 0;
            true
        })
    }

    fn release<'a>(&'a self, name: &'a str, lease: Lease, is_unspent: bool) -> BoxFuture<'a, Result<(), StoreError>> {
        self.with(name, |entry| {
            if entry.number == lease.number {
                entry.leased = None;
                entry.spent = entry.spent.saturating_sub(u32::from(is_unspent));
            }
        })
    }

    fn remove<'a>(&'a self, name: &'a str, number: u64) -> BoxFuture<'a, Result<(), StoreError>> {
        self.with(name, |entry| {
            entry.token.take_if(|token| token.number == number);
        })
    }
}

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryStore").finish_non_exhaustive()
    }
}
