//! Requirements of operations: bounds for code that is generic over the client's credentials.
//!
//! The traits can be named but not implemented.

use ::warded::rt;
use super::credential;

::warded::rt::requires! {
    /// Clients with `Cookie`.
    #[diagnostic::on_unimplemented(
        message = "this operation needs `Cookie`: call `.cookie(…)` on the client first",
        label = "a credential is missing here",
        note = "the client carries `{Self}`"
    )]
    pub trait Cookie = rt::With<credential::Cookie>;
}

::warded::rt::requires! {
    /// Clients with `Header`.
    #[diagnostic::on_unimplemented(
        message = "this operation needs `Header`: call `.header(…)` on the client first",
        label = "a credential is missing here",
        note = "the client carries `{Self}`"
    )]
    pub trait Header = rt::With<credential::Header>;
}

::warded::rt::requires! {
    /// Clients with `Query`.
    #[diagnostic::on_unimplemented(
        message = "this operation needs `Query`: call `.query(…)` on the client first",
        label = "a credential is missing here",
        note = "the client carries `{Self}`"
    )]
    pub trait Query = rt::With<credential::Query>;
}
