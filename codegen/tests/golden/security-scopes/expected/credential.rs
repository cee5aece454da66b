//! Credentials: one type for each security scheme, and the client's slots for them.

::warded::rt::credential! {
    /// A credential of the security scheme `OAuth`: sent as `Authorization: Bearer …`.
    ///
    /// Flows that give a token:
    /// - client credentials: token at `https://api.example.com/token`
    ///
    /// With the feature `oauth2` of `warded`, this type has a constructor for each login.
    pub struct OAuth of scopes = "OAuth", Bearer;
    /// Creates a credential from a token, without the prefix `Bearer`.
    new or with_scopes(secret: impl Into<::warded::SecretString>) = new(&secret.into());
}

::warded::rt::flows! {
    OAuth<Grants> at super::servers::ROOT;
    client_credentials["read:pets", "write:pets"] {
        token: "https://api.example.com/token"
    }
}

::warded::rt::credentials! {
    o_auth: O = "OAuth", without_o_auth, OAuth<Grants>;
}
