//! Operations: one type for each, with its errors and the setters of its call.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{servers, types};

::warded::rt::operation! {
    /// `POST` `/body/log-in`
    pub enum LogInForBody = "logInForBody";
    sends POST "/body/log-in", servers::ROOT, "application/json";
    gives types::Token, ::warded::Never;
    200..=299 => json Output;
}

::warded::rt::operation! {
    /// `POST` `/body/{device}`
    pub enum ByBody = "byBody";
    sends POST "/body/{device}", servers::ROOT, "application/json";
    gives types::Token, ::warded::Never;
    200..=299 => json Output;
}

::warded::rt::operation! {
    /// `POST` `/code`
    pub enum ByCode = "byCode";
    sends POST "/code", servers::ROOT, "application/json";
    gives types::Token, ::warded::Never;
    200..=299 => json Output;
}

::warded::rt::operation! {
    /// `POST` `/form`
    pub enum ByForm = "byForm";
    sends POST "/form", servers::ROOT, "application/json";
    gives types::Token, ::warded::Never;
    200..=299 => json Output;
}

::warded::rt::operation! {
    /// `POST` `/form/log-in`
    pub enum LogInForForm = "logInForForm";
    sends POST "/form/log-in", servers::ROOT, "application/json";
    gives types::Token, ::warded::Never;
    200..=299 => json Output;
}

::warded::rt::operation! {
    /// `POST` `/header`
    pub enum ByHeader = "byHeader";
    sends POST "/header", servers::ROOT, "application/json";
    gives types::Token, ::warded::Never;
    200..=299 => json Output;
}

::warded::rt::operation! {
    /// `POST` `/header/log-in`
    pub enum LogInForHeader = "logInForHeader";
    sends POST "/header/log-in", servers::ROOT, "application/json";
    gives types::Token, ::warded::Never;
    200..=299 => json Output;
}

::warded::rt::operation! {
    /// `POST` `/scheme`
    pub enum ByScheme = "byScheme";
    sends POST "/scheme", servers::ROOT, "application/json";
    gives types::Token, ::warded::Never;
    200..=299 => json Output;
}

impl ::warded::Issues for LogInForBody {
    type Credential = super::credential::Body;
    #[inline]
    fn issued(
        reply: &Self::Output,
        _: &::warded::http::HeaderMap,
    ) -> Result<::warded::Issued<Self::Credential>, ::warded::CredentialError> {
        let token = rt::TokenText::text(&reply.token);
        Ok(::warded::Issued {
            credential: <Self::Credential>::new(token),
            lifetime: ::warded::Lifetime::unknown(),
        })
    }

    fn refresh_token(
        reply: &Self::Output,
        _: &::warded::http::HeaderMap,
    ) -> Option<::warded::Issued<::warded::session::RefreshToken>> {
        let token = rt::TokenText::text(rt::Present::present(&reply.again)?);
        rt::refresh_token(
            token,
            ::warded::Lifetime::unknown()
                .at(rt::Present::present(&reply.end).and_then(rt::Seconds::since_1970)),
        )
    }
}

impl ::warded::Issues for ByBody {
    type Credential = super::credential::Body;
    #[inline]
    fn issued(
        reply: &Self::Output,
        _: &::warded::http::HeaderMap,
    ) -> Result<::warded::Issued<Self::Credential>, ::warded::CredentialError> {
        let token = rt::TokenText::text(&reply.token);
        Ok(::warded::Issued {
            credential: <Self::Credential>::new(token),
            lifetime: ::warded::Lifetime::unknown(),
        })
    }

    fn refresh_token(
        reply: &Self::Output,
        _: &::warded::http::HeaderMap,
    ) -> Option<::warded::Issued<::warded::session::RefreshToken>> {
        let token = rt::TokenText::text(rt::Present::present(&reply.again)?);
        rt::refresh_token(
            token,
            ::warded::Lifetime::unknown()
                .at(rt::Present::present(&reply.end).and_then(rt::Seconds::since_1970)),
        )
    }
}

impl ::warded::Issues for ByCode {
    type Credential = super::credential::Access;
    #[inline]
    fn issued(
        reply: &Self::Output,
        _: &::warded::http::HeaderMap,
    ) -> Result<::warded::Issued<Self::Credential>, ::warded::CredentialError> {
        let token = rt::TokenText::text(&reply.token);
        Ok(::warded::Issued {
            credential: <Self::Credential>::new(token),
            lifetime: ::warded::Lifetime::unknown(),
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

impl ::warded::Issues for ByForm {
    type Credential = super::credential::Form;
    #[inline]
    fn issued(
        reply: &Self::Output,
        _: &::warded::http::HeaderMap,
    ) -> Result<::warded::Issued<Self::Credential>, ::warded::CredentialError> {
        let token = rt::TokenText::text(&reply.token);
        Ok(::warded::Issued {
            credential: <Self::Credential>::new(token),
            lifetime: ::warded::Lifetime::unknown(),
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

impl ::warded::Issues for LogInForForm {
    type Credential = super::credential::Form;
    #[inline]
    fn issued(
        reply: &Self::Output,
        _: &::warded::http::HeaderMap,
    ) -> Result<::warded::Issued<Self::Credential>, ::warded::CredentialError> {
        let token = rt::TokenText::text(&reply.token);
        Ok(::warded::Issued {
            credential: <Self::Credential>::new(token),
            lifetime: ::warded::Lifetime::unknown(),
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

impl ::warded::Issues for ByHeader {
    type Credential = super::credential::Header;
    #[inline]
    fn issued(
        reply: &Self::Output,
        _: &::warded::http::HeaderMap,
    ) -> Result<::warded::Issued<Self::Credential>, ::warded::CredentialError> {
        let token = rt::TokenText::text(&reply.token);
        Ok(::warded::Issued {
            credential: <Self::Credential>::new(token),
            lifetime: ::warded::Lifetime::unknown(),
        })
    }

    fn refresh_token(
        _: &Self::Output,
        headers: &::warded::http::HeaderMap,
    ) -> Option<::warded::Issued<::warded::session::RefreshToken>> {
        let token = rt::header_text(headers, "X-Again")?;
        rt::refresh_token(token, ::warded::Lifetime::unknown())
    }
}

impl ::warded::Issues for LogInForHeader {
    type Credential = super::credential::Header;
    #[inline]
    fn issued(
        reply: &Self::Output,
        _: &::warded::http::HeaderMap,
    ) -> Result<::warded::Issued<Self::Credential>, ::warded::CredentialError> {
        let token = rt::TokenText::text(&reply.token);
        Ok(::warded::Issued {
            credential: <Self::Credential>::new(token),
            lifetime: ::warded::Lifetime::unknown(),
        })
    }

    fn refresh_token(
        _: &Self::Output,
        headers: &::warded::http::HeaderMap,
    ) -> Option<::warded::Issued<::warded::session::RefreshToken>> {
        let token = rt::header_text(headers, "X-Again")?;
        rt::refresh_token(token, ::warded::Lifetime::unknown())
    }
}

impl ::warded::Issues for ByScheme {
    type Credential = super::credential::Access;
    #[inline]
    fn issued(
        reply: &Self::Output,
        _: &::warded::http::HeaderMap,
    ) -> Result<::warded::Issued<Self::Credential>, ::warded::CredentialError> {
        let token = rt::TokenText::text(&reply.token);
        Ok(::warded::Issued {
            credential: <Self::Credential>::new(token),
            lifetime: ::warded::Lifetime::unknown(),
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
