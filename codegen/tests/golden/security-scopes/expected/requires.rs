//! What operations require: bounds for code that is generic over the client's credentials.
//!
//! The traits can be named but not implemented.

::warded::requires! {
    /// Clients with `OAuth` with the scope `read:pets`.
    #[diagnostic::on_unimplemented(
        message = "this operation needs `OAuth` with the scope `read:pets`: call `.o_auth(…)` on the client first",
        label = "a credential is missing here",
        note = "the client carries `{Self}`"
    )]
    pub trait OAuthWithReadPets;
    [OScopes: super::scope::ReadPets + 'static] super::credential::Credentials<super::credential::OAuth<OScopes>> => o_auth;
    else "`OAuth` with the scope `read:pets`": [o_auth];
}

::warded::requires! {
    /// Clients with `OAuth` with the scopes `read:pets` and `write:pets`.
    #[diagnostic::on_unimplemented(
        message = "this operation needs `OAuth` with the scopes `read:pets` and `write:pets`: call `.o_auth(…)` on the client first",
        label = "a credential is missing here",
        note = "the client carries `{Self}`"
    )]
    pub trait OAuthWithReadPetsWritePets;
    [OScopes: super::scope::ReadPets + super::scope::WritePets + 'static] super::credential::Credentials<super::credential::OAuth<OScopes>> => o_auth;
    else "`OAuth` with the scopes `read:pets` and `write:pets`": [o_auth];
}
