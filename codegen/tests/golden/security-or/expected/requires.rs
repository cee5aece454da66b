//! What operations require: bounds for code that is generic over the client's credentials.
//!
//! The traits can be named but not implemented.

::warded::requires! {
    /// Clients with `JWT` or `TrackerKey`.
    #[diagnostic::on_unimplemented(
        message = "this operation needs `JWT` or `TrackerKey`: call `.jwt(…)` or `.tracker_key(…)` on the client first",
        label = "a credential is missing here",
        note = "the client carries `{Self}`"
    )]
    pub trait JwtOrTrackerKey;
    #[diagnostic::do_not_recommend]
    [T] super::credential::Credentials<super::credential::Jwt, T> => jwt;
    #[diagnostic::do_not_recommend]
    [] super::credential::Credentials<::warded::Absent, super::credential::TrackerKey> => tracker_key;
    else "`JWT` or `TrackerKey`": [jwt] | [tracker_key];
}
