//! Builds a session: the ways to obtain its credentials, what it starts with, and its times.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use secrecy::SecretString;

use super::Session;
use super::asks::{Ask, LogIn, ask};
use super::change::Watch;
use super::expiry::{Expiry, Moment};
use super::flight::{Held, Shared};
use super::grant::{Grant, RefreshToken, Saved};
use super::policy::Policy;
use super::store::{Fleet, TokenStore};
use crate::credential::Credential;
use crate::error::BoxError;
use crate::response::{Issued, Lifetime};
use crate::time::Runtime;

/// Builds a [`Session`].
#[must_use]
pub struct SessionBuilder<K: Credential> {
    pub(super) runtime: Arc<dyn Runtime>,
    pub(super) log_in: Option<LogIn<K>>,
    pub(super) renew: Option<Ask<K, K>>,
    pub(super) refresh: Option<Ask<K, RefreshToken>>,
    pub(super) refresh_token: Option<RefreshToken>,
    pub(super) first: Option<First<K>>,
    pub(super) fleet: Option<Fleet<K>>,
    /// Added to the name of the entry in a store.
    variant: String,
    pub(super) watch: Option<Watch>,
    pub(super) policy: Policy,
}

/// The credential that a session starts with.
pub(super) struct First<K> {
    pub(super) issued: Issued<K>,
    pub(super) asked: Moment,
    /// Of an earlier session, and not of a login that was just made.
    pub(super) is_saved: bool,
}

impl<K: Credential> SessionBuilder<K> {
    pub(super) fn new(runtime: &Arc<dyn Runtime>, log_in: Option<Ask<K, bool>>) -> Self {
        Self {
            runtime: Arc::clone(runtime),
            log_in: log_in.map(|ask| LogIn { ask, is_single: false, is_used: AtomicBool::new(false) }),
            renew: None,
            refresh: None,
            refresh_token: None,
            first: None,
            fleet: None,
            variant: String::new(),
            watch: None,
            policy: Policy::default(),
        }
    }

    /// Renews the credential by this function while it is alive; if that fails, by a login.
    pub fn renew<F, Fut, G, E>(mut self, renew: F) -> Self
    where
        F: Fn(K) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<G, E>> + Send + 'static,
        G: Into<Grant<K>> + 'static,
        E: Into<BoxError> + 'static,
    {
        self.renew = Some(ask(renew));
        self
    }

    /// Obtains the next credential by the refresh token that the last one came with, also after its end; before a
    /// renewal, and before a login. The grant's own refresh token replaces it, if there is one.
    ///
    /// A refresh token is sent once: after an error that is no [`LogInError`](super::LogInError), or one that
    /// [spends](super::LogInError::is_refresh_token_spent) it, what is left is a login, or
    /// [`LogInNeeded`](super::LogInNeeded). The function must not send it twice either.
    pub fn refresh<F, Fut, G, E>(mut self, refresh: F) -> Self
    where
        F: Fn(RefreshToken) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<G, E>> + Send + 'static,
        G: Into<Grant<K>> + 'static,
        E: Into<BoxError> + 'static,
    {
        self.refresh = Some(ask(refresh));
        self
    }

    /// Goes on with a refresh token that was saved. With a [store](Self::store), what that has goes before it.
    pub fn refresh_token(mut self, token: RefreshToken) -> Self {
        self.refresh_token = Some(token);
        self
    }

    /// Goes on with what was saved of an earlier session. A credential that has ended is ignored. With a
    /// [store](Self::store), what that has goes before it.
    pub fn resuming(self, saved: impl Into<Grant<K>>) -> Self {
        self.beginning(saved.into(), true)
    }

    /// Starts with what a login just gave. With a [store](Self::store), it replaces what is stored.
    pub fn starting_with(self, grant: impl Into<Grant<K>>) -> Self {
        self.beginning(grant.into(), false)
    }

    fn beginning(mut self, grant: Grant<K>, is_saved: bool) -> Self {
        let Grant { issued, refresh_token } = grant;
        self.first = Some(First { issued, asked: Moment::now(&*self.runtime), is_saved });
        self.refresh_token = refresh_token.or(self.refresh_token);
        self
    }

    /// Makes the login once, as a server accepts an authorization code once: not again after it was sent, unless the
    /// server certainly did not process it. What is left then is the refresh token, or
    /// [`LogInNeeded`](super::LogInNeeded).
    pub fn once(mut self) -> Self {
        if let Some(log_in) = &mut self.log_in {
            log_in.is_single = true;
        }
        self
    }

