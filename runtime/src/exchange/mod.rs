//! Exchanges of HTTP: what all calls of a client share, and the way of one request to the response that ends it.
//!
//! The room is not called `http`, as the root gives that crate under its own name.

pub(crate) mod body;
#[cfg(feature = "cookies")]
mod cookies;
mod core;
mod operation;
mod outgoing;
mod redirect;
pub(crate) mod retries;
mod server;
mod transport;

#[cfg(feature = "oauth2")]
pub(crate) use self::core::Answer;
pub use self::core::{BuildError, Core, CoreBuilder};
pub use body::Body;
#[cfg(feature = "cookies")]
pub use cookies::Cookies;
pub use operation::OperationInfo;
pub(crate) use outgoing::Outgoing;
pub use retries::Retries;
pub use server::{ServerUrl, ServerVariable, Servers};
pub use transport::Wire;
