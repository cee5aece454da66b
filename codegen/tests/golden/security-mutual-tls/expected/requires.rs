//! Requirements of operations: bounds for code that is generic over the client's credentials.
//!
//! The traits can be named but not implemented.

use ::warded::rt;
use super::credential;

::warded::rt::requires! {
    /// Clients with `Certificate`.
    #[diagnostic::on_unimplemented(
        message = "this operation needs `Certificate`: call `.certificate(…)` on the client first",
        label = "a credential is missing here",
        note = "the client carries `{Self}`"
    )]
    pub trait Certificate = rt::With<credential::Certificate>;
}
