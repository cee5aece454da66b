//! Operations: one type for each, with its errors and the setters of its call.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{servers, types};

::warded::rt::operation! {
    /// `POST` `/cookie`
    pub enum ByCookie = "byCookie";
    sends POST "/cookie", servers::ROOT, "";
    gives (), ::warded::Never;
    200..=299 => empty Output;
}

::warded::rt::operation! {
    /// `POST` `/header`
    pub enum ByHeader = "byHeader";
    sends POST "/header", servers::ROOT, "";
    headers ByHeaderHeaders;
    gives (), ::warded::Never;
    200..=299 => empty Output;
}

::warded::rt::headers! {
    /// The documented headers of a success of [`ByHeader`].
    pub struct ByHeaderHeaders {
        optional authorization: Option<::warded::Secret> = "Authorization";
    }
}

::warded::rt::operation! {
    /// `POST` `/json`
    pub enum ByJson = "byJson";
    sends POST "/json", servers::ROOT, "application/json";
    gives ::warded::Secret, ::warded::Never;
    200..=299 => json Output;
}

::warded::rt::operation! {
    /// `GET` `/me`
    pub enum GetMe = "GET /me";
    sends GET "/me", servers::ROOT, "";
    gives (), ::warded::Never;
    200..=299 => empty Output;
}

::warded::rt::operation! {
    /// `POST` `/text`
    pub enum ByText = "byText";
    sends POST "/text", servers::ROOT, "text/plain";
    gives ::warded::Secret, ::warded::Never;
    200..=299 => scalar Output;
}

impl ::warded::Issues for ByCookie {
    type Credential = super::credential::Session;
    #[inline]
    fn issued(
        _: &Self::Output,
        headers: &::warded::http::HeaderMap,
    ) -> Result<::warded::Issued<Self::Credential>, ::warded::CredentialError> {
        let Some(cookie) = rt::SetCookie::find(headers, "sessionid") else {
            return Err(::warded::CredentialError::NotIssued {
                scheme: "Session",
                member: "cookie sessionid",
            });
        };
        let token = cookie.value();
        Ok(::warded::Issued {
            credential: <Self::Credential>::new(token),
            lifetime: ::warded::Lifetime::unknown().by_cookie(&cookie),
        })
    }
}

impl ::warded::Issues for ByHeader {
    type Credential = super::credential::Bearer;
    #[inline]
    fn issued(
        _: &Self::Output,
        headers: &::warded::http::HeaderMap,
    ) -> Result<::warded::Issued<Self::Credential>, ::warded::CredentialError> {
        let Some(token) = rt::header_text(headers, "Authorization") else {
            return Err(::warded::CredentialError::NotIssued {
                scheme: "Bearer",
                member: "header Authorization",
            });
        };
        let token = rt::without_bearer(token);
        Ok(::warded::Issued {
            credential: <Self::Credential>::new(token),
            lifetime: ::warded::Lifetime::unknown()
                .after(
                    rt::header_text(headers, "X-Expires-In")
                        .and_then(rt::Seconds::seconds),
                ),
        })
    }
}

impl ::warded::Issues for ByJson {
    type Credential = super::credential::Bearer;
    #[inline]
    fn issued(
        reply: &Self::Output,
        _: &::warded::http::HeaderMap,
    ) -> Result<::warded::Issued<Self::Credential>, ::warded::CredentialError> {
        let token = rt::TokenText::text(reply);
        Ok(::warded::Issued {
            credential: <Self::Credential>::new(token),
            lifetime: ::warded::Lifetime::unknown().jwt(token),
        })
    }
}

impl ::warded::Issues for ByText {
    type Credential = super::credential::Key;
    #[inline]
    fn issued(
        reply: &Self::Output,
        _: &::warded::http::HeaderMap,
    ) -> Result<::warded::Issued<Self::Credential>, ::warded::CredentialError> {
        let token = rt::TokenText::text(reply);
        Ok(::warded::Issued {
            credential: <Self::Credential>::new(rt::prefixed("Token", token).as_str()),
            lifetime: ::warded::Lifetime::unknown().after(Some(86400f64)),
        })
    }
}
