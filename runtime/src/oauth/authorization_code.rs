//! The authorization code flow (RFC 6749, 4.1) with PKCE (RFC 7636) and the issuer of the answer (RFC 9207).

use std::fmt;

use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};
use url::{Url, form_urlencoded};

use super::error::{TokenError, TokenErrorKind};
use super::error_code::ErrorCode;
use super::flow::{Flow, TokenCredential};
use super::form::Form;
use super::pkce::{challenge, random};
use crate::error::shown;
use crate::json::Secret;
use crate::session::SessionBuilder;

/// A login of a person in a browser, which returns to the application with a code.
#[derive(Clone, Debug, Default)]
pub struct AuthorizationCode {
    query: Vec<(String, String)>,
}

/// A login that waits for the browser to return. A code is sent once: [`finish`](Self::finish) consumes it.
pub struct Pending<K> {
    flow: Flow<K, AuthorizationCode>,
    url: Url,
    request: Request,
}

/// What must be known again when the browser returns.
struct Request {
    redirect_uri: String,
    state: Secret,
    verifier: SecretString,
}

/// A code of the right login.
pub(super) struct Code(SecretString);

impl<K: TokenCredential> Flow<K, AuthorizationCode> {
    /// Moves the authorization endpoint, which a browser opens, to this URL.
    #[must_use]
    pub fn authorization_endpoint(mut self, url: impl Into<String>) -> Self {
        self.requests.urls.authorization = Some(url.into().into());
        self
    }

    /// Adds a parameter to the URL that the browser opens, and to nothing else: `.query("prompt", "login")`, `login_hint`.
    #[must_use]
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.by.query.push((name.into(), value.into()));
        self
    }

    /// Sets the issuer that the answer must name, if it names one (RFC 9207): for applications that know several
    /// authorization servers. With metadata it is known.
    #[must_use]
    pub fn issuer(mut self, issuer: impl Into<String>) -> Self {
        self.requests.urls.issuer = Some(issuer.into());
        self
    }

    /// Begins a login: redirect the browser to [`Pending::url`]. It returns to `redirect_uri`, which must be registered at
    /// the authorization server.
    ///
    /// # Errors
    /// If the URL of an endpoint cannot be used.
    pub fn begin(self, redirect_uri: impl Into<String>) -> Result<Pending<K>, TokenError> {
        let (redirect_uri, state, verifier) = (redirect_uri.into(), random()?, random()?);
        let state = Secret::from(state.expose_secret());
        self.pending(Request { redirect_uri, state, verifier })
    }

    /// The login that [`Pending::save`] saved. The flow must be made like the one that began it.
    ///
    /// # Errors
    /// If the text is not of that function, or if the URL of an endpoint cannot be used.
    pub fn resume(self, saved: &SecretString) -> Result<Pending<K>, TokenError> {
        let foreign = || TokenError::new(TokenErrorKind::Local("what was saved is not a login"));
        let json = serde_json::from_str(saved.expose_secret()).map(Secret::<Value>::new).map_err(|_| foreign())?;
        let text = |name: &str| json.expose().get(name).and_then(Value::as_str).ok_or_else(foreign);
        let (redirect_uri, state) = (text("redirect_uri")?.to_owned(), Secret::from(text("state")?));
        let verifier = text("verifier")?.into();
        self.pending(Request { redirect_uri, state, verifier })
    }

    fn pending(self, request: Request) -> Result<Pending<K>, TokenError> {
        // Here, so that nobody logs in for a token that cannot be asked for.
        self.requests.urls.token(&self.requests.core)?;
        let mut url = self.requests.urls.authorization(&self.requests.core)?;
        let mut query = url.query_pairs_mut();
        // A query that the URL has stays (RFC 6749, 3.1).
        query.append_pair("response_type", "code");
        if let Some(id) = self.requests.client.id() {
            query.append_pair("client_id", id);
        }
        query.append_pair("redirect_uri", &request.redirect_uri);
        if let Some(scopes) = self.requests.scope_text() {
            query.append_pair("scope", &scopes);
        }
        query
            .append_pair("state", request.state.expose())
            .append_pair("code_challenge", &challenge(request.verifier.expose_secret()))
            .append_pair("code_challenge_method", "S256")
            .extend_pairs(&self.requests.fields)
            .extend_pairs(&self.by.query);
        drop(query);
        Ok(Pending { flow: self, url, request })
    }
}

