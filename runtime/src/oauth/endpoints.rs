//! The URLs of an authorization server: those of a document, or of the server's metadata.

use std::borrow::Cow;

use url::Url;

use super::error::{TokenError, TokenErrorKind};
use crate::exchange::{Core, Servers};

/// The endpoints of a flow, as a document gives them, and the scopes of the flow.
#[derive(Clone, Copy, Debug)]
pub struct Endpoints {
    /// The servers from which relative URLs are seen.
    pub servers: &'static Servers,
    /// `authorizationUrl`
    pub authorization: Option<&'static str>,
    /// `deviceAuthorizationUrl`
    pub device: Option<&'static str>,
    /// `tokenUrl`
    pub token: Option<&'static str>,
    /// `refreshUrl`
    pub refresh: Option<&'static str>,
    /// `openIdConnectUrl` or `oauth2MetadataUrl`
    pub metadata: Option<&'static str>,
    /// The names of all scopes.
    pub scopes: &'static [&'static str],
}

impl Endpoints {
    /// No endpoint.
    #[must_use]
    pub const fn none(servers: &'static Servers) -> Self {
        Self { servers, authorization: None, device: None, token: None, refresh: None, metadata: None, scopes: &[] }
    }
}

/// The endpoints in use.
#[derive(Clone)]
pub(super) struct Urls {
    servers: &'static Servers,
    pub(super) authorization: Option<Cow<'static, str>>,
    pub(super) device: Option<Cow<'static, str>>,
    pub(super) token: Option<Cow<'static, str>>,
    pub(super) refresh: Option<Cow<'static, str>>,
    pub(super) revocation: Option<Cow<'static, str>>,
    /// The issuer that must have answered, if it is known, and if the answer must name it (RFC 9207, 2.4).
    pub(super) issuer: Option<String>,
    pub(super) is_issuer_named: bool,
}

impl Urls {
    pub(super) fn of(endpoints: &Endpoints) -> Self {
        let Endpoints { servers, authorization, device, token, refresh, metadata: _, scopes: _ } = *endpoints;
        let [authorization, device, token, refresh] =
            [authorization, device, token, refresh].map(|url| url.map(Cow::Borrowed));
        Self { servers, authorization, device, token, refresh, revocation: None, issuer: None, is_issuer_named: false }
    }

    /// Moves the token endpoint, and with it that of the document for refresh tokens: else they would go on to the other
    /// server. One that was given by name stays.
    pub(super) fn move_token(&mut self, url: String) {
        self.token = Some(url.into());
        self.refresh = self.refresh.take().filter(|url| matches!(url, Cow::Owned(_)));
    }

    pub(super) fn token(&self, core: &Core) -> Result<Url, TokenError> {
        self.find(core, self.token.as_deref(), "token endpoint")
    }

    /// The endpoint for refresh tokens: the token endpoint, if there is no other.
    pub(super) fn refresh(&self, core: &Core) -> Result<Url, TokenError> {
        self.find(core, self.refresh.as_deref().or(self.token.as_deref()), "token endpoint")
    }

    pub(super) fn authorization(&self, core: &Core) -> Result<Url, TokenError> {
        self.find(core, self.authorization.as_deref(), "authorization endpoint")
    }

    pub(super) fn device(&self, core: &Core) -> Result<Url, TokenError> {
        self.find(core, self.device.as_deref(), "device authorization endpoint")
    }

    pub(super) fn revocation(&self, core: &Core) -> Result<Url, TokenError> {
        self.find(core, self.revocation.as_deref(), "revocation endpoint")
    }

    fn find(&self, core: &Core, reference: Option<&str>, name: &'static str) -> Result<Url, TokenError> {
        let reference = reference.ok_or_else(|| TokenError::new(TokenErrorKind::Endpoint(name)))?;
        core.endpoint(self.servers, reference).map_err(|error| TokenError::endpoint(name, error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refresh_tokens_follow_the_token_endpoint_unless_their_own_was_named() {
        static ROOT: Servers = Servers { index: 0, servers: &[] };
        let (token, refresh) = (Some("https://a.example.com/t"), Some("https://a.example.com/r"));
        let endpoints = Endpoints { token, refresh, ..Endpoints::none(&ROOT) };
        let core = Core::default();
        let found = |urls: &Urls| urls.refresh(&core).map(String::from).ok();
        let mut urls = Urls::of(&endpoints);
        assert_eq!(found(&urls).as_deref(), Some("https://a.example.com/r"));
        urls.move_token("https://b.example.com/t".to_owned());
        assert_eq!(found(&urls).as_deref(), Some("https://b.example.com/t"));
        urls.refresh = Some("https://c.example.com/r".to_owned().into());
        urls.move_token("https://d.example.com/t".to_owned());
        assert_eq!(found(&urls).as_deref(), Some("https://c.example.com/r"));
    }
}
