//! Requirements of operations: bounds for code that is generic over the client's credentials.
//!
//! The traits can be named but not implemented.

use ::warded::rt;
use super::credential;

::warded::rt::requires! {
    /// Clients with `Basic` and `ApiKey` together, or `Jwt` and `ApiKey` together.
    #[diagnostic::on_unimplemented(
        message = "this operation needs `Basic` and `ApiKey` together, or `Jwt` and `ApiKey` together: call `.basic(…)` and `.api_key(…)`, or `.jwt(…)` and `.api_key(…)` on the client first",
        label = "a credential is missing here",
        note = "the client carries `{Self}`"
    )]
    pub trait BasicAndApiKeyOrJwtAndApiKey = rt::OneOf<(
        (rt::With<credential::Basic>, rt::With<credential::ApiKey>),
        (rt::With<credential::Jwt>, rt::With<credential::ApiKey>)
    )>;
}