impl<K: TokenCredential> Pending<K> {
    /// The URL for the browser. It holds no secret but the `state`, which is worthless without the rest of this.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// The login as a text for the session of the user's own browser: [`Flow::resume`] takes it. Whoever reads it and the
    /// answer can log in: keep it on the server, or in a cookie that is encrypted.
    #[must_use]
    pub fn save(&self) -> SecretString {
        let Request { redirect_uri, state, verifier } = &self.request;
        let verifier = verifier.expose_secret();
        let json = json!({ "redirect_uri": redirect_uri, "state": state.expose(), "verifier": verifier });
        Secret::new(json).expose().to_string().into()
    }

    /// Ends the login, by the query with which the browser returned to the redirect URI. The session begins with the token;
    /// after that it refreshes it, if there is a refresh token.
    ///
    /// # Errors
    /// If the query is not the answer to this login, if the person or the server refused, or if the server gives no token
    /// for the code.
    // Not `async`, so that the future does not hold the query: blocking programs need one that borrows nothing.
    pub fn finish(self, query: &str) -> impl Future<Output = Result<SessionBuilder<K>, TokenError>> + Send + use<K> {
        let foreign = || TokenError::new(TokenErrorKind::Answer("has not the `state` of this login"));
        let code = self.read(query).ok_or_else(foreign).flatten();
        async move { self.exchange(code?).await }
    }

    /// The code in a query at the redirect URI; `None` if that is not the answer to this login.
    pub(super) fn read(&self, query: &str) -> Option<Result<Code, TokenError>> {
        let answer = Answer::read(query)?;
        // In a time that does not depend on the place where they differ (RFC 6749, 10.12).
        if answer.state? != self.request.state {
            return None;
        }
        Some(self.code(answer.rest))
    }

    fn code(&self, answer: Rest) -> Result<Code, TokenError> {
        let urls = &self.flow.requests.urls;
        // RFC 9207, 2.4: before all else, as not even an error of another server is to be believed.
        let is_own = match (&urls.issuer, &answer.iss) {
            (Some(issuer), Some(iss)) => issuer == iss,
            (_, None) => !urls.is_issuer_named,
            (None, Some(_)) => true,
        };
        if !is_own {
            return Err(TokenError::new(TokenErrorKind::Issuer));
        }
        if let Some(error) = answer.error {
            let description = answer.description.map(|text| shown(&text, &[]));
            return Err(TokenError::new(TokenErrorKind::Refused(ErrorCode::of(&error))).described(description));
        }
        answer.code.map(Code).ok_or_else(|| TokenError::new(TokenErrorKind::Answer("holds no code")))
    }

    /// Asks for the token of a code, once (RFC 6749, 4.1.3).
    pub(super) async fn exchange(self, code: Code) -> Result<SessionBuilder<K>, TokenError> {
        let Self { flow, request, url: _ } = self;
        let mut form = Form::of_grant("authorization_code");
        form.secret("code", code.0);
        form.open("redirect_uri", &request.redirect_uri);
        form.secret("code_verifier", request.verifier);
        let reply = flow.requests.token(form).await?;
        flow.starting_with(reply)
    }
}

/// The parameters of an answer (RFC 6749, 4.1.2).
struct Answer {
    state: Option<Secret>,
    rest: Rest,
}

struct Rest {
    iss: Option<String>,
    code: Option<SecretString>,
    error: Option<String>,
    description: Option<String>,
}

impl Answer {
    /// `None` if a parameter occurs twice (RFC 6749, 3.1): two readers could find two codes.
    fn read(query: &str) -> Option<Self> {
        let mut found = [("state", None), ("iss", None), ("code", None), ("error", None), ("error_description", None)];
        for (name, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            if let Some((_, place)) = found.iter_mut().find(|(known, _)| *known == name)
                && place.replace(value.into_owned()).is_some()
            {
                return None;
            }
        }
        let [state, iss, code, error, description] = found.map(|(_, value)| value.filter(|text| !text.is_empty()));
        let rest = Rest { iss, code: code.map(SecretString::from), error, description };
        Some(Self { state: state.map(Secret::new), rest })
    }
}

impl<K> fmt::Debug for Pending<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pending").field("redirect_uri", &self.request.redirect_uri).finish_non_exhaustive()
    }
}
