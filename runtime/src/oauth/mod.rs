//! Logins by OAuth 2.0 (RFC 6749) and OpenID Connect.

mod authorization_code;
mod client;
mod device;
mod discovery;
mod endpoints;
mod error;
mod error_code;
mod flow;
mod form;
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
