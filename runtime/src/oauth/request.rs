//! Requests for tokens: what all flows have in common, without the type of the credential.

use std::sync::Arc;

use secrecy::SecretString;
use url::Url;

use super::client::Client;
use super::endpoints::Urls;
use super::error::{TokenError, TokenErrorKind};
use super::form::Form;
use super::reply::{Fields, Reply};
use crate::exchange::Core;
use crate::session::RefreshToken;

/// Decides if the granted scopes are enough, given those that were asked for.
pub(super) type Accept = Arc<dyn Fn(&[&str], &[&str]) -> bool + Send + Sync>;

/// The requests of a client to an authorization server.
#[derive(Clone)]
pub(super) struct Requests {
    pub(super) core: Core,
    pub(super) urls: Urls,
    pub(super) client: Client,
    /// The scopes that the type of the credential names.
    pub(super) scopes: Vec<&'static str>,
    pub(super) extra_scopes: Vec<String>,
    pub(super) fields: Vec<(String, String)>,
    pub(super) accept: Option<Accept>,
}

impl Requests {
    pub(super) fn new(core: &Core, urls: Urls, client: Client, scopes: Vec<&'static str>) -> Self {
        let (core, extra_scopes, fields) = (core.clone(), Vec::new(), Vec::new());
        Self { core, urls, client, scopes, extra_scopes, fields, accept: None }
    }

    /// Asks for a token: one request, which is never repeated here.
    pub(super) async fn token(&self, form: Form) -> Result<Reply, TokenError> {
        let url = self.urls.token(&self.core)?;
        self.checked(self.post(&url, form).await?.token()?)
    }

    /// Asks for a token by a refresh token (RFC 6749, 6). No scope is sent: those of the first grant stay.
    pub(super) async fn refresh(&self, token: &RefreshToken) -> Result<Reply, TokenError> {
        let url = self.urls.refresh(&self.core)?;
        let mut form = Form::of_grant("refresh_token");
        form.secret("refresh_token", token.token().clone());
        self.checked(self.post(&url, form).await?.token()?)
    }

    /// Revokes a token (RFC 7009, 2.1). That it was valid is not told (2.2).
    pub(super) async fn revoke(&self, hint: &'static str, token: SecretString) -> Result<(), TokenError> {
        let url = self.urls.revocation(&self.core)?;
        let mut form = Form::default();
        form.secret("token", token);
        form.open("token_type_hint", hint);
        let authorization = self.client.authenticate(&mut form, &url)?;
        let answer = self.core.post_form(&url, authorization, form.text()).await?;
        if answer.status.is_success() {
            return Ok(());
        }
        Fields::read(answer, form.secrets(), self.core.runtime().wall()).map(drop)
    }

    /// Posts a form with the client's authentication and own fields.
    pub(super) async fn post(&self, url: &Url, mut form: Form) -> Result<Fields, TokenError> {
        let authorization = self.client.authenticate(&mut form, url)?;
        self.fields.iter().for_each(|(name, value)| form.open(name, value));
        let answer = self.core.post_form(url, authorization, form.text()).await?;
        Fields::read(answer, form.secrets(), self.core.runtime().wall())
    }

    /// Adds the scopes to a form; none if there are none (RFC 6749, 3.3).
    pub(super) fn ask_scopes(&self, form: &mut Form) {
        if let Some(scopes) = self.scope_text() {
            form.open("scope", &scopes);
        }
    }

    /// All scopes that are asked for.
    pub(super) fn scope_text(&self) -> Option<String> {
        let asked = self.asked();
        (!asked.is_empty()).then(|| asked.join(" "))
    }

    fn asked(&self) -> Vec<&str> {
        let extra = self.extra_scopes.iter().map(String::as_str);
        let extra = extra.filter(|extra| !self.scopes.contains(extra));
        self.scopes.iter().copied().chain(extra).collect()
    }

    /// The reply, if the type of the credential tells the truth about it. A reply without scopes grants what was asked for
    /// (RFC 6749, 5.1).
    fn checked(&self, reply: Reply) -> Result<Reply, TokenError> {
        let Some(granted) = &reply.scopes else { return Ok(reply) };
        let is_missing = |scope: &&&str| is_told(scope) && !granted.iter().any(|granted| granted == **scope);
        let Some(missing) = self.scopes.iter().find(is_missing) else { return Ok(reply) };
        let granted: Vec<_> = granted.iter().map(String::as_str).collect();
        if self.accept.as_ref().is_some_and(|accept| accept(&self.asked(), &granted)) {
            return Ok(reply);
        }
        Err(TokenError::new(TokenErrorKind::Scope((*missing).to_owned())))
    }
}

/// Returns true for scopes that servers repeat in their replies. They leave out those that ask for other tokens, and write
/// the names that stand for all others (`https://example.com/.default`) out.
fn is_told(scope: &str) -> bool {
    !["openid", "offline_access"].contains(&scope) && !scope.ends_with("/.default")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{ServerUrl, Servers};
    use crate::oauth::endpoints::Endpoints;
    use crate::response::Lifetime;

    static ROOT: Servers = Servers { index: 0, servers: &[ServerUrl { url: "/", variables: &[] }] };

    fn missing(asked: &[&'static str], granted: Option<&[&str]>, accept: Option<Accept>) -> Option<String> {
        let urls = Urls::of(&Endpoints::none(&ROOT));
        let requests = Requests {
            extra_scopes: vec!["extra".to_owned()],
            accept,
            ..Requests::new(&Core::default(), urls, Client::public("id"), asked.to_vec())
        };
        let scopes = granted.map(|granted| granted.iter().map(|scope| (*scope).to_owned()).collect());
        let reply = Reply { access_token: "t".into(), lifetime: Lifetime::unknown(), refresh_token: None, scopes };
        match requests.checked(reply).err()?.kind() {
            TokenErrorKind::Scope(scope) => Some(scope.clone()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn less_than_the_type_says_is_an_error() {
        let asked = ["openid", "read", "write", "offline_access", "https://graph.example.com/.default"];
        assert_eq!(missing(&asked, None, None), None);
        assert_eq!(missing(&asked, Some(&["write", "read"]), None), None);
        assert_eq!(missing(&asked, Some(&["read", "admin"]), None).as_deref(), Some("write"));
        assert_eq!(missing(&asked, Some(&[]), None).as_deref(), Some("read"));
        assert_eq!(missing(&[], Some(&[]), None), None);
        let accept: Accept = Arc::new(|asked, granted| asked == ["read", "extra"] && granted == ["READ"]);
        assert_eq!(missing(&["read"], Some(&["READ"]), Some(Arc::clone(&accept))), None);
        assert_eq!(missing(&["read"], Some(&["all"]), Some(accept)).as_deref(), Some("read"));
    }
}