    /// Sends a refresh token once more if the outcome of the first time is unknown, for example as the reply was lost:
    /// after the end of the access token, when nobody has anything to lose. (Default: it is not sent again, because a
    /// server that rotates refresh tokens treats that as theft, and ends all that came of the same login. A server that
    /// was seen not to rotate them gets it again in any case.)
    pub fn resend_refresh_token(mut self) -> Self {
        self.policy.resends = true;
        self
    }

    /// Calls this function whenever what is to be saved has changed: after each new credential, and when the refresh
    /// token is lost. [`build`](Self::build) calls it for what the session [starts with](Self::starting_with).
    ///
    /// Those who wait for the credential wait for the function too. It is not called twice at a time, and may use the
    /// session. Panics in it are logged and have no other effect. A program that is killed in the middle of a refresh has
    /// saved a token that is spent by then: a [store](Self::store) also knows this.
    pub fn on_change(mut self, tell: impl Fn(&Saved) + Send + Sync + 'static) -> Self {
        self.watch = Some(Watch::new(tell));
        self
    }

    /// Sets the time before its expiry at which a credential is renewed (default: 5 minutes), at most half its
    /// lifetime.
    pub fn margin(mut self, margin: Duration) -> Self {
        self.policy.margin = margin;
        self
    }

    /// Sets the lifetime of credentials whose expiry is unknown, such as a token whose claims are encrypted (default:
    /// 1 hour). `None`: until the server refuses it.
    pub fn default_lifetime(mut self, lifetime: impl Into<Option<Duration>>) -> Self {
        self.policy.default_lifetime = lifetime.into();
        self
    }

    /// Sets the pause after a failure, which doubles with each further failure up to `longest` (default: 1 s up to 60
    /// s). During the pause all callers get the failure at once. `Retry-After` can extend it, up to a day, and a
    /// final refusal (see [`LogInError`](super::LogInError)) lasts at least 15 minutes. After a 401 for a credential that was acquired
    /// because of a 401, there is such a pause as well, in which calls end with their 401.
    pub fn pauses(mut self, first: Duration, longest: Duration) -> Self {
        self.policy.first_pause = first;
        self.policy.longest_pause = longest;
        self
    }

    /// Shares the credential with the sessions of other processes, under a name that identifies its owner: all
    /// sessions with this name must log in as the same user. `credential` makes a credential from a token, such as
    /// `Jwt::new`, or `|token| Jwt::with_roles(token, role::Client)`. Logins by OAuth with other scopes have an entry of their
    /// own under the same name.
    pub fn store<F>(mut self, store: Arc<dyn TokenStore>, name: impl Into<String>, credential: F) -> Self
    where
        F: Fn(SecretString) -> K + Send + Sync + 'static,
    {
        self.fleet = Some(Fleet::new(store, name.into() + &self.variant, credential));
        self
    }

    /// Keeps the credential apart in a store from those of other variants: it does not stand for them.
    #[cfg(feature = "oauth2")]
    pub(crate) fn variant(mut self, variant: String) -> Self {
        self.variant = variant;
        self
    }

    /// Limits the time of a login for the whole fleet (default: 30 s); a refresh may take twice as long. If the process dies during it, the others wait
    /// for this time. It has no effect without a store.
    pub fn lease(mut self, lease: Duration) -> Self {
        self.policy.lease = lease;
        self
    }

    /// Builds the session. Nothing is sent before a credential is needed.
    pub fn build(self) -> Session<K> {
        // With a store it is told when it is stored.
        let starts = self.fleet.is_none() && self.first.as_ref().is_some_and(|first| !first.is_saved);
        let session = Session(Arc::new(Shared::new(self)));
        if starts {
            session.0.tell();
        }
        session
    }
}

impl<K: Credential> First<K> {
    /// The credential, unless it is over.
    pub(super) fn held(self, runtime: &dyn Runtime, policy: &Policy) -> Option<Held<K>> {
        let Self { issued: Issued { credential, lifetime }, asked, .. } = self;
        if lifetime.until.is_some_and(|end| end <= asked.wall) {
            return None;
        }
        let expiry = Expiry::of(lifetime, asked, asked, policy);
        Some(Held::new(credential, 1, expiry)).filter(|held| !held.is_over(&Moment::now(runtime)))
    }

    /// The same as a grant, with its end by the wall clock.
    pub(super) fn grant(self, refresh_token: Option<RefreshToken>) -> Grant<K> {
        let Self { issued: Issued { credential, lifetime }, asked, .. } = self;
        let lifetime = Lifetime { until: lifetime.end(asked.wall), within: None };
        Grant { issued: Issued { credential, lifetime }, refresh_token }
    }
}

impl<K: Credential> fmt::Debug for SessionBuilder<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionBuilder").field("policy", &self.policy).finish_non_exhaustive()
    }
}
