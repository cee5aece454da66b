//! `x-warded.issues` and `renews` at run time: a credential that logs in and renews itself.
//!
//! ```yaml
//! x-warded: { issues: { scheme: JWT, token: /token, expires: jwt } }
//! ```
//! A [`Session`] is a source for a slot of a client. It logs in when a credential is first needed, returns it until
//! it expires, renews it in the background before that, and logs in again after a 401. All waiting calls share the
//! result of one login, success or failure.

mod expiry;
mod failure;
mod flight;
mod grant;
mod log_in;
pub mod store;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use futures_core::future::BoxFuture;
use futures_util::FutureExt as _;
use secrecy::SecretString;

use crate::credential::{Credential, Scheme, Source, Supplied, Supply};
use crate::error::{BoxError, CredentialError};
use crate::response::Issued;
use crate::time::Runtime;
use failure::Failed;
pub use failure::LogInError;
use flight::Shared;
pub use grant::{Grant, RefreshToken};
use store::{Fleet, TokenStore};

/// Requests a credential; the argument is the live one if it is to be renewed.
type Ask<K, Input> = Box<dyn Fn(Input) -> BoxFuture<'static, Result<Issued<K>, Failed>> + Send + Sync>;

/// A credential that logs in and renews itself. Clones share it. It ends with the last of them, including those in
/// clients and in other sessions' logins, or when it is ended explicitly.
pub struct Session<K: Credential>(Arc<Shared<K>>);

/// Builds a [`Session`].
#[must_use]
pub struct SessionBuilder<K: Credential> {
    runtime: Arc<dyn Runtime>,
    log_in: Ask<K, ()>,
    renew: Option<Ask<K, K>>,
    fleet: Option<Fleet<K>>,
    policy: Policy,
}

/// The times of renewal and of the next attempt.
#[derive(Clone, Copy, Debug)]
struct Policy {
    margin: Duration,
    default_lifetime: Option<Duration>,
    first_pause: Duration,
    longest_pause: Duration,
    lease: Duration,
}

/// The session was ended, by a logout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionEnded;

impl<K: Credential> Session<K> {
    /// A session that gets its credentials from `log_in`. It uses the clock and tasks of the client:
    /// [`Core::runtime`](crate::Core::runtime).
    ///
    /// An error of type [`LogInError`] declares if the refusal is final; all other errors are taken to be transient.
    pub fn builder<F, Fut, E>(runtime: &Arc<dyn Runtime>, log_in: F) -> SessionBuilder<K>
    where
        F: Fn() -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Issued<K>, E>> + Send + 'static,
        E: Into<BoxError> + 'static,
    {
        SessionBuilder {
            runtime: Arc::clone(runtime),
            log_in: ask(move |()| log_in()),
            renew: None,
            fleet: None,
            policy: Policy {
                margin: Duration::from_secs(300),
                default_lifetime: Some(Duration::from_secs(3600)),
                first_pause: Duration::from_secs(1),
                longest_pause: Duration::from_secs(60),
                lease: Duration::from_secs(30),
            },
        }
    }

    /// The credential, after a login if there is no live one.
    ///
    /// # Errors
    /// If the login failed, or the session was ended.
    pub async fn credential(&self) -> Result<K, CredentialError> {
        self.0.wait().await.map(|held| held.credential.clone())
    }

    /// Discards the failure of the last login, for all clones: the next call that needs a credential logs in again,
    /// even if the failure was final or its pause is not over. Use it after a change of the login's input or
    /// permissions.
    pub fn try_again(&self) {
        self.0.try_again();
    }

    /// Ends the session, for all clones: it supplies no credential any more, and a login in progress has no effect.
    /// It drops everything that it held: the credential, the login with its password, and the session that the login
    /// used, if any.
    pub fn end(&self) {
        self.0.end();
    }
}

impl<K: Credential> SessionBuilder<K> {
    /// Renews the credential by this function while it is alive; if that fails, by a login.
    pub fn renew<F, Fut, E>(mut self, renew: F) -> Self
    where
        F: Fn(K) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Issued<K>, E>> + Send + 'static,
        E: Into<BoxError> + 'static,
    {
        self.renew = Some(ask(renew));
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
    /// final refusal (see [`LogInError`]) lasts at least 15 minutes. After a 401 for a credential that was acquired
    /// because of a 401, there is such a pause as well, in which calls end with their 401.
    pub fn pauses(mut self, first: Duration, longest: Duration) -> Self {
        self.policy.first_pause = first;
        self.policy.longest_pause = longest;
        self
    }

    /// Shares the credential with the sessions of other processes, under a name that identifies its owner: all
    /// sessions with this name must log in as the same user. `credential` makes a credential from a token, such as
    /// `Jwt::new`, or `|token| Jwt::with_roles(token, role::Client)`.
    pub fn store<F>(mut self, store: Arc<dyn TokenStore>, name: impl Into<String>, credential: F) -> Self
    where
        F: Fn(SecretString) -> K + Send + Sync + 'static,
    {
        self.fleet = Some(Fleet::new(store, name.into(), credential));
        self
    }

    /// Limits the time of a login for the whole fleet (default: 30 s). If the process dies during it, the others wait
    /// for this time. It has no effect without a store.
    pub fn lease(mut self, lease: Duration) -> Self {
        self.policy.lease = lease;
        self
    }

    /// Builds the session. Nothing is sent before a credential is needed.
    pub fn build(self) -> Session<K> {
        Session(Arc::new(Shared::new(self)))
    }
}

fn ask<K, Input, F, Fut, E>(function: F) -> Ask<K, Input>
where
    K: Credential,
    F: Fn(Input) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<Issued<K>, E>> + Send + 'static,
    E: Into<BoxError> + 'static,
{
    Box::new(move |input| {
        let asked = function(input);
        async move { asked.await.map_err(|error| Failed::new(K::SCHEME.name, error)) }.boxed()
    })
}

impl<K: Credential> Supply for Session<K> {
    fn scheme(&self) -> &'static Scheme {
        K::SCHEME
    }

    fn ready(&self) -> Option<Supplied> {
        self.0.live(|held| held.supplied())
    }

    fn supply(&self) -> BoxFuture<'_, Result<Supplied, CredentialError>> {
        self.0.wait().map(|held| held.map(|held| held.supplied())).boxed()
    }

    fn rejected(&self, generation: u64) -> bool {
        self.0.rejected(generation)
    }

    fn clear(&self) {
        self.0.end();
    }
}

impl<K: Credential> From<Session<K>> for Source<K> {
    fn from(session: Session<K>) -> Self {
        Self::of(Arc::new(session))
    }
}

impl<K: Credential> Clone for Session<K> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<K: Credential> fmt::Debug for Session<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("scheme", &K::SCHEME.name).finish_non_exhaustive()
    }
}

impl<K: Credential> fmt::Debug for SessionBuilder<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionBuilder").field("policy", &self.policy).finish_non_exhaustive()
    }
}

impl fmt::Display for SessionEnded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the session was ended")
    }
}

impl std::error::Error for SessionEnded {}
