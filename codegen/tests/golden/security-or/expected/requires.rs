//! Requirements of operations: bounds for code that is generic over the client's credentials.
//!
//! The traits can be named but not implemented.

use ::warded::rt;
use super::credential;

::warded::rt::requires! {
    /// Clients with `JWT` or `TrackerKey`.
    #[diagnostic::on_unimplemented(
        message = "this operation needs `JWT` or `TrackerKey`: call `.jwt(…)` or `.tracker_key(…)` on the client first",
        label = "a credential is missing here",
        note = "the client carries `{Self}`"
    )]
    pub trait JwtOrTrackerKey = rt::OneOf<(
        rt::With<credential::Jwt>,
        rt::With<credential::TrackerKey>
    )>;
}
