//! `x-warded.issues` and `renews` at run time: a credential that logs in by itself and stays alive.
//!
//! ```yaml
//! x-warded: { issues: { scheme: JWT, token: /token, expires: jwt } }
//! ```
//! A [`Session`] is a source for a slot of a client. It logs in when a credential is first needed, serves it while it
//! lives, gets the next one in the background before it ends, and logs in again after a 401. However many calls
//! wait, one login answers them all, whether it succeeds or fails.

mod expiry;
mod failure;
mod flight;
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
use store::{Fleet, TokenStore};

/// Asks for a credential, given the live one if it is to be renewed.
type Ask<K, Input> = Box<dyn Fn(Input) -> BoxFuture<'static, Result<Issued<K>, Failed>> + Send + Sync>;

/// A credential that logs in by itself and stays alive. Clones share it; it is over with the last of them, the ones in
/// clients and in other sessions' logins included, or when it is ended.
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

/// When to renew, and when to try again.
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
    /// A session that gets its credentials from `log_in`. Clock and tasks are those of the client:
    /// [`Core::runtime`](crate::Core::runtime).
    ///
    /// A function that fails with a [`LogInError`] says by it whether the refusal is final; all other errors are taken to
    /// pass.
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

    /// The credential, after a login if there is none that lives.
    ///
    /// # Errors
    /// If the login failed, or the session was ended.
    pub async fn credential(&self) -> Result<K, CredentialError> {
        self.0.wait().await.map(|held| held.credential.clone())
    }

    /// Forgets that the last login failed, for all clones: the next call that needs a credential makes another, even if
    /// the failure was final or its pause is not over. For whoever changed what the login is made with, or what it is
    /// allowed to do.
    pub fn try_again(&self) {
        self.0.try_again();
    }

    /// Ends the session, for all clones: no credential is supplied any more, and a login that is under way has no
    /// effect. It lets go of all that it held: the credential, the login with its password, and with that the session
    /// that the login was made with, if it was.
    pub fn end(&self) {
        self.0.end();
    }
}

impl<K: Credential> SessionBuilder<K> {
    /// Gets the next credential from the live one, while it lives; where that fails, by a login.
    pub fn renew<F, Fut, E>(mut self, renew: F) -> Self
    where
        F: Fn(K) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Issued<K>, E>> + Send + 'static,
        E: Into<BoxError> + 'static,
    {
        self.renew = Some(ask(renew));
        self
    }

    /// How long before its end a credential is renewed (default: 5 minutes), at most half its lifetime.
    pub fn margin(mut self, margin: Duration) -> Self {
        self.policy.margin = margin;
        self
    }

    /// How long a credential lives of which nothing else is known, such as a token whose claims are encrypted
    /// (default: 1 hour). `None`: until the server refuses it.
    pub fn default_lifetime(mut self, lifetime: impl Into<Option<Duration>>) -> Self {
        self.policy.default_lifetime = lifetime.into();
        self
    }

    /// The pause after a failure, doubled with each further one up to `longest` (default: 1 s up to 60 s).
    /// Meanwhile all callers get the failure at once. `Retry-After` of the answer can make it longer, up to a day, and a
    /// refusal that is final (see [`LogInError`]) is answered for at least 15 minutes. After a 401 with a credential that
    /// a 401 gave reason to get, there is such a pause too, in which calls end with their 401.
    pub fn pauses(mut self, first: Duration, longest: Duration) -> Self {
        self.policy.first_pause = first;
        self.policy.longest_pause = longest;
        self
    }

    /// Shares the credential with the sessions of other processes, under a name that says whose it is: all that use the
    /// name must log in as the same. `credential` makes one of a token, as `Jwt::new` does, or
    /// `|token| Jwt::with_roles(token, role::Client)`.
    pub fn store<F>(mut self, store: Arc<dyn TokenStore>, name: impl Into<String>, credential: F) -> Self
    where
        F: Fn(SecretString) -> K + Send + Sync + 'static,
    {
        self.fleet = Some(Fleet::new(store, name.into(), credential));
        self
    }

    /// How long a login for all may take (default: 30 s). If the process dies meanwhile, the others wait for so long.
    /// Without a store nobody waits, and it has no meaning.
    pub fn lease(mut self, lease: Duration) -> Self {
        self.policy.lease = lease;
        self
    }

    /// Builds it. Nothing is sent before a credential is needed.
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
