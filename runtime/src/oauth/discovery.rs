//! The endpoints of an authorization server by its metadata: OpenID Connect Discovery 1.0, and RFC 8414.
//!
//! ```yaml
//! type: openIdConnect
//! openIdConnectUrl: https://id.example.com/.well-known/openid-configuration   # issuer: https://id.example.com
//! ```

use std::fmt;
use std::marker::PhantomData;

use futures_core::future::BoxFuture;
use futures_util::FutureExt as _;
use secrecy::SecretString;
use serde_json::Value;
use url::Url;

use super::authorization_code::AuthorizationCode;
use super::client::Client;
use super::device::Device;
use super::endpoints::{Endpoints, Urls};
use super::error::{TokenError, TokenErrorKind};
use super::flow::{ClientCredentials, Flow, Password, Refresh, TokenCredential};
use super::reply::Fields;
use super::request::Requests;
use crate::credential::Credential;
use crate::exchange::Core;
use crate::session::Saved;

/// A request for the metadata of an authorization server: `.await` sends it. The answer is kept by the client for an hour.
#[must_use = "it does nothing until it is awaited"]
pub struct Discovery<K> {
    find: Find,
    credential: PhantomData<fn() -> K>,
}

/// A discovery without the type of the credential.
struct Find {
    core: Core,
    endpoints: &'static Endpoints,
    scopes: Vec<&'static str>,
    url: Option<String>,
    issuer: Option<String>,
}

/// An authorization server whose metadata is known, for credentials of type `K`. Clones share nothing and send nothing.
pub struct AuthorizationServer<K> {
    core: Core,
    pub(super) urls: Urls,
    scopes: Vec<&'static str>,
    credential: PhantomData<fn() -> K>,
}

/// The name of the endpoint in errors.
const NAME: &str = "metadata";

/// The parts of a path that lead to metadata.
const WELL_KNOWN: [&str; 2] = ["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"];

impl<K: TokenCredential> Discovery<K> {
    /// A discovery at the URL of a document.
    pub fn new(api: &Core, endpoints: &'static Endpoints) -> Self {
        let scopes = K::scopes(endpoints.scopes);
        let find = Find { core: api.clone(), endpoints, scopes, url: None, issuer: None };
        Self { find, credential: PhantomData }
    }

    /// Moves the URL of the metadata: to a tenant, a test.
    pub fn endpoint(mut self, url: impl Into<String>) -> Self {
        self.find.url = Some(url.into());
        self
    }

    /// Sets the issuer that the metadata must name, if that is not the URL without its part `/.well-known/…`: some servers
    /// have metadata that stands for all their tenants.
    pub fn issuer(mut self, issuer: impl Into<String>) -> Self {
        self.find.issuer = Some(issuer.into());
        self
    }
}

impl<K: TokenCredential> IntoFuture for Discovery<K> {
    type Output = Result<AuthorizationServer<K>, TokenError>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        async move {
            let urls = self.find.urls().await?;
            let Find { core, scopes, .. } = self.find;
            Ok(AuthorizationServer { core, urls, scopes, credential: PhantomData })
        }
        .boxed()
    }
}

impl Find {
    async fn urls(&self) -> Result<Urls, TokenError> {
        let reference = self.url.as_deref().or(self.endpoints.metadata);
        let reference = reference.ok_or_else(|| TokenError::new(TokenErrorKind::Endpoint(NAME)))?;
        let url = self.core.endpoint(self.endpoints.servers, reference);
        let url = url.map_err(|error| TokenError::endpoint(NAME, error))?;
        let read = |answer| self.read(&Fields::read(answer, &[], self.core.runtime().wall())?, &url);
        if let Some(answer) = self.core.kept(&url) {
            return read(answer);
        }
        let answer = self.core.get_json(&url).await?;
        let urls = read(answer.clone())?;
        // Only what could be used.
        self.core.keep(&url, answer);
        Ok(urls)
    }

    fn read(&self, fields: &Fields, url: &Url) -> Result<Urls, TokenError> {
        let issuer =
            fields.text("issuer").ok_or_else(|| fields.error(TokenErrorKind::Unreadable("names no issuer")))?;
        let is_own = match &self.issuer {
            Some(expected) => expected == issuer,
            // RFC 8414, 3.3. A slash at its end is left out of the URL (OpenID Connect Discovery, 4.1).
            None => issuer_of(url).is_some_and(|expected| expected == issuer.trim_end_matches('/')),
        };
        if !is_own {
            return Err(fields.error(TokenErrorKind::Issuer));
        }
        // They are absolute (RFC 8414, 2): no server of the API has to do with them.
        let find = |name| fields.text(name).filter(|url| Url::parse(url).is_ok()).map(|url| url.to_owned().into());
        let mut urls = Urls::of(&Endpoints::none(self.endpoints.servers));
        urls.authorization = find("authorization_endpoint");
        urls.device = find("device_authorization_endpoint");
        urls.token = find("token_endpoint");
        urls.revocation = find("revocation_endpoint");
        urls.issuer = Some(issuer.to_owned());
        // RFC 9207, 3.
        urls.is_issuer_named =
            fields.value("authorization_response_iss_parameter_supported") == Some(&Value::Bool(true));
        Ok(urls)
    }
}

