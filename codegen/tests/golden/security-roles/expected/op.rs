//! Operations: one type for each, with its errors and the setters of its call.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{servers, types};

::warded::rt::operation! {
    /// `GET` `/admin`
    pub enum Administer = "administer";
    sends GET "/admin", servers::ROOT, "";
    gives (), ::warded::Never;
    200..=299 => empty Output;
}

::warded::rt::operation! {
    /// `POST` `/login`
    pub enum LogIn = "logIn";
    sends POST "/login", servers::ROOT, "application/json";
    headers LogInHeaders;
    gives types::Token, ::warded::Never;
    200..=299 => json Output;
}

/// The documented headers of a success of [`LogIn`].
pub type LogInHeaders = XServerHeaders;

::warded::rt::operation! {
    /// `POST` `/logout`
    pub enum LogOut = "logOut";
    sends POST "/logout", servers::ROOT, "";
    gives (), ::warded::Never;
    200..=299 => empty Output;
}

::warded::rt::operation! {
    /// `POST` `/refresh`
    pub enum Refresh<Grants: 'static> = "refresh";
    sends POST "/refresh", servers::ROOT, "application/json";
    headers RefreshHeaders;
    gives types::Token, ::warded::Never;
    200..=299 => json Output;
}

/// The documented headers of a success of [`Refresh`].
pub type RefreshHeaders = XServerHeaders;

::warded::rt::headers! {
    /// The documented headers of a success of several operations.
    pub struct XServerHeaders {
        optional x_server: Option<String> = "X-Server";
    }
}

impl ::warded::Issues for LogIn {
    type Credential = super::credential::Jwt<super::role::Guest>;
    #[inline]
    fn issued(
        reply: &Self::Output,
        _: &::warded::http::HeaderMap,
    ) -> Result<::warded::Issued<Self::Credential>, ::warded::CredentialError> {
        let token = rt::TokenText::text(&reply.token);
        Ok(::warded::Issued {
            credential: <Self::Credential>::issued(token),
            lifetime: ::warded::Lifetime::unknown().jwt(token).after(Some(3600f64)),
        })
    }
}

impl<Grants: 'static> ::warded::Issues for Refresh<Grants> {
    type Credential = super::credential::Jwt<Grants>;
    #[inline]
    fn issued(
        reply: &Self::Output,
        _: &::warded::http::HeaderMap,
    ) -> Result<::warded::Issued<Self::Credential>, ::warded::CredentialError> {
        let token = rt::TokenText::text(&reply.token);
        Ok(::warded::Issued {
            credential: <Self::Credential>::issued(token),
            lifetime: ::warded::Lifetime::unknown(),
        })
    }
}
