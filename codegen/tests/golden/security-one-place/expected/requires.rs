//! What operations require: bounds for code that is generic over the client's credentials.
//!
//! The traits can be named but not implemented.

::warded::requires! {
    /// Clients with `Basic` and `ApiKey` together, or `Jwt` and `ApiKey` together.
    #[diagnostic::on_unimplemented(
        message = "this operation needs `Basic` and `ApiKey` together, or `Jwt` and `ApiKey` together: call `.basic(…)` and `.api_key(…)`, or `.jwt(…)` and `.api_key(…)` on the client first",
        label = "a credential is missing here",
        note = "the client carries `{Self}`"
    )]
    pub trait BasicAndApiKeyOrJwtAndApiKey;
    #[diagnostic::do_not_recommend]
    [J] super::credential::Credentials<super::credential::Basic, J, super::credential::ApiKey> => basic, api_key;
    #[diagnostic::do_not_recommend]
    [] super::credential::Credentials<::warded::Absent, super::credential::Jwt, super::credential::ApiKey> => jwt, api_key;
    else "`Basic` and `ApiKey` together, or `Jwt` and `ApiKey` together": [basic, api_key] | [jwt, api_key];
}
