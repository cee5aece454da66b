//! Macro for the logins of a security scheme, by the flows that its document declares.

/// Declares the logins of a scheme's credential: a constructor for each flow of the document, so that a login by another
/// flow does not compile. Without the feature `oauth2` it is nothing.
///
/// It stands in the module of the credential's type, behind [`credential!`](crate::credential!), and begins with that type:
/// `OAuth<Grants>`, or `OAuth` if it has no parameter. Behind `at` is the static of the document's own servers, from which
/// relative URLs are seen. Then follows a row for each flow: the names of all scopes of the flow, which a login for `All` asks
/// for (`[]` if the type has no parameter), and its URLs, as they are in the document.
///
/// ```text
/// flows!     { TYPE [<PARAMETER>] at PATH_OF_SERVERS; ROW* }
/// ROW        = NAME [SCOPE, …] { KEY: URL, … }        SCOPE, URL: literals of text
/// NAME       = client_credentials    KEYs: token, refresh
///            | password              KEYs: token, refresh
///            | authorization_code    KEYs: authorization, token, refresh
///            | device                KEYs: device, token, refresh
///            | refresh_token         KEYs: token, refresh
///            | discover              KEYs: metadata
/// ```
///
/// Each NAME occurs once at most, each KEY once in a row, and in any order; URLs that the document does not have are left out
/// (a login then has to be given them by name). `refresh_token` has the scopes and the URLs of the flow whose refresh tokens
/// it goes on with: the first of authorization code, device and password. `discover` is for `openIdConnectUrl` and
/// `oauth2MetadataUrl`; its scopes are all of the scheme's.
///
/// ```ignore
/// ::warded::rt::flows! {
///     OAuth<Grants> at super::servers::ROOT;
///     client_credentials ["read", "write"] { token: "https://auth.example.com/token" }
///     authorization_code ["read", "write"] {
///         authorization: "https://auth.example.com/authorize",
///         token: "/token",
///         refresh: "/refresh",
///     }
///     refresh_token ["read", "write"] { token: "/token", refresh: "/refresh" }
///     discover ["read", "write"] { metadata: "https://auth.example.com/.well-known/openid-configuration" }
/// }
/// ```
#[cfg(not(feature = "oauth2"))]
#[doc(hidden)]
#[macro_export]
macro_rules! flows {
    ($($tokens:tt)*) => {};
}

