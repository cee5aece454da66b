//! Roles: whom a credential speaks for.

/// Whom a credential speaks for.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no role of this API: take one of module `role`",
    label = "not a role"
)]
pub trait Role: super::credential::sealed::Sealed + 'static {
    /// Its name in the document; none if only the server knows the role.
    const NAME: Option<&'static str>;
}

impl super::credential::sealed::Sealed for ::warded::UnknownRole {}

impl Role for ::warded::UnknownRole {
    const NAME: Option<&'static str> = None;
}

/// The role `admin`.
#[derive(Clone, Copy, Debug)]
pub enum Admin {}

impl super::credential::sealed::Sealed for Admin {}

impl Role for Admin {
    const NAME: Option<&'static str> = Some("admin");
}

/// The role `guest`.
#[derive(Clone, Copy, Debug)]
pub enum Guest {}

impl super::credential::sealed::Sealed for Guest {}

impl Role for Guest {
    const NAME: Option<&'static str> = Some("guest");
}
