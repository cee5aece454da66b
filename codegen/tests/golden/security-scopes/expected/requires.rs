//! Requirements of operations: bounds for code that is generic over the client's credentials.
//!
//! The traits can be named but not implemented.

use ::warded::rt;
use super::{credential, scope};

::warded::rt::requires! {
    /// Clients with `OAuth` with the scope `read:pets`.
    #[diagnostic::on_unimplemented(
        message = "this operation needs `OAuth` with the scope `read:pets`: call `.o_auth(…)` on the client first",
        label = "a credential is missing here, or was not granted the scope",
        note = "the client carries `{Self}`"
    )]
    pub trait OAuthWithReadPets = rt::With<credential::OAuth, scope::ReadPets>;
}

::warded::rt::requires! {
    /// Clients with `OAuth` with the scopes `read:pets` and `write:pets`.
    #[diagnostic::on_unimplemented(
        message = "this operation needs `OAuth` with the scopes `read:pets` and `write:pets`: call `.o_auth(…)` on the client first",
        label = "a credential is missing here, or was not granted the scope",
        note = "the client carries `{Self}`"
    )]
    pub trait OAuthWithReadPetsWritePets = rt::With<credential::OAuth, (
        scope::ReadPets,
        scope::WritePets
    )>;
}