/// Declares the logins of a scheme's credential, as described where it is nothing.
///
/// ```
/// # mod api {
/// #     pub mod servers {
/// #         pub static ROOT: warded::Servers = warded::Servers { index: 0, servers: &[] };
/// #     }
/// #     warded::rt::credential! {
/// #         pub struct OAuth of scopes = "OAuth", Bearer;
/// #         new or with_scopes(secret: impl Into<warded::SecretString>) = new(&secret.into());
/// #     }
/// #     warded::rt::flows! {
/// #         OAuth<Grants> at servers::ROOT;
/// #         client_credentials [] { token: "https://auth.example.com/token" }
/// #     }
/// # }
/// # use warded::{Core, UnknownRole, oauth::Client};
/// # fn main() {
/// let login = api::OAuth::<()>::client_credentials(&Core::default(), Client::public("id"));
/// # }
/// ```
///
/// A flow that the document does not declare, and a set for which no login can ask, do not compile:
///
/// ```compile_fail,E0599
/// # mod api {
/// #     pub mod servers {
/// #         pub static ROOT: warded::Servers = warded::Servers { index: 0, servers: &[] };
/// #     }
/// #     warded::rt::credential! {
/// #         pub struct OAuth of scopes = "OAuth", Bearer;
/// #         new or with_scopes(secret: impl Into<warded::SecretString>) = new(&secret.into());
/// #     }
/// #     warded::rt::flows! {
/// #         OAuth<Grants> at servers::ROOT;
/// #         client_credentials [] { token: "https://auth.example.com/token" }
/// #     }
/// # }
/// # use warded::{Core, UnknownRole, oauth::Client};
/// # fn main() {
/// let login = api::OAuth::<()>::device(&Core::default(), Client::public("id"));
/// # }
/// ```
///
/// ```compile_fail,E0277
/// # mod api {
/// #     pub mod servers {
/// #         pub static ROOT: warded::Servers = warded::Servers { index: 0, servers: &[] };
/// #     }
/// #     warded::rt::credential! {
/// #         pub struct OAuth of scopes = "OAuth", Bearer;
/// #         new or with_scopes(secret: impl Into<warded::SecretString>) = new(&secret.into());
/// #     }
/// #     warded::rt::flows! {
/// #         OAuth<Grants> at servers::ROOT;
/// #         client_credentials [] { token: "https://auth.example.com/token" }
/// #     }
/// # }
/// # use warded::{Core, UnknownRole, oauth::Client};
/// # fn main() {
/// let login = api::OAuth::<UnknownRole>::client_credentials(&Core::default(), Client::public("id"));
/// # }
/// ```
///
/// The scopes are always named:
///
/// ```compile_fail,E0283
/// # mod api {
/// #     pub mod servers {
/// #         pub static ROOT: warded::Servers = warded::Servers { index: 0, servers: &[] };
/// #     }
/// #     warded::rt::credential! {
/// #         pub struct OAuth of scopes = "OAuth", Bearer;
/// #         new or with_scopes(secret: impl Into<warded::SecretString>) = new(&secret.into());
/// #     }
/// #     warded::rt::flows! {
/// #         OAuth<Grants> at servers::ROOT;
/// #         client_credentials [] { token: "https://auth.example.com/token" }
/// #     }
/// # }
/// # use warded::{Core, UnknownRole, oauth::Client};
/// # fn main() {
/// let login = api::OAuth::client_credentials(&Core::default(), Client::public("id"));
/// # }
/// ```
#[cfg(feature = "oauth2")]
#[doc(hidden)]
#[macro_export]
macro_rules! flows {
    ($ty:ident $(<$grants:ident>)? at $servers:path; $($flow:ident $scopes:tt $urls:tt)*) => {
        $crate::flows! { @credential $ty [$($grants)?] }
        $crate::flows! { @each $ty [$($grants)?] [$servers] $($flow $scopes $urls)* }
    };
    (@each $ty:ident $grants:tt $servers:tt $($flow:ident $scopes:tt $urls:tt)*) => {
        $($crate::flows! { @$flow $ty $grants $servers $scopes $urls })*
    };
    (@credential $ty:ident []) => {
        impl $crate::rt::TokenCredential for self::$ty {
            fn scopes(_: &'static [&'static str]) -> ::std::vec::Vec<&'static str> {
                ::std::vec::Vec::new()
            }

            fn of_token(token: &$crate::SecretString) -> Self {
                let attachment = $crate::rt::Attachment::new(<Self as $crate::Credential>::SCHEME, token);
                Self { attachment: ::std::sync::Arc::new(attachment) }
            }
        }
    };
    (@credential $ty:ident [$grants:ident]) => {
        impl<$grants: $crate::rt::Requested<self::$ty>> $crate::rt::TokenCredential for self::$ty<$grants> {
            fn scopes(all: &'static [&'static str]) -> ::std::vec::Vec<&'static str> {
                let mut names = ::std::vec::Vec::new();
                $grants::names(all, &mut names);
                names
            }

            fn of_token(token: &$crate::SecretString) -> Self {
                Self::made($crate::rt::Attachment::new(<Self as $crate::Credential>::SCHEME, token))
            }
        }
    };
    (@client_credentials $ty:ident $grants:tt $servers:tt $scopes:tt $urls:tt) => {
        $crate::flows! {
            @constructor $ty $grants $servers $scopes $urls
            /// A login by client credentials (RFC 6749, 4.4): the application acts for itself, and nobody is asked.
            client_credentials(client: $crate::oauth::Client) = ClientCredentials: $crate::oauth::ClientCredentials;
            "let session = " "client_credentials(&api, Client::basic(\"id\", secret)).session().build();"
        }
    };
    (@password $ty:ident $grants:tt $servers:tt $scopes:tt $urls:tt) => {
        $crate::flows! {
            @constructor $ty $grants $servers $scopes $urls
            /// A login by the name and the password of a user (RFC 6749, 4.3). Prefer the authorization code, by which the
            /// application never sees the password, wherever the server has it.
            password(
                client: $crate::oauth::Client,
                username: impl ::core::convert::Into<::std::string::String>,
                password: impl ::core::convert::Into<$crate::SecretString>
            ) = Password: $crate::oauth::Password::new(username, password);
            "let session = " "password(&api, Client::public(\"id\"), \"ada\", password).session().build();"
        }
    };
    (@authorization_code $ty:ident $grants:tt $servers:tt $scopes:tt $urls:tt) => {
        $crate::flows! {
            @constructor $ty $grants $servers $scopes $urls
            /// A login of a person in the browser (RFC 6749, 4.1, with PKCE, RFC 7636): in a program of the command line by
            /// `loopback`, in a web server by `begin` and `finish`.
            authorization_code(client: $crate::oauth::Client) =
                AuthorizationCode: $crate::oauth::AuthorizationCode::default();
            "let login = " "authorization_code(&api, Client::public(\"id\"));"
        }
    };
    (@device $ty:ident $grants:tt $servers:tt $scopes:tt $urls:tt) => {
        $crate::flows! {
            @constructor $ty $grants $servers $scopes $urls
            /// A login of a person on another device (RFC 8628), for programs where no browser can be opened: they show a
            /// code and where to enter it.
            device(client: $crate::oauth::Client) = Device: $crate::oauth::Device;
            "let login = " "device(&api, Client::public(\"id\")).begin().await?;"
        }
    };
    (@refresh_token $ty:ident $grants:tt $servers:tt $scopes:tt $urls:tt) => {
        $crate::flows! {
            @constructor $ty $grants $servers $scopes $urls
            /// A session that goes on with the refresh token of an earlier login (RFC 6749, 6), or with all that its session
            /// had to save. That its scopes are those of the type is not checked before the first refresh.
            refresh_token(
                client: $crate::oauth::Client,
                saved: impl ::core::convert::Into<$crate::session::Saved>
            ) = Refresh: $crate::oauth::Refresh::new(saved);
            "let session = " "refresh_token(&api, Client::public(\"id\"), RefreshToken::new(saved)).session().build();"
        }
    };
    (
        @constructor $ty:ident [$($grants:ident)?] [$servers:path]
        [$($scope:literal),* $(,)?] { $($key:ident: $url:literal),* $(,)? }
        $(#[$doc:meta])*
        $name:ident(client: $client:ty $(, $argument:ident: $of:ty)*) = $by:ident: $made:expr;
        $begin:literal $end:literal
    ) => {
        impl$(<$grants>)? self::$ty$(<$grants>)? {
            $(#[$doc])*
            ///
            /// ```ignore
            #[doc = concat!($begin, stringify!($ty), $("::<", stringify!($grants), ">",)? "::", $end)]
            /// ```
            $(
                #[doc = concat!("`", stringify!($grants), "` names the scopes: one of module `scope`, a tuple of them, `All`,")]
                /// or `()` for none.
            )?
            ///
            /// In the document:
            $(#[doc = concat!("- ", stringify!($key), ": `", $url, "`")])*
            #[must_use]
            pub fn $name(api: &impl ::core::convert::AsRef<$crate::Core>, client: $client $(, $argument: $of)*)
                -> $crate::oauth::Flow<Self, $crate::oauth::$by>
            $(where $grants: $crate::rt::Requested<self::$ty>)?
            {
                static ENDPOINTS: $crate::rt::Endpoints = $crate::rt::Endpoints {
                    $($key: ::core::option::Option::Some($url),)*
                    scopes: &[$($scope),*],
                    ..$crate::rt::Endpoints::none(&$servers)
                };
                $crate::oauth::Flow::new(api.as_ref(), &ENDPOINTS, client, $made)
            }
        }
    };
    (
        @discover $ty:ident [$($grants:ident)?] [$servers:path]
        [$($scope:literal),* $(,)?] { $($key:ident: $url:literal),* $(,)? }
    ) => {
        impl$(<$grants>)? self::$ty$(<$grants>)? {
            /// The flows of an authorization server, by its metadata (OpenID Connect Discovery; RFC 8414).
            ///
            /// ```ignore
            #[doc = concat!("let server = ", stringify!($ty), $("::<", stringify!($grants), ">",)? "::discover(&api).await?;")]
            /// let session = server.client_credentials(Client::basic("id", secret)).session().build();
            /// ```
            $(
                #[doc = concat!("`", stringify!($grants), "` names the scopes: one of module `scope`, a tuple of them, `All`,")]
                /// or `()` for none.
            )?
            ///
            /// In the document:
            $(#[doc = concat!("- ", stringify!($key), ": `", $url, "`")])*
            pub fn discover(api: &impl ::core::convert::AsRef<$crate::Core>) -> $crate::oauth::Discovery<Self>
            $(where $grants: $crate::rt::Requested<self::$ty>)?
            {
                static ENDPOINTS: $crate::rt::Endpoints = $crate::rt::Endpoints {
                    $($key: ::core::option::Option::Some($url),)*
                    scopes: &[$($scope),*],
                    ..$crate::rt::Endpoints::none(&$servers)
                };
                $crate::oauth::Discovery::new(api.as_ref(), &ENDPOINTS)
            }
        }
    };
}
