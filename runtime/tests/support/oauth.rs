//! A scheme with every flow, as the generator writes it.

pub mod servers {
    pub static ROOT: warded::Servers =
        warded::Servers { index: 0, servers: &[warded::rt::ServerUrl { url: "/", variables: &[] }] };
}

pub mod scope {
    warded::rt::scope! {
        /// The scope `read`.
        pub struct Read = "read", D0 => super::credential::OAuth;
    }
    warded::rt::scope! {
        /// The scope `write`.
        pub struct Write = "write", D1 => super::credential::OAuth;
    }
    warded::rt::scope! {
        /// The scope `openid`.
        pub struct Openid = "openid", D2 => super::credential::OAuth;
    }
}

pub mod credential {
    warded::rt::credential! {
        /// A credential of the security scheme `OAuth`: sent as `Authorization: Bearer …`.
        pub struct OAuth of scopes = "OAuth", Bearer;
        /// Creates a credential from a token, without the prefix `Bearer`.
        new or with_scopes(secret: impl Into<::warded::SecretString>) = new(&secret.into());
    }

    warded::rt::flows! {
        OAuth<Grants> at super::servers::ROOT;
        client_credentials ["read", "write"] { token: "https://auth.example.com/token?p=a" }
        password ["read"] { token: "https://auth.example.com/token", refresh: "https://auth.example.com/refresh" }
        authorization_code ["read", "write", "openid"] {
            authorization: "https://auth.example.com/authorize?tenant=a",
            token: "oauth/token",
        }
        device ["read"] { device: "/device", token: "/token" }
        refresh_token ["read", "write", "openid"] { token: "oauth/token" }
        discover ["read"] { metadata: "https://id.example.com/.well-known/openid-configuration" }
    }

    warded::rt::credential! {
        /// A credential of the security scheme `Provider`: sent as `Authorization: Bearer …`.
        pub struct Provider = "Provider", Bearer;
        /// Creates a credential from a token, without the prefix `Bearer`.
        new(secret: impl Into<::warded::SecretString>) = new(&secret.into());
    }

    warded::rt::flows! {
        Provider at super::servers::ROOT;
        discover [] { metadata: "https://id.example.com/.well-known/openid-configuration" }
    }

    warded::rt::credentials! {
        o_auth: O = "OAuth", without_o_auth, OAuth<Grants>;
        provider: P = "Provider", without_provider, Provider;
    }
}

pub use credential::{Credentials, OAuth, Provider};

pub mod client {
    warded::rt::client! {
        /// A client of the API.
        pub struct Client at base_url;
    }
}

pub use client::Client;
