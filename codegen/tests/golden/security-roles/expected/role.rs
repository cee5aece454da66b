//! Roles of credentials.

pub use ::warded::{All, UnknownRole};

::warded::rt::scope! {
    /// The role `admin`.
    pub struct Admin = "admin", Dc Da => super::credential::Jwt;
}

::warded::rt::scope! {
    /// The role `guest`.
    pub struct Guest = "guest", Df D5 => super::credential::Jwt;
}
