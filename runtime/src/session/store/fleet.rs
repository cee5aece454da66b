//! Obtains a session's credential when a store is shared: from the store, by its refresh token, or by a login for the
//! whole fleet.

use std::fmt;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use futures_util::future::{Either, select};
use secrecy::SecretString;
use tracing::{debug, warn};

use super::{Acquired, Lease, StoreError, StoredToken, TokenStore};
use crate::credential::Credential;
use crate::response::{Issued, Lifetime};
use crate::session::expiry::{LEAST, span};
use crate::session::failure::{Failed, Refreshed};
use crate::session::refresh::Kept;
use crate::session::{Grant, RefreshToken, Saved};
use crate::time::{Runtime, jitter};

/// A session's place in a store.
pub(in crate::session) struct Fleet<K> {
    store: Arc<dyn TokenStore>,
    name: String,
    make: Box<dyn Fn(SecretString) -> K + Send + Sync>,
    /// The number of the stored token that this process uses or has used; 0 at first.
    known: AtomicU64,
    own: Mutex<Option<Own<K>>>,
}

/// What this process has and the store has not. A refresh token is stored before it is first sent: whoever finds it there
/// after this process has died knows that it may have been sent.
enum Own<K> {
    /// Of a login that was just made: replaces what is stored.
    Started(Grant<K>),
    /// Of a login while the store was away: stored unless another has got a newer token.
    Alone(Saved),
    /// Saved by the program: stored unless the store was seen to have a refresh token, which is as new or newer.
    Resumed(Option<Grant<K>>, Option<RefreshToken>),
}

/// The ways that a session has, besides a login, to obtain the next credential.
#[derive(Clone, Copy)]
pub(in crate::session) struct Ways {
    /// By the live credential.
    pub(in crate::session) renews: bool,
    pub(in crate::session) refreshes: bool,
}

/// What may be sent in an attempt.
#[derive(Default)]
pub(in crate::session) struct Allowed {
    /// The live credential, to be renewed.
    pub(in crate::session) renews: bool,
    pub(in crate::session) refresh_token: Option<Kept>,
    /// The stored access token has ended.
    pub(in crate::session) is_over: bool,
    /// Without its store, a session does not know if a refresh token was sent by another.
    pub(in crate::session) away: Option<StoreError>,
}

