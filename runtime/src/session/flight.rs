//! The state that the clones of a session share: the live credential, and the one login in progress.

use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use arc_swap::ArcSwapOption;
use futures_core::future::BoxFuture;
use futures_util::FutureExt as _;
use tracing::debug;

use super::asks::{Asks, Refresh};
use super::change::Watch;
use super::expiry::{Expiry, Moment};
use super::failure::{Failed, Refreshed};
use super::policy::{Policy, Refusal};
use super::refresh::{Kept, Turn};
use super::store::{Allowed, Fleet, Ways};
use super::{Grant, Saved, SessionBuilder, SessionEnded};
use crate::credential::{Credential, Supplied};
use crate::error::CredentialError;
use crate::response::Issued;
use crate::time::Runtime;

type Outcome<K> = Result<Arc<Held<K>>, CredentialError>;
type Flight<K> = futures_util::future::Shared<BoxFuture<'static, Outcome<K>>>;
/// Gone with the last task that drives or awaits it, as when a runtime is shut down: then there is none under way.
type WeakFlight<K> = futures_util::future::WeakShared<BoxFuture<'static, Outcome<K>>>;

/// A credential that was had.
pub(super) struct Held<K> {
    pub(super) credential: K,
    generation: u64,
    expiry: Expiry,
    /// The millisecond of the monotonic clock from which on it may be renewed, once that is due: keeps calls off the
    /// lock while a renewal is under way or was just tried.
    renew_from: AtomicU64,
    /// The server refused to renew it, for good: what is left is a login.
    pub(super) is_unrenewable: AtomicBool,
}

pub(super) struct Shared<K: Credential> {
    /// Read by each call, without a lock. Written only with the lock of `state` held.
    live: ArcSwapOption<Held<K>>,
    state: Mutex<State<K>>,
    runtime: Arc<dyn Runtime>,
    fleet: Option<Fleet<K>>,
    watch: Option<Watch>,
    policy: Policy,
}

struct State<K> {
    /// `None` once the session was ended: with it go the password, and the session that a login was made with.
    asks: Option<Arc<Asks<K>>>,
    /// Of the newest credential.
    generation: u64,
    refresh_token: Option<Kept>,
    /// The error with which the last refresh token was lost.
    lost: Option<CredentialError>,
    flight: Option<WeakFlight<K>>,
    failure: Option<Failure>,
    refusal: Option<Refusal>,
}

/// The last attempt failed; until the pause is over it answers all callers.
struct Failure {
    error: CredentialError,
    times: u32,
    until: Duration,
    /// Until then there is no login, as after a final refusal. With a store the pause is over earlier: what another process
    /// gets is taken.
    barred_until: Duration,
}

impl Failure {
    fn so_far(&self) -> (u32, Duration) {
        (self.times, self.barred_until)
    }
}

impl<K> State<K> {
    /// Drops a refresh token that is never sent again.
    fn lose_refresh_token(&mut self, error: &CredentialError) {
        let needed = error.log_in_needed().map(|needed| needed.why.clone());
        self.lost = needed.unwrap_or_else(|| Some(error.clone()));
        self.refresh_token = None;
    }
}

impl<K: Credential> Held<K> {
    pub(super) fn new(credential: K, generation: u64, expiry: Expiry) -> Self {
        let (renew_from, is_unrenewable) = (AtomicU64::new(0), AtomicBool::new(false));
        Self { credential, generation, expiry, renew_from, is_unrenewable }
    }

    pub(super) fn is_over(&self, now: &Moment) -> bool {
        self.expiry.is_over(now)
    }

    pub(super) fn supplied(&self) -> Supplied {
        Supplied { attachment: Arc::clone(self.credential.attachment()), generation: self.generation }
    }
}

