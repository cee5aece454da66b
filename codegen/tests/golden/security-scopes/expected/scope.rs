//! Scopes: what a token was granted.
//!
//! A credential made by `new` is taken to have all of them ([`AllScopes`]). For one that may lack some, declare
//! those that it has on a type of your own, and make it by `with_scopes`:
//!
//! ```ignore
//! struct Granted;
//! impl scope::ReadPets for Granted {}
//! ```

pub use ::warded::AllScopes;

/// Tokens with the scope `read:pets`.
///
/// Reads pets
#[diagnostic::on_unimplemented(
    message = "this operation needs the scope `read:pets`, which `{Self}` does not declare: implement `scope::ReadPets` for it if the token was granted it",
    label = "a scope is missing here"
)]
pub trait ReadPets {}

impl ReadPets for ::warded::AllScopes {}

/// Tokens with the scope `write:pets`.
///
/// Changes pets
#[diagnostic::on_unimplemented(
    message = "this operation needs the scope `write:pets`, which `{Self}` does not declare: implement `scope::WritePets` for it if the token was granted it",
    label = "a scope is missing here"
)]
pub trait WritePets {}

impl WritePets for ::warded::AllScopes {}
