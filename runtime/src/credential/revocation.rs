//! `x-warded.revokes`: a call that revokes the client's own credential.
//!
//! ```yaml
//! x-warded: { revokes: JWT }
//! ```
//! The generated method takes the client by value, so that nothing can be called with the credential afterwards.

use std::fmt;
use std::sync::Arc;

use futures_core::future::BoxFuture;
use futures_util::FutureExt as _;

use super::Supply;

/// A call that revokes the client's credential; `.await` sends it.
///
/// After a success the source of the credential is cleared, for clones of the client too, and the client is returned
/// without it. After a failure the credential may still be valid: clone the client first for another attempt.
#[must_use = "a call does nothing until it is awaited"]
pub struct Revocation<L, C> {
    call: L,
    source: Option<Arc<dyn Supply>>,
    client: C,
}

/// The client that is left after a credential was revoked, and the server's response.
#[derive(Clone, Debug)]
pub struct Revoked<C, R> {
    /// The client without the credential.
    pub client: C,
    /// The server's response.
    pub response: R,
}

impl<L, C> Revocation<L, C> {
    /// The call, the provider of the credential that it revokes, and the client without it.
    pub const fn new(call: L, source: Option<Arc<dyn Supply>>, client: C) -> Self {
        Self { call, source, client }
    }

    /// Changes the call before it is sent: its optional parameters, say.
    pub fn call(self, change: impl FnOnce(L) -> L) -> Self {
        Self { call: change(self.call), ..self }
    }
}

impl<L, C, R, E> IntoFuture for Revocation<L, C>
where
    L: IntoFuture<Output = Result<R, E>>,
    L::IntoFuture: Send + 'static,
    C: Send + 'static,
{
    type Output = Result<Revoked<C, R>, E>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let (call, source, client) = (self.call.into_future(), self.source, self.client);
        async move {
            let response = call.await?;
            if let Some(source) = source {
                source.clear();
            }
            Ok(Revoked { client, response })
        }
        .boxed()
    }
}

impl<L, C> fmt::Debug for Revocation<L, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Revocation").finish_non_exhaustive()
    }
}