impl<K: Credential> Shared<K> {
    pub(super) fn new(builder: SessionBuilder<K>) -> Self {
        let SessionBuilder { runtime, log_in, renew, refresh, refresh_token, first, fleet, watch, policy, .. } =
            builder;
        let asks = Some(Arc::new(Asks { log_in, renew, refresh }));
        let (generation, live) = match &fleet {
            None => (u64::from(first.is_some()), first.and_then(|first| first.held(&*runtime, &policy))),
            // Stored before it is used.
            Some(fleet) => {
                match first {
                    Some(first) if !first.is_saved => fleet.start(first.grant(refresh_token.clone())),
                    first => fleet.resume(first.map(|first| first.grant(refresh_token.clone())), refresh_token.clone()),
                }
                (0, None)
            }
        };
        let refresh_token = refresh_token.map(Kept::new);
        let state = State { asks, generation, refresh_token, lost: None, flight: None, failure: None, refusal: None };
        Self { live: ArcSwapOption::new(live.map(Arc::new)), state: Mutex::new(state), runtime, fleet, watch, policy }
    }

    /// Applies `read` to the credential if it is alive; starts to renew it if it is due.
    pub(super) fn live<T>(self: &Arc<Self>, read: impl FnOnce(&Arc<Held<K>>) -> T) -> Option<T> {
        let live = self.live.load();
        let held = live.as_ref()?;
        let now = Moment::now(&*self.runtime);
        if held.is_over(&now) {
            return None;
        }
        if held.expiry.is_due(&now) && millis(now.monotonic) >= held.renew_from.load(Ordering::Relaxed) {
            self.renew_ahead(held, now);
        }
        Some(read(held))
    }

