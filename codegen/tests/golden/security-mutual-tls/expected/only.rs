//! Credentials of clients that have exactly one: for the types of struct fields, as in `Client<only::…>`.

/// A credential of `Certificate`, and no other.
pub type Certificate = super::credential::Credentials<super::credential::Certificate>;
