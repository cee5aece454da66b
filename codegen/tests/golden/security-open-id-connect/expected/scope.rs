//! Scopes of tokens.
//!
//! A credential that is made without scopes is assumed to have all of them. For one that may lack some, name those
//! that it has, one or a tuple: `Login::with_scopes(token, scope::Mail)`.

pub use ::warded::{All, UnknownRole};

::warded::rt::scope! {
    /// The scope `mail`.
    pub struct Mail = "mail", D7 Da => super::credential::Login;
}

::warded::rt::scope! {
    /// The scope `profile`.
    pub struct Profile = "profile", De D2 => super::credential::Login;
}