    /// The credential, waiting for the login that is under way or starting one.
    pub(super) fn wait(self: &Arc<Self>) -> BoxFuture<'static, Outcome<K>> {
        if let Some(held) = self.live(Arc::clone) {
            return std::future::ready(Ok(held)).boxed();
        }
        // Whoever waits may be the one who drives the login.
        if let Err(error) = self.runtime.check() {
            return std::future::ready(Err(CredentialError::source(K::SCHEME.name, error))).boxed();
        }
        let mut state = self.lock();
        let Some(asks) = state.asks.clone() else { return std::future::ready(Err(ended::<K>())).boxed() };
        // Another may have finished between the look without the lock and this one.
        let now = Moment::now(&*self.runtime);
        if let Some(held) = self.live.load_full().filter(|held| !held.is_over(&now)) {
            return std::future::ready(Ok(held)).boxed();
        }
        if let Some(flight) = state.flight.as_ref().and_then(WeakFlight::upgrade) {
            return flight.boxed();
        }
        match state.failure.as_ref().filter(|failure| now.monotonic < failure.until) {
            Some(failure) => std::future::ready(Err(failure.error.clone())).boxed(),
            None => {
                let flight = self.depart(&mut state, asks, None);
                drop(state);
                self.launch(flight.clone());
                flight.boxed()
            }
        }
    }

    /// Drops the credential if it is of this generation; whether there may be another.
    pub(super) fn rejected(&self, generation: u64) -> bool {
        let mut state = self.lock();
        if self.live.load().as_ref().is_some_and(|held| held.generation == generation) {
            let now = self.runtime.monotonic();
            if state.refusal.as_ref().is_some_and(|refusal| now < refusal.until) {
                debug!(scheme = K::SCHEME.name, "the server refuses even new credentials: pausing");
                return false;
            }
            debug!(scheme = K::SCHEME.name, "the server refused the session's credential");
            state.refusal = Some(self.policy.refusal(state.refusal.as_ref(), now));
            self.live.store(None);
        }
        state.asks.is_some()
    }

    /// Forgets the last failure, and how long it was to answer.
    pub(super) fn try_again(&self) {
        let mut state = self.lock();
        state.failure = None;
        if let Some(held) = &*self.live.load() {
            held.renew_from.store(0, Ordering::Relaxed);
            held.is_unrenewable.store(false, Ordering::Relaxed);
        }
    }

    pub(super) fn end(self: &Arc<Self>) {
        let mut state = self.lock();
        let asks = state.asks.take();
        (state.refresh_token, state.lost) = (None, None);
        state.failure = None;
        state.flight = None;
        self.live.store(None);
        // Before what the asks hold is dropped: that is the caller's, and may end other sessions.
        drop(state);
        if self.fleet.is_some() && asks.is_some() {
            let shared = Arc::clone(self);
            self.runtime.spawn(async move { shared.clear_if_ended().await }.boxed());
        }
    }

    /// Empties the store once the session was ended, also of what an attempt has stored since.
    async fn clear_if_ended(&self) {
        if let Some(fleet) = self.fleet.as_ref().filter(|_| self.lock().asks.is_none()) {
            fleet.clear().await;
        }
    }

    /// Renews a live credential in the background, unless an attempt is under way or has just failed.
    fn renew_ahead(self: &Arc<Self>, held: &Arc<Held<K>>, now: Moment) {
        let mut state = self.lock();
        let Some(asks) = state.asks.clone().filter(|_| state.generation == held.generation) else { return };
        let failure = state.failure.as_ref().filter(|failure| now.monotonic < failure.until);
        // A renewal that is lost with the runtime that drove it is noticed after the longest pause.
        let until = failure.map_or(now.monotonic.saturating_add(self.policy.longest_pause), |failure| failure.until);
        held.renew_from.store(millis(until), Ordering::Relaxed);
        if failure.is_some() || state.flight.as_ref().and_then(WeakFlight::upgrade).is_some() {
            return;
        }
        let flight = self.depart(&mut state, asks, Some(Arc::clone(held)));
        drop(state);
        self.launch(flight);
    }

    /// The one attempt, which those who wait from now on share.
    fn depart(self: &Arc<Self>, state: &mut State<K>, asks: Arc<Asks<K>>, renewed: Option<Arc<Held<K>>>) -> Flight<K> {
        let shared = Arc::clone(self);
        let asked = Moment::now(&*self.runtime);
        let barred = state.failure.as_ref().filter(|failure| asked.monotonic < failure.barred_until);
        let barred = barred.map(|failure| failure.error.clone());
        let flight = async move {
            let attempt = async {
                match barred {
                    Some(error) => shared.look(error).await,
                    None => shared.attempt(&asks, renewed.as_deref()).await,
                }
            };
            let attempt = AssertUnwindSafe(attempt).catch_unwind().await;
            let grant = attempt.unwrap_or_else(|_| Err(Failed::new(K::SCHEME.name, "the login panicked")));
            let outcome = shared.settle(grant, asked, renewed);
            shared.tell();
            shared.clear_if_ended().await;
            outcome
        };
        let flight = flight.boxed().shared();
        state.flight = flight.downgrade();
        flight
    }

    /// Makes the attempt a task of its own: it goes on whoever stops waiting for it.
    fn launch(&self, flight: Flight<K>) {
        self.runtime.spawn(flight.map(drop).boxed());
    }

    async fn attempt(&self, asks: &Asks<K>, renewed: Option<&Held<K>>) -> Result<Grant<K>, Failed> {
        let renewed = renewed.filter(|held| asks.renew.is_some() && !held.is_unrenewable.load(Ordering::Relaxed));
        let refused = |error: &CredentialError| self.lock().lose_refresh_token(error);
        let Some(fleet) = &self.fleet else {
            return asks.ask(renewed, self.take_refresh_token(asks), refused).await;
        };
        let (runtime, lease) = (&*self.runtime, self.policy.lease);
        let ways = Ways { renews: renewed.is_some(), refreshes: asks.refresh.is_some() };
        let ask = |allowed: Allowed| {
            let renewed = renewed.filter(|_| allowed.renews);
            asks.ask(renewed, self.take_stored_refresh_token(asks, allowed), refused)
        };
        fleet.attempt(runtime, lease, ways, ask).await
    }

    /// The refresh token, which is spent from now on.
    fn take_refresh_token(&self, asks: &Asks<K>) -> Refresh {
        let now = Moment::now(&*self.runtime);
        let is_over = self.live.load().as_ref().is_none_or(|held| held.is_over(&now));
        self.take(&mut self.lock(), asks, is_over)
    }

    /// The refresh token out of the store.
    fn take_stored_refresh_token(&self, asks: &Asks<K>, allowed: Allowed) -> Refresh {
        if let Some(error) = allowed.away {
            let why = Some(CredentialError::source(K::SCHEME.name, error));
            return Refresh { token: None, turn: Turn::Later, why };
        }
        let mut state = self.lock();
        state.refresh_token = allowed.refresh_token;
        self.take(&mut state, asks, allowed.is_over)
    }

    fn take(&self, state: &mut State<K>, asks: &Asks<K>, is_over: bool) -> Refresh {
        let why = state.lost.clone();
        let Some(kept) = state.refresh_token.as_mut().filter(|_| asks.refresh.is_some()) else {
            return Refresh { token: None, turn: Turn::Never, why };
        };
        let turn = kept.turn(is_over, &self.policy, self.runtime.wall());
        kept.sent += u32::from(turn.is_now());
        Refresh { token: Some(kept.token.clone()), turn, why }
    }

    /// The credential that another process of the fleet obtained, for a process that may not log in itself.
    async fn look(&self, error: CredentialError) -> Result<Grant<K>, Failed> {
        let found = match &self.fleet {
            Some(fleet) => fleet.look(&*self.runtime).await,
            None => None,
        };
        found.ok_or_else(|| Failed::passing(error))
    }

    /// Keeps what an attempt gave, unless the session was ended meanwhile.
    fn settle(&self, grant: Result<Grant<K>, Failed>, asked: Moment, renewed: Option<Arc<Held<K>>>) -> Outcome<K> {
        let mut state = self.lock();
        if state.asks.is_none() {
            return Err(ended::<K>());
        }
        state.flight = None;
        match grant {
            Ok(Grant { issued: Issued { credential, lifetime }, refresh_token }) => {
                state.generation += 1;
                // A login that succeeds is made when nothing bars it; what the fleet gave is no reason to try one earlier.
                let now = self.runtime.monotonic();
                let is_barred = |failure: &Failure| now < failure.barred_until;
                state.failure = state.failure.take().filter(is_barred).map(|failure| Failure { until: now, ..failure });
                (state.refresh_token, state.lost) = (refresh_token.map(Kept::new), None);
                let expiry = Expiry::of(lifetime, asked, Moment::now(&*self.runtime), &self.policy);
                let held = Arc::new(Held::new(credential, state.generation, expiry));
                self.live.store(Some(Arc::clone(&held)));
                Ok(held)
            }
            Err(failed) => {
                let error = failed.error.clone();
                let until = self.fail(&mut state, failed);
                if let Some(held) = renewed {
                    held.renew_from.store(millis(until), Ordering::Relaxed);
                }
                Err(error)
            }
        }
    }

    /// Notes a failure; the end of its pause.
    fn fail(&self, state: &mut State<K>, failed: Failed) -> Duration {
        let Failed { error, verdict, refreshed } = failed;
        let (times, barred) = state.failure.as_ref().map_or_else(Default::default, Failure::so_far);
        let (times, now) = (times.saturating_add(1), self.runtime.monotonic());
        let barred_until = now.saturating_add(verdict.pause(self.runtime.wall())).max(barred);
        debug!(scheme = K::SCHEME.name, is_final = verdict.is_final, times, "the login failed");
        let pause = now.saturating_add(self.policy.pause(times));
        let until = if self.fleet.is_some() { pause } else { pause.max(barred_until) };
        match &mut state.refresh_token {
            Some(kept) if refreshed == Refreshed::Unprocessed => kept.sent = kept.sent.saturating_sub(1),
            Some(kept) if kept.is_lost(&self.policy, &*self.runtime) => state.lose_refresh_token(&error),
            Some(_) | None => {}
        }
        state.failure = Some(Failure { error, times, until, barred_until });
        until
    }

    /// What the session holds, to be saved.
    pub(super) fn saved(&self) -> Saved {
        let refresh_token = self.lock().refresh_token.clone();
        let refresh_token = refresh_token.filter(|kept| !kept.is_lost(&self.policy, &*self.runtime));
        let (live, now) = (self.live.load_full(), Moment::now(&*self.runtime));
        let live = live.filter(|held| !held.is_over(&now));
        let token = live.as_ref().and_then(|held| held.credential.attachment().secret());
        let until = live.and_then(|held| held.expiry.end());
        Saved { token, until, refresh_token: refresh_token.map(|kept| kept.token) }
    }

    /// Tells the program that there is something to save, if it wants to know; not after it ended the session.
    pub(super) fn tell(&self) {
        if let Some(watch) = self.watch.as_ref().filter(|_| self.lock().asks.is_some()) {
            watch.changed(K::SCHEME.name, || self.saved());
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<K>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Rounded up, so that what waits for it does not come too early.
fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_nanos().div_ceil(1_000_000)).unwrap_or(u64::MAX)
}

fn ended<K: Credential>() -> CredentialError {
    CredentialError::source(K::SCHEME.name, SessionEnded)
}
