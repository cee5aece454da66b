//! Client authentication: how an application shows which one it is (RFC 6749, 2.3; RFC 7523, 2.2).

use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret as _, SecretString};
use url::Url;
use url::form_urlencoded::byte_serialize;

use super::error::{TokenError, TokenErrorKind};
use super::form::Form;
use crate::error::BoxError;

/// An application that is registered at an authorization server: its identifier, and its client authentication.
///
/// | registered as | |
/// |---|---|
/// | `client_secret_basic`, the default of most servers | [`Client::basic`] |
/// | `client_secret_post` | [`Client::post`] |
/// | `none`: a program on machines of users, a single-page application | [`Client::public`] |
/// | `private_key_jwt`, `client_secret_jwt`, a token of a platform (workload identity federation) | [`Client::assertion`] |
/// | nothing: the server knows users only, as with `OAuth2PasswordBearer` of FastAPI | [`Client::unregistered`] |
/// | `tls_client_auth`, `self_signed_tls_client_auth` (RFC 8705) | [`Client::public`], with a transport that presents the certificate |
#[derive(Clone)]
pub struct Client {
    id: String,
    method: Method,
}

#[derive(Clone)]
enum Method {
    /// Not even the identifier.
    Unregistered,
    None,
    Basic(ClientSecret),
    Post(ClientSecret),
    Assertion(Asked),
}

/// Makes a secret for an audience: the URL of the endpoint.
type Asked = Arc<dyn Fn(&str) -> Result<SecretString, BoxError> + Send + Sync>;

/// The secret of a [`Client`]: a text, or a function that returns it for each request.
#[derive(Clone)]
pub struct ClientSecret(Asked);

impl Client {
    /// A client whose identifier and secret are sent in the header `Authorization`, which servers must accept (RFC 6749,
    /// 2.3.1).
    #[must_use]
    pub fn basic(id: impl Into<String>, secret: impl Into<ClientSecret>) -> Self {
        Self { id: id.into(), method: Method::Basic(secret.into()) }
    }

    /// A client whose secret is sent in the body, for servers that do not accept the header.
    #[must_use]
    pub fn post(id: impl Into<String>, secret: impl Into<ClientSecret>) -> Self {
        Self { id: id.into(), method: Method::Post(secret.into()) }
    }

    /// A client without a secret.
    #[must_use]
    pub fn public(id: impl Into<String>) -> Self {
        Self { id: id.into(), method: Method::None }
    }

    /// No client: neither an identifier nor a secret is sent. For servers that know users only.
    #[must_use]
    pub fn unregistered() -> Self {
        Self { id: String::new(), method: Method::Unregistered }
    }

