//! Requirements of operations: bounds for code that is generic over the client's credentials.
//!
//! The traits can be named but not implemented.

use ::warded::rt;
use super::{credential, scope};

::warded::rt::requires! {
    /// Clients with `Login` with the scope `mail`, or `Key`.
    #[diagnostic::on_unimplemented(
        message = "this operation needs `Login` with the scope `mail`, or `Key`: call `.login(…)` or `.key(…)` on the client first",
        label = "a credential is missing here, or was not granted the scope",
        note = "the client carries `{Self}`"
    )]
    pub trait LoginWithMailOrKey = rt::OneOf<(
        rt::With<credential::Login, scope::Mail>,
        rt::With<credential::Key>
    )>;
}

::warded::rt::requires! {
    /// Clients with `Login` with the scope `profile`.
    #[diagnostic::on_unimplemented(
        message = "this operation needs `Login` with the scope `profile`: call `.login(…)` on the client first",
        label = "a credential is missing here, or was not granted the scope",
        note = "the client carries `{Self}`"
    )]
    pub trait LoginWithProfile = rt::With<credential::Login, scope::Profile>;
}
