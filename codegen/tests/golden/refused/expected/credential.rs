//! Credentials: one type for each security scheme, and the client's slots for them.

::warded::rt::credential! {
    /// A credential of the security scheme `session`: sent as the cookie `sessionid`.
    ///
    /// The server refuses it by the status 401 or 419.
    pub struct Session = "session", Cookie("sessionid") refused[401, 419];
    /// Creates a credential from a key.
    new(secret: impl Into<::warded::SecretString>) = new(&secret.into());
}

::warded::rt::credential! {
    /// A credential of the security scheme `member`: sent as `Authorization: Bearer …`.
    ///
    /// The server refuses it by the status 403.
    ///
    /// Its roles are part of the type: `Member::with_roles(…, role::Admin)`.
    pub struct Member of roles = "member", Bearer refused[403];
    /// Creates a credential from a token, without the prefix `Bearer`.
    new or with_roles(secret: impl Into<::warded::SecretString>) = new(&secret.into());
}

::warded::rt::credential! {
    /// A credential of the security scheme `token`: sent as `Authorization: Bearer …`.
    pub struct Token = "token", Bearer;
    /// Creates a credential from a token, without the prefix `Bearer`.
    new(secret: impl Into<::warded::SecretString>) = new(&secret.into());
}

::warded::rt::credentials! {
    session: S = "session", without_session, Session;
    member: M = "member", without_member, Member<Grants>;
    token: T = "token", without_token, Token;
}