/// The next action after reading the store.
enum Turn<K> {
    /// Another process got this one.
    Have(Grant<K>),
    /// It is on this process to obtain one.
    Ask(Acquired),
    /// Another process does.
    Wait,
    /// The store has changed.
    Again,
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
        Self { store, name, make: Box::new(make), known: AtomicU64::new(0), own: Mutex::new(None) }
    }

    /// Starts with the grant of a login.
    pub(in crate::session) fn start(&self, grant: Grant<K>) {
        *self.own() = Some(Own::Started(grant));
    }

    /// Goes on with what was saved.
    pub(in crate::session) fn resume(&self, grant: Option<Grant<K>>, refresh_token: Option<RefreshToken>) {
        *self.own() = (grant.is_some() || refresh_token.is_some()).then_some(Own::Resumed(grant, refresh_token));
    }

    /// A credential out of the store, or by `ask`, which is told what may be sent, within `time`. Where the store fails,
    /// each process goes on alone.
    pub(in crate::session) async fn attempt<Fut>(
        &self,
        runtime: &dyn Runtime,
        time: Duration,
        ways: Ways,
        ask: impl FnOnce(Allowed) -> Fut,
    ) -> Result<Grant<K>, Failed>
    where
        Fut: Future<Output = Result<Grant<K>, Failed>>,
    {
        // The server counts from later on.
        let start = runtime.wall();
        if let Some(grant) = self.started(runtime, time).await {
            return Ok(grant);
        }
        let (Acquired { lease, stored }, left) = loop {
            // The lease begins before its answer is here.
            let asked = runtime.monotonic();
            let left = |runtime: &dyn Runtime| time.saturating_sub(runtime.monotonic().saturating_sub(asked));
            match self.turn(runtime, time, ways).await {
                Ok(Turn::Have(grant)) => return Ok(grant),
                Ok(Turn::Ask(acquired)) => break (acquired, left(runtime)),
                Ok(Turn::Wait) => runtime.sleep(LOOK + jitter(LOOK)).await,
                Ok(Turn::Again) => {}
                Err(error) => {
                    alone::<K>(&error);
                    if let Some(grant) = self.resumed(runtime) {
                        return Ok(grant);
                    }
                    let grant = ask(Allowed { away: Some(error), ..Allowed::default() }).await;
                    self.keep(grant.as_ref().ok().and_then(|grant| saved(grant, start)));
                    return grant;
                }
            }
        };
        let allowed = self.allowed(runtime, ways, lease, stored.as_ref());
        let renews = allowed.renews;
        // The successor of a refresh token may come after the lease: nobody else can have it.
        let sends = ways.refreshes && lease.spent == 0 && allowed.refresh_token.is_some();
        let left = if sends { left.saturating_add(time) } else { left };
        let start = runtime.wall();
        let asked = pin!(ask(allowed));
        let grant = match select(asked, runtime.sleep(left)).await {
            Either::Left((grant, _)) => grant,
            Either::Right(_) => Err(Failed { refreshed: Refreshed::Unknown, ..Failed::new(K::SCHEME.name, LeaseOver) }),
        };
        match &grant {
            Ok(grant) => self.share(lease, stored.map(|stored| stored.number), saved(grant, start)).await,
            Err(failed) => self.give_back(lease, is_unspent(failed, renews)).await,
        }
        grant
    }

    /// A credential out of the store only: the login was refused, and nothing is asked for.
    pub(in crate::session) async fn look(&self, runtime: &dyn Runtime) -> Option<Grant<K>> {
        match self.store.load(&self.name).await {
            Ok(stored) => self.newer(runtime, stored.as_ref()),
            Err(error) => {
                alone::<K>(&error);
                None
            }
        }
    }

    /// The grant that the session starts with, once it is stored for all.
    async fn started(&self, runtime: &dyn Runtime, time: Duration) -> Option<Grant<K>> {
        let grant = match &*self.own() {
            Some(Own::Started(grant)) => grant.clone(),
            Some(Own::Alone(_) | Own::Resumed(..)) | None => return None,
        };
        let saved = saved(&grant, runtime.wall());
        let stored = loop {
            match self.store.acquire(&self.name, time, false).await {
                Ok(Some(Acquired { lease, .. })) => break self.put(lease, saved.as_ref()).await,
                Ok(None) => runtime.sleep(LOOK + jitter(LOOK)).await,
                Err(error) => break Err(error),
            }
        };
        *self.own() = None;
        if let Err(error) = stored {
            alone::<K>(&error);
            self.keep(saved);
        }
        Some(grant).filter(|grant| lives(grant, runtime))
    }

    /// The grant that the session goes on with, if it lives; once.
    fn resumed(&self, runtime: &dyn Runtime) -> Option<Grant<K>> {
        match &mut *self.own() {
            Some(Own::Resumed(grant, _)) => grant.take().filter(|grant| lives(grant, runtime)),
            Some(Own::Started(_) | Own::Alone(_)) | None => None,
        }
    }

    async fn turn(&self, runtime: &dyn Runtime, time: Duration, ways: Ways) -> Result<Turn<K>, StoreError> {
        let stored = self.store.load(&self.name).await?;
        if let Some(grant) = self.newer(runtime, stored.as_ref()) {
            return Ok(Turn::Have(grant));
        }
        let spends = ways.renews || ways.refreshes;
        let Some(acquired) = self.store.acquire(&self.name, time, spends).await? else { return Ok(Turn::Wait) };
        // Another may have finished between the look into the store and the lease.
        if let Some(grant) = self.newer(runtime, acquired.stored.as_ref()) {
            self.store.release(&self.name, acquired.lease, spends).await?;
            return Ok(Turn::Have(grant));
        }
        let mut resumed = None;
        let own = match &*self.own() {
            Some(Own::Alone(own)) => Some(own.clone()),
            Some(Own::Resumed(grant, token)) => {
                resumed = grant.clone().filter(|grant| lives(grant, runtime));
                let saved = resumed.as_ref().and_then(|grant| saved(grant, runtime.wall()));
                Some(Saved { refresh_token: token.clone(), ..saved.unwrap_or_default() })
            }
            Some(Own::Started(_)) | None => None,
        };
        let Some(own) = own else { return Ok(Turn::Ask(acquired)) };
        self.put(acquired.lease, Some(&own)).await?;
        *self.own() = None;
        Ok(resumed.map_or(Turn::Again, Turn::Have))
    }

    /// Stores what this process has, and returns the lease.
    async fn put(&self, lease: Lease, own: Option<&Saved>) -> Result<(), StoreError> {
        let Some(saved) = own else { return self.store.release(&self.name, lease, false).await };
        if self.store.save(&self.name, lease, None, saved).await? {
            self.known.store(lease.number, Ordering::Relaxed);
        }
        Ok(())
    }

    /// What the holder of the lease may send.
    fn allowed(&self, runtime: &dyn Runtime, ways: Ways, lease: Lease, stored: Option<&StoredToken>) -> Allowed {
        let Some(StoredToken { saved, number }) = stored else { return Allowed::default() };
        let is_known = *number == self.known.load(Ordering::Relaxed);
        Allowed {
            renews: ways.renews && is_known && lease.spent == 0,
            refresh_token: saved.refresh_token.clone().map(|token| Kept { token, sent: lease.spent }),
            is_over: saved.token.is_none() || saved.until.is_none_or(|end| end <= runtime.wall()),
            away: None,
        }
    }

    /// The credential in the store, if it is not the one that this process has, and lives.
    fn newer(&self, runtime: &dyn Runtime, stored: Option<&StoredToken>) -> Option<Grant<K>> {
        let StoredToken { saved: Saved { token, until, refresh_token }, number } = stored?.clone();
        if refresh_token.is_some() {
            // It is of the same login, or of a newer one, and may have been sent since.
            self.own().take_if(|own| matches!(own, Own::Resumed(..)));
        }
        if number <= self.known.load(Ordering::Relaxed) || until.is_some_and(|until| until <= runtime.wall()) {
            return None;
        }
        let credential = (self.make)(token?);
        debug!(scheme = K::SCHEME.name, "another process got the credential");
        self.known.store(number, Ordering::Relaxed);
        self.own().take_if(|own| matches!(own, Own::Alone(_)));
        Some(Grant { issued: Issued { credential, lifetime: Lifetime { until, within: None } }, refresh_token })
    }

    /// Stores what was obtained, for all, in place of the entry of the number `replaced`; gives the lease back in any
    /// case.
    async fn share(&self, lease: Lease, replaced: Option<u64>, saved: Option<Saved>) {
        let Some(saved) = saved else { return self.give_back(lease, false).await };
        match self.store.save(&self.name, lease, replaced, &saved).await {
            Ok(true) => self.known.store(lease.number, Ordering::Relaxed),
            Ok(false) => {}
            Err(error) => {
                alone::<K>(&error);
                self.keep(Some(saved));
            }
        }
    }

    async fn give_back(&self, lease: Lease, is_unspent: bool) {
        if let Err(error) = self.store.release(&self.name, lease, is_unspent).await {
            alone::<K>(&error);
        }
    }

    /// Keeps what could not be stored, to store it before its refresh token is sent.
    fn keep(&self, saved: Option<Saved>) {
        if let Some(saved) = saved.filter(|saved| saved.refresh_token.is_some()) {
            *self.own() = Some(Own::Alone(saved));
        }
    }

    /// Removes what this process has, also from the store.
    pub(in crate::session) async fn clear(&self) {
        *self.own() = None;
        if let Err(error) = self.store.remove(&self.name, self.known.load(Ordering::Relaxed)).await {
            alone::<K>(&error);
        }
    }

    fn own(&self) -> MutexGuard<'_, Option<Own<K>>> {
        self.own.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns true unless the end of the credential is known to be over.
fn lives<K>(grant: &Grant<K>, runtime: &dyn Runtime) -> bool {
    grant.issued.lifetime.until.is_none_or(|end| end > runtime.wall())
}

/// What is stored of a grant that was asked for at `start`, unless the credential has no text.
fn saved<K: Credential>(grant: &Grant<K>, start: SystemTime) -> Option<Saved> {
    let Grant { issued, refresh_token } = grant;
    // The same end that this process believes.
    let until = span(issued.lifetime, start).and_then(|span| start.checked_add(span.max(LEAST)));
    let token = Some(issued.credential.attachment().secret()?);
    Some(Saved { token, until, refresh_token: refresh_token.clone() })
}

/// Returns true if nothing that can be sent once was sent, or surely not processed.
fn is_unspent(failed: &Failed, renews: bool) -> bool {
    match failed.refreshed {
        Refreshed::Not => !renews,
        Refreshed::Unprocessed => true,
        Refreshed::Unknown | Refreshed::Refused => false,
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
