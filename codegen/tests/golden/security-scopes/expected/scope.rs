//! Scopes of tokens.
//!
//! A credential that is made without scopes is assumed to have all of them. For one that may lack some, name those
//! that it has, one or a tuple: `OAuth::with_scopes(token, scope::ReadPets)`.

pub use ::warded::{All, UnknownRole};

::warded::rt::scope! {
    /// The scope `read:pets`.
    ///
    /// Reads pets
    pub struct ReadPets = "read:pets", D6 D3 => super::credential::OAuth;
}

::warded::rt::scope! {
    /// The scope `write:pets`.
    ///
    /// Changes pets
    pub struct WritePets = "write:pets", D5 D0 => super::credential::OAuth;
}
