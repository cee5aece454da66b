//! Logins by OAuth 2.0 (RFC 6749) and OpenID Connect: sessions that get tokens by the flows that a document declares.
//!
//! ```yaml
//! OAuth:
//!   type: oauth2
//!   flows: { clientCredentials: { tokenUrl: https://auth.example.com/token, scopes: { read: Reads } } }
//! ```
//! The generated type of a scheme's credential has a constructor for each of its flows. It takes the client of the API, for
//! its transport, and the [`Client`] that is registered at the authorization server; what it gives ends in a session
//! ([`SessionBuilder`](crate::session::SessionBuilder)), which fills the slot of the scheme.
//!
//! # The flow to use
//!
//! | the program | the flow | ends with |
//! |---|---|---|
//! | acts for itself: a service, a job | `client_credentials` | [`session`](Flow#impl-Flow<K,+ClientCredentials>) |
//! | acts for a person, and can open a browser on the same machine: a command line, a desktop program | `authorization_code` | [`loopback`](Flow::loopback) |
//! | acts for a person who uses it in the browser: a web server | `authorization_code` | `begin`, [`Pending::finish`] |
//! | acts for a person, and cannot open a browser: over SSH, on a television | `device` | `begin`, [`DeviceLogin::wait`] |
//! | has saved the refresh token of an earlier login | `refresh_token` | [`session`](Flow#impl-Flow<K,+Refresh>) |
//! | has the person's own password, at a server that knows no other way | `password` | [`session`](Flow#impl-Flow<K,+Password>) |
//! | knows only the URL of the server's metadata, as of `openIdConnect` | `discover`, then one of these | |
//! | has a token from elsewhere, or the document declares `implicit` only (use `authorization_code` by `discover`, or at endpoints given by name) | none: `OAuth::new(token)`, `Source::from_fn` | |
//!
//! # Scopes
//!
//! A login asks for the scopes that the type of the credential names, `OAuth::<(scope::Read, scope::Write)>::…`, and no
//! others: there is no default. `OAuth::<()>` asks for none, `OAuth::<All>` for all of the flow. A server that grants less is
//! an error that names the scope, unless [`accept_scopes`](Flow::accept_scopes) accepts it. Scopes that are in no document are
//! added by [`extra_scopes`](Flow::extra_scopes): `offline_access` for a refresh token, `openid` at servers that insist on it.
//!
//! # Endpoints
//!
//! A relative URL of the document is seen from the server that the client of the API uses; an absolute one stays. Only
//! [`endpoint`](Flow::endpoint) moves that, as secrets are sent there. Requests for tokens are sent once, follow no redirect,
//! and take 15 seconds at most.
//!
//! # Examples
//!
//! In all of them `api` is a module with a generated client, and the scheme is called `OAuth`.
//!
//! ```
//! # mod api {
//! #     pub mod servers {
//! #         pub static ROOT: warded::Servers = warded::Servers { index: 0, servers: &[] };
//! #     }
//! #     pub mod scope { warded::rt::scope! { pub struct Read = "read", D0 => super::credential::OAuth; } }
//! #     pub mod credential {
//! #         warded::rt::credential! {
//! #             pub struct OAuth of scopes = "OAuth", Bearer;
//! #             new or with_scopes(secret: impl Into<warded::SecretString>) = new(&secret.into());
//! #         }
//! #         warded::rt::flows! {
//! #             OAuth<Grants> at super::servers::ROOT;
//! #             client_credentials ["read"] { token: "https://auth.example.com/token" }
//! #             password ["read"] { token: "https://auth.example.com/token" }
//! #             authorization_code ["read"] {
//! #                 authorization: "https://auth.example.com/authorize", token: "https://auth.example.com/token"
//! #             }
//! #             device ["read"] { device: "https://auth.example.com/device", token: "https://auth.example.com/token" }
//! #             refresh_token ["read"] { token: "https://auth.example.com/token" }
//! #             discover ["read"] { metadata: "https://auth.example.com/.well-known/openid-configuration" }
//! #         }
//! #         warded::rt::credentials! { o_auth: O = "OAuth", without_o_auth, OAuth<Grants>; }
//! #     }
//! #     pub use credential::{Credentials, OAuth};
//! #     pub mod client {
//! #         warded::rt::client! { pub struct Client at document; }
//! #         warded::rt::slot! { o_auth: O = "OAuth", without_o_auth, OAuth<Grants>; among [] []; }
//! #     }
//! #     pub use client::Client;
//! # }
//! use api::scope::Read;
//! use api::{Client, OAuth};
//! use warded::oauth::{self, Loopback, TokenError};
//! use warded::session::Saved;
//!
//! /// A service.
//! fn service(secret: String) {
//!     let api = Client::new();
//!     let login = OAuth::<Read>::client_credentials(&api, oauth::Client::basic("id", secret));
//!     let api = api.o_auth(login.field("audience", "https://api.example.com").session().build());
//! #   drop(api);
//! }
//!
//! /// A program of the command line. What `save` gets is a new refresh token each time, at servers that rotate them.
//! async fn log_in(save: fn(&Saved)) -> Result<(), TokenError> {
//!     let api = Client::new();
//!     let login = OAuth::<Read>::authorization_code(&api, oauth::Client::public("id")).extra_scopes(["offline_access"]);
//!     let session = login.loopback(Loopback::new(), |url| eprintln!("Open {url}")).await?;
//!     let api = api.o_auth(session.on_change(save).build());
//! #   drop(api);
//!     Ok(())
//! }
//!
//! /// The same program the next time: with what it saved, or with `RefreshToken::new(…)`.
//! fn go_on(saved: Saved, save: fn(&Saved)) {
//!     let api = Client::new();
//!     let login = OAuth::<Read>::refresh_token(&api, oauth::Client::public("id"), saved);
//!     let api = api.o_auth(login.session().on_change(save).build());
//! #   drop(api);
//! }
//!
//! /// A web server: the first of two requests of a browser, with the URL to redirect it to, and with what is kept for it.
//! fn begin(api: &Client, client: oauth::Client) -> Result<(String, warded::SecretString), TokenError> {
//!     let pending = OAuth::<Read>::authorization_code(api, client).begin("https://app.example.com/callback")?;
//!     Ok((pending.url().to_owned(), pending.save()))
//! }
//!
//! /// The second, at `/callback`.
//! async fn finish(
//!     api: &Client,
//!     client: oauth::Client,
//!     kept: warded::SecretString,
//!     query: &str,
//! ) -> Result<(), TokenError> {
//!     let pending = OAuth::<Read>::authorization_code(api, client).resume(&kept)?;
//!     let api = api.clone().o_auth(pending.finish(query).await?.build());
//! #   drop(api);
//!     Ok(())
//! }
//!
//! /// A program where no browser can be opened.
//! async fn television() -> Result<(), TokenError> {
//!     let api = Client::new();
//!     let login = OAuth::<Read>::device(&api, oauth::Client::public("id")).begin().await?;
//!     println!("Enter {} at {}", login.user_code(), login.verification_uri());
//!     let api = api.o_auth(login.wait().await?.build());
//! #   drop(api);
//!     Ok(())
//! }
//!
//! /// A server with the password of a user.
//! fn script(password: warded::SecretString) {
//!     let api = Client::new();
//!     let login = OAuth::<Read>::password(&api, oauth::Client::public("id"), "ada", password);
//!     let api = api.o_auth(login.session().build());
//! #   drop(api);
//! }
//!
//! /// A service that knows the server's metadata only.
//! async fn discover(secret: String) -> Result<(), TokenError> {
//!     let api = Client::new();
//!     let server = OAuth::<Read>::discover(&api).await?;
//!     let api = api.o_auth(server.client_credentials(oauth::Client::basic("id", secret)).session().build());
//! #   drop(api);
//!     Ok(())
//! }
//! # fn main() {}
//! ```

mod authorization_code;
mod client;
mod device;
mod discovery;
mod endpoints;
mod error;
mod error_code;
mod flow;
mod form;
mod log_out;
#[cfg(feature = "rustls")]
mod loopback;
mod pkce;
mod reply;
mod request;

pub use authorization_code::{AuthorizationCode, Pending};
pub use client::{Client, ClientSecret};
pub use device::{Device, DeviceLogin};
pub use discovery::{AuthorizationServer, Discovery};
#[doc(hidden)]
pub use endpoints::Endpoints;
pub use error::{TokenError, TokenErrorKind};
pub use error_code::ErrorCode;
#[doc(hidden)]
pub use flow::TokenCredential;
pub use flow::{ClientCredentials, Flow, Password, Refresh};
#[cfg(feature = "rustls")]
pub use loopback::Loopback;
