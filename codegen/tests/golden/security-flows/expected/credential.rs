//! Credentials: one type for each security scheme, and the client's slots for them.

::warded::rt::credential! {
    /// A credential of the security scheme `OAuth`: sent as `Authorization: Bearer …`.
    ///
    /// The way to go.
    ///
    /// Flows that give a token:
    /// - implicit: authorization at `https://auth.example.com/authorize`
    /// - password: token at `/token`, refresh at `/refresh`
    /// - client credentials: token at `https://auth.example.com/token`
    /// - authorization code: authorization at `https://auth.example.com/authorize`, token at `https://auth.example.com/token`
    /// - device authorization: device authorization at `https://auth.example.com/device`, token at `https://auth.example.com/token`
    ///
    /// Metadata of the authorization server: `https://auth.example.com/.well-known/oauth-authorization-server`.
    ///
    /// With the feature `oauth2` of `warded`, this type has a constructor for each login.
    pub struct OAuth of scopes = "OAuth", Bearer;
    /// Creates a credential from a token, without the prefix `Bearer`.
    new or with_scopes(secret: impl Into<::warded::SecretString>) = new(&secret.into());
}

::warded::rt::flows! {
    OAuth<Grants> at super::servers::ROOT;
    password[] {
        token: "/token", refresh: "/refresh"
    }
    client_credentials[] {
        token: "https://auth.example.com/token"
    }
    authorization_code[] {
        authorization: "https://auth.example.com/authorize", token: "https://auth.example.com/token"
    }
    device["read"] {
        device: "https://auth.example.com/device", token: "https://auth.example.com/token"
    }
    refresh_token[] {
        token: "https://auth.example.com/token"
    }
    discover["read"] {
        metadata: "https://auth.example.com/.well-known/oauth-authorization-server"
    }
}

::warded::rt::credential! {
    /// A credential of the security scheme `Provider`: sent as `Authorization: Bearer …`.
    ///
    /// Metadata of the OpenID provider: `https://id.example.com/.well-known/openid-configuration`.
    ///
    /// With the feature `oauth2` of `warded`, this type has a constructor for each login.
    pub struct Provider = "Provider", Bearer;
    /// Creates a credential from a token, without the prefix `Bearer`.
    new(secret: impl Into<::warded::SecretString>) = new(&secret.into());
}

::warded::rt::flows! {
    Provider at super::servers::ROOT;
    discover[] {
        metadata: "https://id.example.com/.well-known/openid-configuration"
    }
}

::warded::rt::credential! {
    /// A credential of the security scheme `Old`: sent in the header `X-Key`.
    ///
    /// **Deprecated.**
    pub struct Old = "Old", Header("X-Key");
    /// Creates a credential from a key.
    new(secret: impl Into<::warded::SecretString>) = new(&secret.into());
}

::warded::rt::credentials! {
    o_auth: O = "OAuth", without_o_auth, OAuth<Grants>;
    provider: P = "Provider", without_provider, Provider;
    old: O2 = "Old", without_old, Old;
}
