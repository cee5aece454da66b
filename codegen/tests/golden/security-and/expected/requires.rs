//! Requirements of operations: bounds for code that is generic over the client's credentials.
//!
//! The traits can be named but not implemented.

use ::warded::rt;
use super::credential;

::warded::rt::requires! {
    /// Clients with `Session` and `ApiKey` together, or `Basic`.
    #[diagnostic::on_unimplemented(
        message = "this operation needs `Session` and `ApiKey` together, or `Basic`: call `.session(…)` and `.api_key(…)`, or `.basic(…)` on the client first",
        label = "a credential is missing here",
        note = "the client carries `{Self}`"
    )]
    pub trait SessionAndApiKeyOrBasic = rt::OneOf<(
        (rt::With<credential::Session>, rt::With<credential::ApiKey>),
        rt::With<credential::Basic>
    )>;
}
