//! What operations require: bounds for code that is generic over the client's credentials.
//!
//! The traits can be named but not implemented.

::warded::requires! {
    /// Clients with `Session` and `ApiKey` together, or `Basic`.
    #[diagnostic::on_unimplemented(
        message = "this operation needs `Session` and `ApiKey` together, or `Basic`: call `.session(…)` and `.api_key(…)`, or `.basic(…)` on the client first",
        label = "a credential is missing here",
        note = "the client carries `{Self}`"
    )]
    pub trait SessionAndApiKeyOrBasic;
    #[diagnostic::do_not_recommend]
    [B] super::credential::Credentials<super::credential::Session, super::credential::ApiKey, B> => session, api_key;
    #[diagnostic::do_not_recommend]
    [A] super::credential::Credentials<::warded::Absent, A, super::credential::Basic> => basic;
    #[diagnostic::do_not_recommend]
    [] super::credential::Credentials<super::credential::Session, ::warded::Absent, super::credential::Basic> => basic;
    else "`Session` and `ApiKey` together, or `Basic`": [session, api_key] | [basic];
}
