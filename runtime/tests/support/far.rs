//! A store in memory that is far away, or away altogether.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use warded::session::Saved;
use warded::session::store::{Acquired, Lease, MemoryStore, StoreError, StoredToken, TokenStore};
use warded::{Runtime, TokioRuntime};

/// A store whose answers are late, or that is away.
#[derive(Debug)]
pub struct Far {
    store: MemoryStore,
    late: Duration,
    is_away: AtomicBool,
    asked: AtomicUsize,
}

impl Far {
    pub fn new(late: Duration) -> Arc<Self> {
        Self::with(MemoryStore::new(&(Arc::new(TokioRuntime::new()) as Arc<dyn Runtime>)), late)
    }

    pub fn with(store: MemoryStore, late: Duration) -> Arc<Self> {
        let (is_away, asked) = (AtomicBool::new(false), AtomicUsize::new(0));
        Arc::new(Self { store, late, is_away, asked })
    }

    /// Takes the store away, or brings it back.
    pub fn away(&self, is_away: bool) {
        self.is_away.store(is_away, Ordering::SeqCst);
    }

    /// The number of requests.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    /// The store's answer, if the point is reached.
    fn passed<'a, T: Send + 'a>(
        &'a self,
        answer: impl FnOnce() -> BoxFuture<'a, Result<T, StoreError>>,
    ) -> BoxFuture<'a, Result<T, StoreError>> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        if self.is_away.load(Ordering::SeqCst) {
            return std::future::ready(Err(StoreError::new("no route"))).boxed();
        }
        let answer = answer();
        async move {
            let answer = answer.await;
            tokio::time::sleep(self.late).await;
            answer
        }
        .boxed()
    }
}

impl TokenStore for Far {
    fn load<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Option<StoredToken>, StoreError>> {
        self.passed(|| self.store.load(name))
    }

    fn acquire<'a>(
        &'a self,
        name: &'a str,
        time: Duration,
        spends: bool,
    ) -> BoxFuture<'a, Result<Option<Acquired>, StoreError>> {
        self.passed(|| self.store.acquire(name, time, spends))
    }

    fn save<'a>(
        &'a self,
        name: &'a str,
        lease: Lease,
        replaced: Option<u64>,
        saved: &'a Saved,
    ) -> BoxFuture<'a, Result<bool, StoreError>> {
        self.passed(|| self.store.save(name, lease, replaced, saved))
    }

    fn release<'a>(&'a self, name: &'a str, lease: Lease, is_unspent: bool) -> BoxFuture<'a, Result<(), StoreError>> {
        self.passed(|| self.store.release(name, lease, is_unspent))
    }

    fn remove<'a>(&'a self, name: &'a str, number: u64) -> BoxFuture<'a, Result<(), StoreError>> {
        self.passed(|| self.store.remove(name, number))
    }
}
