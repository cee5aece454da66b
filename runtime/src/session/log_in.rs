//! `x-warded.issues` and `renews`: a session out of the call that logs in.
//!
//! ```yaml
//! x-warded: { issues: { scheme: JWT, token: /token, expires: jwt } }
//! ```
//! A call that was not sent yet holds all that a login needs, optional parameters and the credentials of the client
//! that made it included. The session sends it as often as it needs to.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use super::{LogInError, Session, SessionBuilder};
use crate::credential::{Credential, Slot};
use crate::request::Call;
use crate::response::{Issued, Issues, Operation};

/// A login's body is a stream, which can be sent once only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct NotRepeatable;

/// A call that is made again and again. Behind a lock, for bodies are not `Sync`.
struct Template<O>(Mutex<Call<O>>);

impl<O: Issues> Call<O> {
    /// A session that logs in by this call whenever it needs to. What the call itself needs for that comes from the
    /// client that made it.
    pub fn session(self) -> SessionBuilder<O::Credential> {
        let runtime = self.core().runtime().clone();
        let log_in = Template::new(self);
        Session::builder(&runtime, move || issue(log_in.call()))
    }
}

impl<K: Credential> SessionBuilder<K> {
    /// Gets the next credential by this call; where that fails, by a login. It is made with the live credential in place of
    /// the one of its scheme that it was made with, and with all else that it carries.
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
