//! Credentials: one type for each security scheme, and the client's slots for them.

::warded::rt::credential! {
    /// A credential of the security scheme `Session`: the document uses it without declaring it, so its constructors determine how it is sent.
    pub struct Session = "Session", Undeclared;
    /// Creates a credential that is sent as `Authorization: Bearer …`, from a token without the prefix `Bearer`.
    bearer(secret: impl Into<::warded::SecretString>) = placed(
        ::warded::rt::Placement::Bearer,
        &secret.into()
    );
    /// Creates a credential that is sent in the header `name`.
    header(name: &str, secret: impl Into<::warded::SecretString>) = placed(
        ::warded::rt::Placement::Header(name),
        &secret.into()
    );
    /// Creates a credential that is sent as the query parameter `name`.
    query(name: &str, secret: impl Into<::warded::SecretString>) = placed(
        ::warded::rt::Placement::Query(name),
        &secret.into()
    );
    /// Creates a credential that is sent as the cookie `name`.
    cookie(name: &str, secret: impl Into<::warded::SecretString>) = placed(
        ::warded::rt::Placement::Cookie(name),
        &secret.into()
    );
}

::warded::rt::credentials! {
    session: S = "Session", without_session, Session;
}
