//! Security Scheme Object at run time: credentials, their locations, and the credentials of a call.
//!
//! ```yaml
//! components:
//!   securitySchemes:
//!     JWT: { type: http, scheme: bearer }
//! ```
//! The generated client has a type `Jwt` that implements [`Credential`]. A [`Source`] of it fills a [`Slot`] of the
//! client; the [`requirement`] of an operation selects slots, whose sources become the [`Authorization`] of the call;
//! the call attaches their credentials last, and only for the servers of its operation.

mod attach;
mod attachment;
mod authorization;
mod declare;
mod dynamic;
pub(crate) mod grant;
pub(crate) mod requirement;
mod requires;
mod revocation;
mod scheme;
mod sent;
mod slot;
mod source;
#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use attach::{Attach, AttachError, Carrier};
pub use attachment::Attachment;
pub use authorization::Authorization;
pub use declare::debug_schemes;
pub use dynamic::DynamicSlot;
pub use grant::{All, UnknownRole};
pub use revocation::{Revocation, Revoked};
pub use scheme::{Placement, Scheme};
pub(crate) use sent::Sent;
pub use slot::Slot;
pub use source::{IntoSource, Source, Supplied, Supply};
pub(crate) use source::{MAX_TEXT, text};

/// The type of an empty slot: the client has no credential of that scheme.
#[derive(Clone, Copy, Debug, Default)]
pub struct Absent;

/// A credential of one security scheme of one API.
///
/// Each scheme has a type of its own, so that one API's bearer token can't be given to another's client. Such a type
/// shows nothing of its secret: no `Display`, no `Serialize`, no `Deref`, no comparison, and a redacted `Debug`.
pub trait Credential: Clone + Send + Sync + 'static {
    /// The scheme.
    const SCHEME: &'static Scheme;

    /// The part that it adds to a request.
    fn attachment(&self) -> &Arc<Attachment>;
}
