//! Logout: the session ends, and its tokens are revoked (RFC 7009).

use super::client::Client;
use super::discovery::AuthorizationServer;
use super::error::TokenError;
use super::flow::TokenCredential;
use crate::session::{Saved, Session};

impl<K: TokenCredential> AuthorizationServer<K> {
    /// Moves the revocation endpoint to this URL.
    #[must_use]
    pub fn revocation_endpoint(mut self, url: impl Into<String>) -> Self {
        self.urls.revocation = Some(url.into().into());
        self
    }

    /// Ends the session at once, whatever becomes of the request, and revokes its refresh token, with which servers revoke all
    /// tokens of the login; without one, its token. `client` is the one that logged in.
    ///
    /// # Errors
    /// If the server does not revoke it, or has no revocation endpoint: until its end the token is valid for whoever has it.
    pub fn log_out(
        &self,
        client: Client,
        session: &Session<K>,
    ) -> impl Future<Output = Result<(), TokenError>> + Send + use<K> {
        let Saved { token, until: _, refresh_token } = session.saved();
        session.end();
        let requests = self.requests(client);
        async move {
            match (refresh_token, token) {
                (Some(token), _) => requests.revoke("refresh_token", token.token().clone()).await,
                (None, Some(token)) => requests.revoke("access_token", token).await,
                (None, None) => Ok(()),
            }
        }
    }
}
