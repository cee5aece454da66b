//! A login by one flow, before it begins: what is sent, and where to.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use secrecy::SecretString;

use super::client::Client;
use super::endpoints::{Endpoints, Urls};
use super::error::{TokenError, TokenErrorKind};
use super::form::Form;
use super::pkce::challenge;
use super::reply::Reply;
use super::request::Requests;
use crate::credential::Credential;
use crate::exchange::Core;
use crate::response::{Issued, Lifetime};
use crate::session::{Grant, LogInError, Saved, Session, SessionBuilder};

/// A credential that is made of an access token, with the scopes that a login asks for.
pub trait TokenCredential: Credential {
    /// The names of its scopes; `all` are those of the flow.
    #[must_use]
    fn scopes(all: &'static [&'static str]) -> Vec<&'static str>;

    /// The credential of a token.
    #[must_use]
    fn of_token(token: &SecretString) -> Self;
}

/// A login that gives credentials of type `K`, by one of the flows that the document declares. The generated type of the
/// credential has a constructor for each of them.
///
/// The methods here are those of every flow; how it begins, and how it ends with a session, depends on `F`.
pub struct Flow<K, F> {
    pub(super) requests: Requests,
    pub(super) by: F,
    credential: PhantomData<fn() -> K>,
}

/// Client credentials (RFC 6749, 4.4): the application acts for itself, and nobody is asked.
#[derive(Clone, Copy, Debug)]
pub struct ClientCredentials;

/// A user's name and password (RFC 6749, 4.3).
#[derive(Clone)]
pub struct Password {
    username: String,
    password: SecretString,
}

/// The refresh token of an earlier login (RFC 6749, 6), and its token, if that is saved, too.
#[derive(Clone, Debug)]
pub struct Refresh(Saved);

impl<K: TokenCredential, F> Flow<K, F> {
    /// A flow with the endpoints of a document.
    #[must_use]
    pub fn new(api: &Core, endpoints: &Endpoints, client: Client, by: F) -> Self {
        Self::at(Requests::new(api, Urls::of(endpoints), client, K::scopes(endpoints.scopes)), by)
    }

    pub(super) fn at(requests: Requests, by: F) -> Self {
        Self { requests, by, credential: PhantomData }
    }

    /// Adds a field to the requests that begin a login and to those that ask for a token, such as `audience` or `resource`. It
    /// is not for secrets: it is in the URL that a browser opens.
    #[must_use]
    pub fn field(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.requests.fields.push((name.into(), value.into()));
        self
    }

    /// Also asks for these scopes, which are in no document: `.extra_scopes(["offline_access"])`. That the server grants
    /// them is not checked.
    #[must_use]
    pub fn extra_scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.requests.extra_scopes.extend(scopes.into_iter().map(Into::into));
        self
    }

    /// Decides if the granted scopes are enough, where the server does not grant all that the type of the credential names:
    /// the first argument has the scopes that were asked for, the second those that were granted. Without this it is an
    /// error. Some servers answer with other names.
    #[must_use]
    pub fn accept_scopes(mut self, accept: impl Fn(&[&str], &[&str]) -> bool + Send + Sync + 'static) -> Self {
        self.requests.accept = Some(Arc::new(accept));
        self
    }

    /// Moves the token endpoint, also for refresh tokens, to this URL: of a tenant, a gateway, a test. An absolute URL of
    /// the document is moved by this only; the client's `base_url` and `all_servers` would send secrets to another server.
    #[must_use]
    pub fn endpoint(mut self, url: impl Into<String>) -> Self {
        self.requests.urls.move_token(url.into());
        self
    }

    /// Moves the endpoint for refresh tokens to this URL, if it is not the token endpoint.
    #[must_use]
    pub fn refresh_endpoint(mut self, url: impl Into<String>) -> Self {
        self.requests.urls.refresh = Some(url.into().into());
        self
    }
}

impl<K: TokenCredential> Flow<K, ClientCredentials> {
    /// Returns a session that logs in when it needs a token.
    pub fn session(self) -> SessionBuilder<K> {
        self.logging_in(|flow| {
            let mut form = Form::of_grant("client_credentials");
            flow.requests.ask_scopes(&mut form);
            form
        })
    }
}

