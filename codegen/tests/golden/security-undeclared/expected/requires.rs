//! Requirements of operations: bounds for code that is generic over the client's credentials.
//!
//! The traits can be named but not implemented.

use ::warded::rt;
use super::credential;

::warded::rt::requires! {
    /// Clients with `Session`.
    #[diagnostic::on_unimplemented(
        message = "this operation needs `Session`: call `.session(…)` on the client first",
        label = "a credential is missing here",
        note = "the client carries `{Self}`"
    )]
    pub trait Session = rt::With<credential::Session>;
}
