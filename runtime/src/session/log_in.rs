//! `x-warded.issues` and `renews`: a session made from the call that logs in.
//!
//! ```yaml
//! x-warded: { issues: { scheme: JWT, token: /token, expires: jwt } }
//! ```
//! A call that has not been sent holds everything that a login needs, including optional parameters and the
//! credentials of its client. The session sends it as often as it needs to.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use super::{LogInError, Session, SessionBuilder};
use crate::credential::{Credential, Slot};
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
        Session::builder(&runtime, move || issue(log_in.call()))
    }
}

impl<K: Credential> SessionBuilder<K> {
    /// Renews the credential by this call; if that fails, by a login. The call is sent with the live credential in
    /// place of its own one of that scheme, and with its other credentials.
    pub fn renew_by<O: Issues<Credential = K>>(self, call: Call<O>) -> Self {
        let renewal = Template::new(call);
        self.renew(move |live: K| {
            let live = Slot::held(live.into());
            issue(renewal.call().map(|call| call.renewed(&live)))
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

async fn issue<O: Issues>(call: Result<Call<O>, NotRepeatable>) -> Result<Issued<O::Credential>, LogInError> {
    let response = call.map_err(LogInError::passing)?.send().await?;
    let Issued { credential, lifetime } = O::issued(response.body())?;
    Ok(Issued { credential, lifetime: lifetime.by_date(response.headers()) })
}

impl fmt::Display for NotRepeatable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body of the login is a stream, which a session can't send again")
    }
}

impl std::error::Error for NotRepeatable {}
