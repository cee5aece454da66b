//! Requirements of operations: bounds for code that is generic over the client's credentials.
//!
//! The traits can be named but not implemented.

use ::warded::rt;
use super::{credential, role};

::warded::rt::requires! {
    /// Clients with `JWT` of role `admin`.
    #[diagnostic::on_unimplemented(
        message = "this operation needs `JWT` of role `admin`: call `.jwt(…)` on the client first",
        label = "a credential is missing here, or is of another role",
        note = "the client carries `{Self}`"
    )]
    pub trait JwtAsAdmin = rt::With<credential::Jwt, role::Admin>;
}

::warded::rt::requires! {
    /// Clients with `JWT`.
    #[diagnostic::on_unimplemented(
        message = "this operation needs `JWT`: call `.jwt(…)` on the client first",
        label = "a credential is missing here",
        note = "the client carries `{Self}`"
    )]
    pub trait Jwt keeping JwtGrants of Jwt = rt::With<credential::Jwt>;
}
