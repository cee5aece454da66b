//! Scopes: what a token was granted.
//!
//! A credential made by `new` is taken to have all of them ([`AllScopes`]). For one that may lack some, declare
//! those that it has on a type of your own, and make it by `with_scopes`:
//!
//! ```ignore
//! struct Granted;
//! impl scope::Mail for Granted {}
//! ```

pub use ::warded::AllScopes;

/// Tokens with the scope `mail`.
#[diagnostic::on_unimplemented(
    message = "this operation needs the scope `mail`, which `{Self}` does not declare: implement `scope::Mail` for it if the token was granted it",
    label = "a scope is missing here"
)]
pub trait Mail {}

impl Mail for ::warded::AllScopes {}

/// Tokens with the scope `profile`.
#[diagnostic::on_unimplemented(
    message = "this operation needs the scope `profile`, which `{Self}` does not declare: implement `scope::Profile` for it if the token was granted it",
    label = "a scope is missing here"
)]
pub trait Profile {}

impl Profile for ::warded::AllScopes {}
