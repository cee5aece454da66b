//! `x-warded.issues` and `renews`: a session made from the call that logs in.
//!
//! ```yaml
//! x-warded: { issues: { scheme: JWT, token: /token, expires: jwt } }
//! ```
//! A call that has not been sent holds everything that a login needs, including optional parameters and the
//! credentials of its client. The session sends it as often as it needs to.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use secrecy::ExposeSecret;

use super::asks::ask;
use super::{Grant, LogInError, RefreshToken, SessionBuilder};
use crate::credential::{Credential, Slot};
use crate::exchange::Retries;
use crate::request::Call;
use crate::response::{Issued, Issues, Operation};

/// The body of a login is a stream, which can be sent only once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct NotRepeatable;

/// A call that is sent repeatedly. It is in a lock, because bodies are not `Sync`.
struct Template<O>(Mutex<Call<O>>);

impl<O: Issues> Call<O> {
    /// Returns a session that logs in by this call when it needs a credential. Credentials that the call itself
    /// requires are those of its client.
    pub fn session(self) -> SessionBuilder<O::Credential> {
        let runtime = self.core().runtime().clone();
        let log_in = Template::new(self);
        SessionBuilder::new(&runtime, Some(ask(move |is_single| issue(log_in.call(), is_single))))
    }
}

impl<K: Credential> SessionBuilder<K> {
    /// Renews the credential by this call; if that fails, by a login. The call is sent with the live credential in
    /// place of its own one of that scheme, and with its other credentials.
    pub fn renew_by<O: Issues<Credential = K>>(self, call: Call<O>) -> Self {
        let renewal = Template::new(call);
        self.renew(move |live: K| {
            let live = Slot::held(live.into());
            issue(renewal.call().map(|call| call.renewed(&live)), false)
        })
    }

    /// Obtains the next credential by the call that this function makes with the refresh token:
    /// [`refresh`](Self::refresh). The call is sent without retries, whatever the client's policy.
    pub fn refresh_by<O: Issues<Credential = K>>(
        self,
        call: impl Fn(&RefreshToken) -> Call<O> + Send + Sync + 'static,
    ) -> Self {
        self.refresh(move |token: RefreshToken| issue(Ok(call(&token).kept()), true))
    }

    /// Same as [`refresh_by`](Self::refresh_by), by this call, to which `with` adds the text of the refresh token.
    #[doc(hidden)]
    pub fn refresh_by_call<O: Issues<Credential = K>>(
        self,
        call: Call<O>,
        with: impl Fn(Call<O>, &str) -> Call<O> + Send + Sync + 'static,
    ) -> Self {
        let refresh = Template::new(call);
        self.refresh(move |token: RefreshToken| {
            issue(refresh.call().map(|call| with(call, token.token().expose_secret()).kept()), true)
        })
    }
}

impl<O: Operation> Template<O> {
    fn new(call: Call<O>) -> Self {
        Self(Mutex::new(call.kept()))
    }

    fn call(&self) -> Result<Call<O>, NotRepeatable> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).again().ok_or(NotRepeatable)
    }
}

async fn issue<O: Issues>(
    call: Result<Call<O>, NotRepeatable>,
    is_single: bool,
) -> Result<Grant<O::Credential>, LogInError> {
    let call = call.map_err(|error| LogInError::passing(error).keeps_refresh_token())?;
    let call = if is_single { call.retries(Retries::none()) } else { call };
    let runtime = Arc::clone(call.core().runtime());
    let response = call.send().await?;
    let (reply, headers) = (response.body(), response.headers());
    let Issued { credential, lifetime } = O::issued(reply, headers)?;
    let refresh_token = O::refresh_token(reply, headers).map(|token| token.ending(headers, runtime.wall()));
    Ok(Grant { issued: Issued { credential, lifetime: lifetime.by_date(headers) }, refresh_token })
}

impl fmt::Display for NotRepeatable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body of the login is a stream, which a session can't send again")
    }
}

impl std::error::Error for NotRepeatable {}
