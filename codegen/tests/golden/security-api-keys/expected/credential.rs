//! Credentials: one type for each security scheme, and the client's slots for them.

::warded::rt::credential! {
    /// A credential of the security scheme `Header`: sent in the header `X-Api-Key`.
    pub struct Header = "Header", Header("X-Api-Key");
    /// Creates a credential from a key.
    new(secret: impl Into<::warded::SecretString>) = new(&secret.into());
}

::warded::rt::credential! {
    /// A credential of the security scheme `Query`: sent as the query parameter `api_key`.
    pub struct Query = "Query", Query("api_key");
    /// Creates a credential from a key.
    new(secret: impl Into<::warded::SecretString>) = new(&secret.into());
}

::warded::rt::credential! {
    /// A credential of the security scheme `Cookie`: sent as the cookie `session`.
    pub struct Cookie = "Cookie", Cookie("session");
    /// Creates a credential from a key.
    new(secret: impl Into<::warded::SecretString>) = new(&secret.into());
}

::warded::rt::credentials! {
    header: H = "Header", without_header, Header;
    query: Q = "Query", without_query, Query;
    cookie: C2 = "Cookie", without_cookie, Cookie;
}
