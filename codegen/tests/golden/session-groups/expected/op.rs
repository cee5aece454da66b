//! Operations: one type for each, with its errors and the setters of its call.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{servers, types};

::warded::rt::operation! {
    /// `POST` `/again`
    pub enum Again = "again";
    sends POST "/again", servers::ROOT, "application/json";
    gives types::Token, ::warded::Never;
    200..=299 => json Output;
}

::warded::rt::operation! {
    /// `POST` `/login`
    pub enum LogIn = "logIn";
    sends POST "/login", servers::ROOT, "application/json";
    gives types::Token, ::warded::Never;
    200..=299 => json Output;
}

::warded::rt::operation! {
    /// `POST` `/orders`
    pub enum PostOrders = "POST /orders";
    sends POST "/orders", servers::ROOT, "";
    gives (), ::warded::Never;
    200..=299 => empty Output;
}

impl ::warded::Issues for Again {
    type Credential = super::credential::Session;
    #[inline]
    fn issued(
        reply: &Self::Output,
        headers: &::warded::http::HeaderMap,
    ) -> Result<::warded::Issued<Self::Credential>, ::warded::CredentialError> {
        let Some(cookie) = rt::SetCookie::find(headers, "sessionid") else {
            return Err(::warded::CredentialError::NotIssued {
                scheme: "session",
                member: "cookie sessionid",
            });
        };
        let token = cookie.value();
        let credential: Self::Credential = <Self::Credential>::new(token);
        let lifetime = ::warded::Lifetime::unknown().by_cookie(&cookie);
        let mut others = Vec::new();
        let Some(cookie) = rt::SetCookie::find(headers, "csrftoken") else {
            return Err(::warded::CredentialError::NotIssued {
                scheme: "csrf",
                member: "cookie csrftoken",
            });
        };
        let token = cookie.value();
        let lifetime = lifetime.by_cookie(&cookie).after(Some(3600f64));
        others
            .push(
                ::std::sync::Arc::clone(
                    ::warded::Credential::attachment(
                        &<super::credential::Csrf>::new(token),
                    ),
                ),
            );
        let Some(token) = rt::Present::present(&reply.csrf) else {
            return Err(::warded::CredentialError::NotIssued {
                scheme: "csrfCookie",
                member: "/csrf",
            });
        };
        let token = rt::TokenText::text(token);
        others
            .push(
                ::std::sync::Arc::clone(
                    ::warded::Credential::attachment(
                        &<super::credential::CsrfCookie>::new(token),
                    ),
                ),
            );
        rt::keep_beside(&credential, others);
        Ok(::warded::Issued {
            credential,
            lifetime,
        })
    }

    fn refresh_token(
        reply: &Self::Output,
        _: &::warded::http::HeaderMap,
    ) -> Option<::warded::Issued<::warded::session::RefreshToken>> {
        let token = rt::TokenText::text(rt::Present::present(&reply.again)?);
        rt::refresh_token(token, ::warded::Lifetime::unknown())
    }
}

impl ::warded::Issues for LogIn {
    type Credential = super::credential::Session;
    #[inline]
    fn issued(
        reply: &Self::Output,
        headers: &::warded::http::HeaderMap,
    ) -> Result<::warded::Issued<Self::Credential>, ::warded::CredentialError> {
        let Some(cookie) = rt::SetCookie::find(headers, "sessionid") else {
            return Err(::warded::CredentialError::NotIssued {
                scheme: "session",
                member: "cookie sessionid",
            });
        };
        let token = cookie.value();
        let credential: Self::Credential = <Self::Credential>::new(token);
        let lifetime = ::warded::Lifetime::unknown().by_cookie(&cookie);
        let mut others = Vec::new();
        let Some(cookie) = rt::SetCookie::find(headers, "csrftoken") else {
            return Err(::warded::CredentialError::NotIssued {
                scheme: "csrf",
                member: "cookie csrftoken",
            });
        };
        let token = cookie.value();
        let lifetime = lifetime.by_cookie(&cookie).after(Some(3600f64));
        others
            .push(
                ::std::sync::Arc::clone(
                    ::warded::Credential::attachment(
                        &<super::credential::Csrf>::new(token),
                    ),
                ),
            );
        let Some(token) = rt::Present::present(&reply.csrf) else {
            return Err(::warded::CredentialError::NotIssued {
                scheme: "csrfCookie",
                member: "/csrf",
            });
        };
        let token = rt::TokenText::text(token);
        others
            .push(
                ::std::sync::Arc::clone(
                    ::warded::Credential::attachment(
                        &<super::credential::CsrfCookie>::new(token),
                    ),
                ),
            );
        rt::keep_beside(&credential, others);
        Ok(::warded::Issued {
            credential,
            lifetime,
        })
    }

    fn refresh_token(
        reply: &Self::Output,
        _: &::warded::http::HeaderMap,
    ) -> Option<::warded::Issued<::warded::session::RefreshToken>> {
        let token = rt::TokenText::text(rt::Present::present(&reply.again)?);
        rt::refresh_token(token, ::warded::Lifetime::unknown())
    }
}