/// The issuer whose metadata is at this URL, without a slash at its end: the well-known part stands behind the issuer's
/// path (OpenID Connect Discovery, 4), or in front of it (RFC 8414, 3.1).
fn issuer_of(url: &Url) -> Option<String> {
    if url.query().is_some() {
        return None;
    }
    let path = url.path();
    let own = WELL_KNOWN.iter().find_map(|known| path.strip_suffix(known).or_else(|| path.strip_prefix(known)));
    Some([&url.origin().ascii_serialization(), own?.trim_end_matches('/')].concat())
}

impl<K: TokenCredential> AuthorizationServer<K> {
    /// The issuer.
    #[must_use]
    pub fn issuer(&self) -> &str {
        self.urls.issuer.as_deref().unwrap_or_default()
    }

    /// A login by client credentials (RFC 6749, 4.4): the application acts for itself, and nobody is asked.
    #[must_use]
    pub fn client_credentials(&self, client: Client) -> Flow<K, ClientCredentials> {
        self.flow(client, ClientCredentials)
    }

    /// A login by the name and the password of a user (RFC 6749, 4.3).
    #[must_use]
    pub fn password(
        &self,
        client: Client,
        username: impl Into<String>,
        password: impl Into<SecretString>,
    ) -> Flow<K, Password> {
        self.flow(client, Password::new(username, password))
    }

    /// A login of a person in the browser (RFC 6749, 4.1, with PKCE, RFC 7636).
    #[must_use]
    pub fn authorization_code(&self, client: Client) -> Flow<K, AuthorizationCode> {
        self.flow(client, AuthorizationCode::default())
    }

    /// A login of a person on another device (RFC 8628).
    #[must_use]
    pub fn device(&self, client: Client) -> Flow<K, Device> {
        self.flow(client, Device)
    }

    /// A session that goes on with the refresh token of an earlier login (RFC 6749, 6), or with all that its session had to
    /// save. That its scopes are those of the type is not checked before the first refresh.
    #[must_use]
    pub fn refresh_token(&self, client: Client, saved: impl Into<Saved>) -> Flow<K, Refresh> {
        self.flow(client, Refresh::new(saved))
    }

    fn flow<F>(&self, client: Client, by: F) -> Flow<K, F> {
        Flow::at(self.requests(client), by)
    }

    pub(super) fn requests(&self, client: Client) -> Requests {
        let Self { core, urls, scopes, credential: _ } = self;
        Requests::new(core, urls.clone(), client, scopes.clone())
    }
}

impl<K> Clone for AuthorizationServer<K> {
    fn clone(&self) -> Self {
        let Self { core, urls, scopes, credential } = self;
        Self { core: core.clone(), urls: urls.clone(), scopes: scopes.clone(), credential: *credential }
    }
}

impl<K: Credential> fmt::Debug for AuthorizationServer<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthorizationServer")
            .field("scheme", &K::SCHEME.name)
            .field("issuer", &self.urls.issuer)
            .finish_non_exhaustive()
    }
}

impl<K: Credential> fmt::Debug for Discovery<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Discovery").field("scheme", &K::SCHEME.name).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_issuer_is_the_url_without_its_well_known_part() {
        for (url, expected) in [
            ("https://id.example.com/.well-known/openid-configuration", Some("https://id.example.com")),
            ("https://id.example.com/tenant/.well-known/openid-configuration", Some("https://id.example.com/tenant")),
            ("https://id.example.com/.well-known/oauth-authorization-server", Some("https://id.example.com")),
            ("https://id.example.com/.well-known/oauth-authorization-server/a/b", Some("https://id.example.com/a/b")),
            ("https://id.example.com/.well-known/openid-configuration/a", Some("https://id.example.com/a")),
            ("http://127.0.0.1:8080/.well-known/openid-configuration", Some("http://127.0.0.1:8080")),
            ("https://id.example.com/metadata", None),
            ("https://id.example.com/.well-known/openid-configuration?tenant=a", None),
        ] {
            assert_eq!(issuer_of(&Url::parse(url).expect("a URL")).as_deref(), expected, "{url}");
        }
    }
}
