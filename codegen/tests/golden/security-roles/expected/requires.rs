//! What operations require: bounds for code that is generic over the client's credentials.
//!
//! The traits can be named but not implemented.

::warded::requires! {
    /// Clients with `JWT` of role `admin`.
    #[diagnostic::on_unimplemented(
        message = "this operation needs `JWT` of role `admin`: call `.jwt(…)` on the client first",
        label = "a credential is missing here, or is of another role",
        note = "the client carries `{Self}`"
    )]
    pub trait JwtAsAdmin;
    #[diagnostic::do_not_recommend]
    [] super::credential::Credentials<super::credential::Jwt<super::role::Admin>> => jwt;
    else "`JWT` of role `admin`": [jwt(super::role::Admin)];
}

::warded::requires! {
    /// Clients with `JWT`.
    #[diagnostic::on_unimplemented(
        message = "this operation needs `JWT`: call `.jwt(…)` on the client first",
        label = "a credential is missing here",
        note = "the client carries `{Self}`"
    )]
    pub trait Jwt of JwtRole;
    #[diagnostic::do_not_recommend]
    [JRole: super::role::Role] super::credential::Credentials<super::credential::Jwt<JRole>> as JwtRole = JRole => jwt;
    else "`JWT`": [jwt];
}