    /// A client that is authenticated by a signed JWT (RFC 7523). `sign` makes one for each request; its argument is the
    /// URL of the endpoint, which most servers accept as the audience.
    ///
    /// ```
    /// use warded::oauth::Client;
    ///
    /// let client = Client::assertion("id", |audience| sign_jwt("id", audience));
    /// # fn sign_jwt(_: &str, _: &str) -> Result<warded::SecretString, std::fmt::Error> { Ok("e30.e30.c2ln".into()) }
    /// ```
    #[must_use]
    pub fn assertion<S, E>(id: impl Into<String>, sign: impl Fn(&str) -> Result<S, E> + Send + Sync + 'static) -> Self
    where
        S: Into<SecretString>,
        E: Into<BoxError>,
    {
        Self { id: id.into(), method: Method::Assertion(asked(sign)) }
    }

    /// The identifier, if it has one.
    pub(super) fn id(&self) -> Option<&str> {
        match self.method {
            Method::Unregistered => None,
            Method::None | Method::Basic(_) | Method::Post(_) | Method::Assertion(_) => Some(&self.id),
        }
    }

    /// Adds the client authentication to a form for this endpoint; returns the header `Authorization`, if there is one.
    pub(super) fn authenticate(&self, form: &mut Form, endpoint: &Url) -> Result<Option<HeaderValue>, TokenError> {
        let asked = |asked: &Asked| {
            let failed = |error| {
                TokenError::caused(TokenErrorKind::Client, Arc::<dyn std::error::Error + Send + Sync>::from(error))
            };
            asked(endpoint.as_str()).map_err(failed)
        };
        match &self.method {
            Method::Unregistered => {}
            // RFC 6749, 3.2.1: who is not authenticated says who it is.
            Method::None => form.open("client_id", &self.id),
            Method::Post(secret) => {
                form.open("client_id", &self.id);
                form.secret("client_secret", asked(&secret.0)?);
            }
            // RFC 6749, 2.3: no second method beside this one, so that no `client_id` stands in the body.
            Method::Basic(secret) => {
                let secret = asked(&secret.0)?;
                let pair = pair(&self.id, &secret);
                let header = basic(&pair);
                form.hide(secret);
                form.hide(pair);
                return Ok(Some(header));
            }
            Method::Assertion(sign) => {
                form.open("client_id", &self.id);
                form.open("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
                form.secret("client_assertion", asked(sign)?);
            }
        }
        Ok(None)
    }
}

/// Identifier and secret as Basic has them. Both are encoded as in a form first, which plain Basic does not do (RFC 6749,
/// 2.3.1).
fn pair(id: &str, secret: &SecretString) -> SecretString {
    let encoded = |text: &str| Zeroizing::new(byte_serialize(text.as_bytes()).collect::<String>());
    let (id, secret) = (encoded(id), encoded(secret.expose_secret()));
    let pair = Zeroizing::new([id.as_str(), ":", &secret].concat());
    STANDARD.encode(pair.as_bytes()).into()
}

fn basic(pair: &SecretString) -> HeaderValue {
    let value = Zeroizing::new(["Basic ", pair.expose_secret()].concat());
    // Base64 is text that a header can hold.
    let mut value = HeaderValue::from_str(&value).unwrap_or(HeaderValue::from_static("Basic"));
    value.set_sensitive(true);
    value
}

fn asked<S: Into<SecretString>, E: Into<BoxError>>(
    function: impl Fn(&str) -> Result<S, E> + Send + Sync + 'static,
) -> Asked {
    Arc::new(move |audience| function(audience).map(Into::into).map_err(Into::into))
}

impl ClientSecret {
    /// A secret that a function returns for each request, for one that is changed while the program runs. A session whose
    /// login was refused before that asks again after 15 minutes, or after [`Session::try_again`](crate::session::Session::try_again).
    ///
    /// ```
    /// use warded::oauth::{Client, ClientSecret};
    ///
    /// let file = || std::fs::read_to_string("/run/secrets/oauth").map(|text| text.trim_end().to_owned());
    /// let secret = ClientSecret::from_fn(file);
    /// let client = Client::basic("id", secret);
    /// ```
    pub fn from_fn<S, E>(function: impl Fn() -> Result<S, E> + Send + Sync + 'static) -> Self
    where
        S: Into<SecretString>,
        E: Into<BoxError>,
    {
        Self(asked(move |_| function()))
    }
}

impl From<SecretString> for ClientSecret {
    fn from(secret: SecretString) -> Self {
        Self(Arc::new(move |_| Ok(secret.clone())))
    }
}

impl From<String> for ClientSecret {
    fn from(secret: String) -> Self {
        SecretString::from(secret).into()
    }
}

impl From<&str> for ClientSecret {
    fn from(secret: &str) -> Self {
        SecretString::from(secret).into()
    }
}

impl fmt::Debug for ClientSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClientSecret(…)")
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let method = match self.method {
            Method::Unregistered => "unregistered",
            Method::None => "none",
            Method::Basic(_) => "basic",
            Method::Post(_) => "post",
            Method::Assertion(_) => "assertion",
        };
        f.debug_struct("Client").field("id", &self.id).field("method", &method).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(client: &Client) -> (Option<String>, String) {
        let mut form = Form::default();
        let endpoint = Url::parse("https://auth.example.com/token").expect("a URL");
        let header = client.authenticate(&mut form, &endpoint).expect("it has its secret");
        let header = header.map(|header| {
            assert!(header.is_sensitive());
            header.to_str().expect("it is text").to_owned()
        });
        (header, form.text().to_string())
    }

    #[test]
    fn identifier_and_secret_are_encoded_before_basic() {
        let (header, body) = sent(&Client::basic("a:b c", "top:se+cret/%~ü"));
        let header = header.expect("there is one");
        let pair = STANDARD.decode(header.strip_prefix("Basic ").expect("it is Basic")).expect("it is Base64");
        assert_eq!(String::from_utf8_lossy(&pair), "a%3Ab+c:top%3Ase%2Bcret%2F%25%7E%C3%BC");
        assert_eq!(body, "");
    }

    #[test]
    fn all_others_are_in_the_body() {
        assert_eq!(sent(&Client::unregistered()), (None, String::new()));
        assert_eq!(sent(&Client::public("a b")), (None, "client_id=a+b".to_owned()));
        assert_eq!(sent(&Client::post("a", "s&t")), (None, "client_id=a&client_secret=s%26t".to_owned()));
        let (header, body) = sent(&Client::assertion("a", |audience| Ok::<_, BoxError>(format!("jwt for {audience}"))));
        assert_eq!(header, None);
        assert_eq!(
            body,
            "client_id=a&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer\
             &client_assertion=jwt+for+https%3A%2F%2Fauth.example.com%2Ftoken"
        );
    }

    #[test]
    fn a_secret_may_change() {
        let calls = std::sync::atomic::AtomicU64::new(0);
        let next = move || calls.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let client = Client::post("a", ClientSecret::from_fn(move || Ok::<_, BoxError>(next().to_string())));
        assert_eq!(sent(&client).1, "client_id=a&client_secret=0");
        assert_eq!(sent(&client).1, "client_id=a&client_secret=1");
    }
}
