//! What operations require: bounds for code that is generic over the client's credentials.
//!
//! The traits can be named but not implemented.

::warded::requires! {
    /// Clients with `Login` with the scope `mail`, or `Key`.
    #[diagnostic::on_unimplemented(
        message = "this operation needs `Login` with the scope `mail`, or `Key`: call `.login(…)` or `.key(…)` on the client first",
        label = "a credential is missing here",
        note = "the client carries `{Self}`"
    )]
    pub trait LoginWithMailOrKey;
    [LScopes: super::scope::Mail + 'static, K] super::credential::Credentials<super::credential::Login<LScopes>, K> => login;
    #[diagnostic::do_not_recommend]
    [] super::credential::Credentials<::warded::Absent, super::credential::Key> => key;
    else "`Login` with the scope `mail`, or `Key`": [login] | [key];
}

::warded::requires! {
    /// Clients with `Login` with the scope `profile`.
    #[diagnostic::on_unimplemented(
        message = "this operation needs `Login` with the scope `profile`: call `.login(…)` on the client first",
        label = "a credential is missing here",
        note = "the client carries `{Self}`"
    )]
    pub trait LoginWithProfile;
    [LScopes: super::scope::Profile + 'static, K] super::credential::Credentials<super::credential::Login<LScopes>, K> => login;
    else "`Login` with the scope `profile`": [login];
}
