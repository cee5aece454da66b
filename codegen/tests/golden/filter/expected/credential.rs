//! Credentials: one type for each security scheme, and the client's slots for them.

::warded::rt::credential! {
    /// A credential of the security scheme `Key`: sent in the header `X-Key`.
    pub struct Key = "Key", Header("X-Key");
    /// Creates a credential from a key.
    new(secret: impl Into<::warded::SecretString>) = new(&secret.into());
}

::warded::rt::credentials! {
    key: K = "Key", without_key, Key;
}
