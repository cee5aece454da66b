//! Requirements of operations: bounds for code that is generic over the client's credentials.
//!
//! The traits can be named but not implemented.

use ::warded::rt;
use super::credential;

::warded::rt::requires! {
    /// Clients with or without `JWT`.
    #[diagnostic::on_unimplemented(
        message = "this operation sends `JWT` if the client carries it: the client's type must say whether it does",
        label = "not known to be a client's credentials",
        note = "the client carries `{Self}`"
    )]
    pub trait OptionalJwt = rt::OneOf<(rt::With<credential::Jwt>, ())>;
}
