//! The ways to obtain a credential, in their order: the refresh token, a renewal of the live one, a login.
//!
//! What can be sent once only, a refresh token or a grant of one use, is not sent again after an attempt whose outcome
//! is unknown.

use std::sync::atomic::{AtomicBool, Ordering};

use futures_core::future::BoxFuture;
use futures_util::FutureExt as _;
use secrecy::ExposeSecret as _;
use tracing::debug;

use super::failure::{Failed, LogInNeeded, Refreshed};
use super::flight::Held;
use super::grant::{Grant, RefreshToken};
use super::refresh::Turn;
use crate::credential::Credential;
use crate::error::{BoxError, CredentialError};

/// Requests a credential.
pub(super) type Ask<K, Input> = Box<dyn Fn(Input) -> BoxFuture<'static, Result<Grant<K>, Failed>> + Send + Sync>;

/// The ways to obtain credentials.
pub(super) struct Asks<K> {
    /// `None` if only a person can log in.
    pub(super) log_in: Option<LogIn<K>>,
    /// The argument is the live credential.
    pub(super) renew: Option<Ask<K, K>>,
    pub(super) refresh: Option<Ask<K, RefreshToken>>,
}

/// A login. Its argument is true if it must not be retried below this.
pub(super) struct LogIn<K> {
    pub(super) ask: Ask<K, bool>,
    /// It can be made once, as with an authorization code.
    pub(super) is_single: bool,
    /// It was made, or is being made.
    pub(super) is_used: AtomicBool,
}

/// What is known of the refresh token in an attempt.
pub(super) struct Refresh {
    pub(super) token: Option<RefreshToken>,
    pub(super) turn: Turn,
    /// The error with which the last one was lost.
    pub(super) why: Option<CredentialError>,
}

impl<K: Credential> Asks<K> {
    /// The next credential. `refused` is called at once when the refresh token was refused: what follows may be lost.
    pub(super) async fn ask(
        &self,
        renewed: Option<&Held<K>>,
        refresh: Refresh,
        refused: impl Fn(&CredentialError),
    ) -> Result<Grant<K>, Failed> {
        let Refresh { token, turn, mut why } = refresh;
        let mut refreshed = Refreshed::Not;
        let mut may_repeat = turn == Turn::Later;
        if let (Some(token), Some(ask)) = (token, self.refresh.as_ref().filter(|_| turn.is_now())) {
            match ask(token.clone()).await {
                Ok(grant) => return Ok(of_refresh(grant, token)),
                Err(failed) => match failed.verdict.refreshed() {
                    Refreshed::Unprocessed => return Err(Failed { refreshed: Refreshed::Unprocessed, ..failed }),
                    outcome @ (Refreshed::Not | Refreshed::Unknown | Refreshed::Refused) => {
                        debug!(scheme = K::SCHEME.name, ?outcome, "the refresh token is spent");
                        if outcome == Refreshed::Refused {
                            refused(&failed.error);
                        }
                        refreshed = outcome;
                        may_repeat = turn == (Turn::Now { may_repeat: true }) && outcome == Refreshed::Unknown;
                        why = Some(failed.error);
                    }
                },
            }
        }
        match self.ask_anew(renewed).await {
            Some(result) => result.map_err(|failed| Failed { refreshed, ..failed }),
            // It is sent once more later.
            None if may_repeat => Err(Failed { refreshed, ..Failed::passing(why.unwrap_or_else(needed::<K>)) }),
            None => Err(Failed { refreshed, ..Failed::log_in_needed::<K>(why) }),
        }
    }

    /// Without a refresh token; `None` if only a person can log in.
    async fn ask_anew(&self, renewed: Option<&Held<K>>) -> Option<Result<Grant<K>, Failed>> {
        if let (Some(renew), Some(held)) = (&self.renew, renewed) {
            match renew(held.credential.clone()).await {
                Ok(grant) => return Some(Ok(grant)),
                Err(Failed { verdict, .. }) => {
                    held.is_unrenewable.store(verdict.is_final, Ordering::Relaxed);
                    debug!(scheme = K::SCHEME.name, "a credential could not be renewed: logging in");
                }
            }
        }
        let log_in = self.log_in.as_ref()?;
        // Before it is sent: who is lost on the way may have sent it.
        if log_in.is_single && log_in.is_used.swap(true, Ordering::Relaxed) {
            return None;
        }
        let result = (log_in.ask)(log_in.is_single).await;
        if result.as_ref().is_err_and(|failed| failed.verdict.is_unprocessed) {
            log_in.is_used.store(false, Ordering::Relaxed);
        }
        Some(result)
    }
}

/// A grant by a refresh token, which goes on being valid if there is no new one (RFC 6749, section 6).
fn of_refresh<K>(grant: Grant<K>, sent: RefreshToken) -> Grant<K> {
    let new = grant.refresh_token.filter(|new| new.token().expose_secret() != sent.token().expose_secret());
    Grant { issued: grant.issued, refresh_token: Some(new.unwrap_or_else(|| sent.reusable(true))) }
}

fn needed<K: Credential>() -> CredentialError {
    CredentialError::source(K::SCHEME.name, LogInNeeded::default())
}

/// Any function that requests a credential.
pub(super) fn ask<K, Input, F, Fut, G, E>(function: F) -> Ask<K, Input>
where
    K: Credential,
    F: Fn(Input) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<G, E>> + Send + 'static,
    G: Into<Grant<K>> + 'static,
    E: Into<BoxError> + 'static,
{
    Box::new(move |input| {
        let asked = function(input);
        let grant = async move {
            match asked.await {
                Ok(grant) => Ok(grant.into()),
                Err(error) => Err(Failed::new(K::SCHEME.name, error)),
            }
        };
        grant.boxed()
    })
}