impl<K: TokenCredential> Flow<K, Password> {
    /// Returns a session that logs in when it needs a token and has no refresh token.
    pub fn session(self) -> SessionBuilder<K> {
        self.logging_in(|flow| {
            let mut form = Form::of_grant("password");
            form.open("username", &flow.by.username);
            form.secret("password", flow.by.password.clone());
            flow.requests.ask_scopes(&mut form);
            form
        })
    }
}

impl<K: TokenCredential> Flow<K, Refresh> {
    /// Returns a session that goes on with what was saved. When the refresh token is lost, as it was refused or has expired,
    /// someone has to log in again: [`LogInNeeded`](crate::session::LogInNeeded).
    pub fn session(self) -> SessionBuilder<K> {
        let Saved { token, until, refresh_token } = self.by.0;
        let session = self.requests.resumed();
        let session = match refresh_token {
            Some(token) => session.refresh_token(token),
            None => session,
        };
        match token {
            Some(token) => {
                let lifetime = Lifetime { until, within: None };
                session.resuming(Issued { credential: K::of_token(&token), lifetime })
            }
            None => session,
        }
    }
}

impl<K: TokenCredential, F: Send + Sync + 'static> Flow<K, F> {
    /// A session that logs in by this form, and by a refresh token if it has one.
    fn logging_in(self, form: fn(&Self) -> Form) -> SessionBuilder<K> {
        let requests = self.requests.clone();
        let runtime = requests.core.runtime().clone();
        let flow = Arc::new(self);
        let session = Session::builder(&runtime, move || {
            let flow = Arc::clone(&flow);
            async move { granted(flow.requests.token(form(&flow)).await) }
        });
        requests.refreshing(session)
    }

    /// A session that begins with a reply, and goes on by its refresh token.
    pub(super) fn starting_with(self, reply: Reply) -> Result<SessionBuilder<K>, TokenError> {
        Ok(self.requests.resumed().starting_with(grant(reply)?))
    }
}

impl Requests {
    /// A session that cannot log in.
    fn resumed<K: TokenCredential>(self) -> SessionBuilder<K> {
        let session = Session::resumed(self.core.runtime());
        self.refreshing(session)
    }

    fn refreshing<K: TokenCredential>(self, session: SessionBuilder<K>) -> SessionBuilder<K> {
        let session = session.variant(variant(&self.scopes));
        let requests = Arc::new(self);
        session.refresh(move |token| {
            let requests = Arc::clone(&requests);
            async move { granted(requests.refresh(&token).await) }
        })
    }
}

/// The name of a set of scopes in a store: a login of a program before its update may lack some, and one of another program
/// may have more than this should have. Of a fixed length, as some sets are long.
fn variant(scopes: &[&str]) -> String {
    let mut scopes = scopes.to_vec();
    scopes.sort_unstable();
    if scopes.is_empty() { String::new() } else { ["#", &challenge(&scopes.join(" "))[..12]].concat() }
}

fn granted<K: TokenCredential>(reply: Result<Reply, TokenError>) -> Result<Grant<K>, LogInError> {
    reply.and_then(grant).map_err(LogInError::from)
}

/// The credential of a reply, if requests can have it.
fn grant<K: TokenCredential>(reply: Reply) -> Result<Grant<K>, TokenError> {
    let Reply { access_token, lifetime, refresh_token, scopes: _ } = reply;
    let credential = K::of_token(&access_token);
    if credential.attachment().way().is_err() {
        return Err(TokenError::new(TokenErrorKind::Unreadable("holds a token that a request cannot have")));
    }
    Ok(Grant { issued: Issued { credential, lifetime }, refresh_token })
}

impl Password {
    /// The user.
    #[must_use]
    pub fn new(username: impl Into<String>, password: impl Into<SecretString>) -> Self {
        Self { username: username.into(), password: password.into() }
    }
}

impl Refresh {
    /// A [`RefreshToken`](crate::session::RefreshToken), or all that a session had to save.
    #[must_use]
    pub fn new(saved: impl Into<Saved>) -> Self {
        Self(saved.into())
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Password").finish_non_exhaustive()
    }
}

impl<K, F: Clone> Clone for Flow<K, F> {
    fn clone(&self) -> Self {
        Self { requests: self.requests.clone(), by: self.by.clone(), credential: PhantomData }
    }
}

impl<K: Credential, F> fmt::Debug for Flow<K, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Flow")
            .field("scheme", &K::SCHEME.name)
            .field("client", &self.requests.client)
            .field("scopes", &self.requests.scopes)
            .finish_non_exhaustive()
    }
}
