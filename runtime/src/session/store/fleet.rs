//! Obtains a session's credential when a store is shared: from the store, or by a login for the whole fleet.

use std::fmt;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use futures_util::future::{Either, select};
use secrecy::SecretString;
use tracing::{debug, warn};

use super::{Lease, NewToken, StoreError, StoredToken, TokenStore};
use crate::credential::Credential;
use crate::response::{Issued, Lifetime};
use crate::session::Grant;
use crate::session::expiry::{LEAST, span};
use crate::session::failure::Failed;
use crate::time::{Runtime, jitter};

/// A session's place in a store.
pub(in crate::session) struct Fleet<K> {
    store: Arc<dyn TokenStore>,
    name: String,
    make: Box<dyn Fn(SecretString) -> K + Send + Sync>,
    /// The number of the stored token that this process uses or has used; 0 at first.
    known: AtomicU64,
}

/// The next action after reading the store.
enum Turn<K> {
    /// Another process got this one.
    Have(Issued<K>),
    /// It is on this process to log in.
    LogIn(Lease),
    /// Another process logs in.
    Wait,
}

/// The login did not end while it was on this process.
#[derive(Debug)]
struct LeaseOver;

/// The interval in which waiting processes read the store; they do not all read it at once.
const LOOK: Duration = Duration::from_millis(60);

impl<K: Credential> Fleet<K> {
    pub(in crate::session) fn new(
        store: Arc<dyn TokenStore>,
        name: String,
        make: impl Fn(SecretString) -> K + Send + Sync + 'static,
    ) -> Self {
        Self { store, name, make: Box::new(make), known: AtomicU64::new(0) }
    }

    /// A credential out of the store, or by `ask`, which is told whether it may renew the live one, within `time`. Where
    /// the store fails, each process goes on alone.
    pub(in crate::session) async fn attempt<Fut>(
        &self,
        runtime: &dyn Runtime,
        time: Duration,
        renews: bool,
        ask: impl FnOnce(bool) -> Fut,
    ) -> Result<Grant<K>, Failed>
    where
        Fut: Future<Output = Result<Grant<K>, Failed>>,
    {
        let (lease, left) = loop {
            // The lease begins before its answer is here.
            let asked = runtime.monotonic();
            let left = |runtime: &dyn Runtime| time.saturating_sub(runtime.monotonic().saturating_sub(asked));
            match self.turn(runtime, time, renews).await {
                Ok(Turn::Have(issued)) => return Ok(issued.into()),
                Ok(Turn::LogIn(lease)) => break (lease, left(runtime)),
                Ok(Turn::Wait) => runtime.sleep(LOOK + jitter(LOOK)).await,
                Err(error) => {
                    alone::<K>(&error);
                    // Without the store nothing says whether another renews the same token.
                    return ask(false).await;
                }
            }
        };
        // The server counts from later on.
        let start = runtime.wall();
        let asked = pin!(ask(renews && !lease.is_spent));
        let grant = match select(asked, runtime.sleep(left)).await {
            Either::Left((grant, _)) => grant,
            Either::Right(_) => Err(Failed::new(K::SCHEME.name, LeaseOver)),
        };
        self.share(start, lease, grant.as_ref().ok().map(|grant| &grant.issued)).await;
        grant
    }

    /// A credential out of the store only: the login was refused, and nothing is asked for.
    pub(in crate::session) async fn look(&self, runtime: &dyn Runtime) -> Option<Grant<K>> {
        let newer = self.newer(runtime).await;
        newer.inspect_err(|error| alone::<K>(error)).unwrap_or_default().map(Grant::from)
    }

    async fn turn(&self, runtime: &dyn Runtime, time: Duration, renews: bool) -> Result<Turn<K>, StoreError> {
        if let Some(issued) = self.newer(runtime).await? {
            return Ok(Turn::Have(issued));
        }
        let renews = renews.then(|| self.known.load(Ordering::Relaxed));
        let Some(lease) = self.store.acquire(&self.name, time, renews).await? else { return Ok(Turn::Wait) };
        // Another may have finished between the look into the store and the lease.
        let Some(issued) = self.newer(runtime).await? else { return Ok(Turn::LogIn(lease)) };
        self.store.release(&self.name, lease).await?;
        Ok(Turn::Have(issued))
    }

    /// The credential in the store, if it is not the one that this process has, and lives.
    async fn newer(&self, runtime: &dyn Runtime) -> Result<Option<Issued<K>>, StoreError> {
        let known = self.known.load(Ordering::Relaxed);
        let Some(StoredToken { token, until, number }) = self.store.load(&self.name).await? else { return Ok(None) };
        if number <= known || until.is_some_and(|until| until <= runtime.wall()) {
            return Ok(None);
        }
        debug!(scheme = K::SCHEME.name, "another process got the credential");
        self.known.store(number, Ordering::Relaxed);
        Ok(Some(Issued { credential: (self.make)(token), lifetime: Lifetime { until, within: None } }))
    }

    /// Stores what was issued, for all; gives the lease back in any case.
    async fn share(&self, start: SystemTime, lease: Lease, issued: Option<&Issued<K>>) {
        let token = issued.and_then(|issued| {
            // The same end that this process believes.
            let until = span(issued.lifetime, start).and_then(|span| start.checked_add(span.max(LEAST)));
            Some(NewToken { token: issued.credential.attachment().secret()?, until })
        });
        let shared = match &token {
            Some(token) => self.store.save(&self.name, lease, token).await,
            None => self.store.release(&self.name, lease).await.map(|()| false),
        };
        match shared {
            Ok(true) => self.known.store(lease.number, Ordering::Relaxed),
            Ok(false) => {}
            Err(error) => alone::<K>(&error),
        }
    }

    /// Removes what this process has from the store.
    pub(in crate::session) async fn clear(&self) {
        if let Err(error) = self.store.remove(&self.name, self.known.load(Ordering::Relaxed)).await {
            alone::<K>(&error);
        }
    }
}

fn alone<K: Credential>(error: &StoreError) {
    let cause = std::error::Error::source(error).map(ToString::to_string);
    warn!(scheme = K::SCHEME.name, cause, "the store of the session can't be used: this process continues without it");
}

impl fmt::Display for LeaseOver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the login took longer than the lease under which it was made")
    }
}

impl std::error::Error for LeaseOver {}
