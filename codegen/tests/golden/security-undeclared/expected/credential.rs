//! Credentials: one type for each security scheme, and the client's places for them.

::warded::rt::credential! {
    /// A credential of the security scheme `Session`: the document names it without declaring it, so whoever makes one says how the server takes it.
    pub struct Session = "Session", Undeclared;
    /// Makes one that is sent as `Authorization: Bearer …`, of a token without `Bearer`.
    bearer(secret: impl Into<::warded::SecretString>) = placed(
        ::warded::rt::Placement::Bearer,
        &secret.into()
    );
    /// Makes one that is sent in the header `name`.
    header(name: &str, secret: impl Into<::warded::SecretString>) = placed(
        ::warded::rt::Placement::Header(name),
        &secret.into()
    );
    /// Makes one that is sent as the query parameter `name`.
    query(name: &str, secret: impl Into<::warded::SecretString>) = placed(
        ::warded::rt::Placement::Query(name),
        &secret.into()
    );
    /// Makes one that is sent as the cookie `name`.
    cookie(name: &str, secret: impl Into<::warded::SecretString>) = placed(
        ::warded::rt::Placement::Cookie(name),
        &secret.into()
    );
}

::warded::rt::credentials! {
    session: S = "Session", without_session, Session;
}
