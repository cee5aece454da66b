//! Roles of credentials.

use ::warded::rt;
pub use ::warded::{All, UnknownRole};

rt::scope! {
    /// The role `admin`.
    pub struct Admin = "admin", Dc Da => super::credential::Jwt;
}

rt::scope! {
    /// The role `guest`.
    pub struct Guest = "guest", Df D5 => super::credential::Jwt;
}
