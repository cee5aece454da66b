//! Credentials: one type for each security scheme, and the client's slots for them.

::warded::rt::credential! {
    /// A credential of the security scheme `JWT`: sent as `Authorization: Bearer …`.
    pub struct Jwt = "JWT", Bearer;
    /// Creates a credential from a token, without the prefix `Bearer`.
    new(secret: impl Into<::warded::SecretString>) = new(&secret.into());
}

::warded::rt::credential! {
    /// A credential of the security scheme `TrackerKey`: sent as the query parameter `token`.
    pub struct TrackerKey = "TrackerKey", Query("token");
    /// Creates a credential from a key.
    new(secret: impl Into<::warded::SecretString>) = new(&secret.into());
}

::warded::rt::credentials! {
    jwt: J = "JWT", without_jwt, Jwt;
    tracker_key: T = "TrackerKey", without_tracker_key, TrackerKey;
}
