//! What operations require: bounds for code that is generic over the client's credentials.
//!
//! The traits can be named but not implemented.

::warded::requires! {
    /// Clients with or without `JWT`.
    #[diagnostic::on_unimplemented(
        message = "this operation sends `JWT` if the client carries it: the client's type must say whether it does",
        label = "not known to be a client's credentials",
        note = "the client carries `{Self}`"
    )]
    pub trait OptionalJwt;
    #[diagnostic::do_not_recommend]
    [] super::credential::Credentials<super::credential::Jwt> => jwt;
    #[diagnostic::do_not_recommend]
    [] super::credential::Credentials<::warded::Absent> =>;
    else "`JWT`": [jwt] | [];
}
