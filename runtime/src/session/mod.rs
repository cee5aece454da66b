//! `x-warded.issues` and `renews` at run time: a credential that logs in and renews itself.
//!
//! ```yaml
//! x-warded: { issues: { scheme: JWT, token: /token, expires: jwt } }
//! ```
//! A [`Session`] is a source for a slot of a client. It logs in when a credential is first needed, returns it until
//! it expires, renews it in the background before that, and logs in again after a 401. All waiting calls share the
//! result of one login, success or failure.
//!
//! A login may give a refresh token as well ([`Grant`]). Then the next credential is obtained by that, also after the
//! end of the last one, and a session needs no login of its own: [`Session::resumed`].

mod asks;
mod builder;
mod change;
mod command;
mod expiry;
mod failure;
mod flight;
mod grant;
mod group;
mod log_in;
mod policy;
mod refresh;
pub mod store;

use std::fmt;
use std::sync::Arc;

use futures_core::future::BoxFuture;
use futures_util::FutureExt as _;

use crate::credential::{Credential, Scheme, Source, Supplied, Supply};
use crate::error::{BoxError, CredentialError};
use crate::time::Runtime;
use asks::ask;
pub use builder::SessionBuilder;
#[cfg(feature = "oauth2")]
pub(crate) use failure::passes;
pub use failure::{LogInError, LogInNeeded};
use flight::Shared;
pub use grant::{Grant, RefreshToken, Saved};
pub use group::{Beside, GroupBuilder, SessionGroup};

/// A credential that logs in and renews itself. Clones share it. It ends with the last of them, including those in
/// clients and in other sessions' logins, or when it is ended explicitly.
pub struct Session<K: Credential>(Arc<Shared<K>>);

/// The session was ended, by a logout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionEnded;

impl<K: Credential> Session<K> {
    /// A session that gets its credentials from `log_in`: an [`Issued`](crate::Issued) credential, or a [`Grant`]. It uses
    /// the clock and tasks of the client: [`Core::runtime`](crate::Core::runtime).
    ///
    /// An error of type [`LogInError`] declares if the refusal is final; all other errors are taken to be transient.
    pub fn builder<F, Fut, G, E>(runtime: &Arc<dyn Runtime>, log_in: F) -> SessionBuilder<K>
    where
        F: Fn() -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<G, E>> + Send + 'static,
        G: Into<Grant<K>> + 'static,
        E: Into<BoxError> + 'static,
    {
        SessionBuilder::new(runtime, Some(ask(move |_| log_in())))
    }

    /// A session that only a person can log in: it starts with what that gave, and goes on by its refresh token. When
    /// that is lost, the error is [`LogInNeeded`].
    ///
    /// ```
    /// # use std::sync::Arc;
    /// use warded::session::{Grant, LogInError, RefreshToken, Saved, Session};
    ///
    /// # async fn ask<K>(token: RefreshToken) -> Result<Grant<K>, LogInError> { unimplemented!() }
    /// # fn save(saved: &Saved) {}
    /// # fn example<K: warded::Credential>(runtime: &Arc<dyn warded::Runtime>, grant: Grant<K>) {
    /// let session: Session<K> = Session::resumed(runtime).starting_with(grant).refresh(ask).on_change(save).build();
    /// # }
    /// ```
    pub fn resumed(runtime: &Arc<dyn Runtime>) -> SessionBuilder<K> {
        SessionBuilder::new(runtime, None)
    }

    /// The credential, after a login if there is no live one.
    ///
    /// # Errors
    /// If the login failed, or the session was ended.
    pub async fn credential(&self) -> Result<K, CredentialError> {
        self.0.wait().await.map(|held| held.credential.clone())
    }

    /// What the session holds, for the program to save: the live token, and the refresh token, unless that is spent.
    /// Empty after the session's end.
    #[must_use]
    pub fn saved(&self) -> Saved {
        self.0.saved()
    }

    /// The refresh token, unless there is none or it is spent.
    #[must_use]
    pub fn refresh_token(&self) -> Option<RefreshToken> {
        self.saved().refresh_token
    }

    /// Discards the failure of the last login, for all clones: the next call that needs a credential logs in again,
    /// even if the failure was final or its pause is not over. Use it after a change of the login's input or
    /// permissions. A refresh token that is spent stays spent.
    pub fn try_again(&self) {
        self.0.try_again();
    }

    /// Ends the session, for all clones: it supplies no credential any more, and a login in progress has no effect.
    /// It drops everything that it held: the credential, the refresh token, the login with its password, and the session
    /// that the login used, if any.
    pub fn end(&self) {
        self.0.end();
    }
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

    fn login(&self) -> Option<usize> {
        Some(Arc::as_ptr(&self.0).addr())
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

impl fmt::Display for SessionEnded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the session was ended")
    }
}

impl std::error::Error for SessionEnded {}
