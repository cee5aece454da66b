//! Operations: one type for each, with its errors and the setters of its call.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{servers, types};

::warded::rt::operation! {
    /// `POST` `/list`
    pub enum ByList = "byList";
    sends POST "/list", servers::ROOT, "application/json";
    gives types::List, ::warded::Never;
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
    /// `POST` `/successes`
    pub enum BySuccesses = "bySuccesses";
    sends POST "/successes", servers::ROOT, "application/json";
    gives BySuccessesOutput, ::warded::Never;
    200 => json Output(BySuccessesOutput::Ok);
    202 => json Output(BySuccessesOutput::Accepted);
    204 => empty Output(BySuccessesOutput::NoContent);
}

/// A success of [`BySuccesses`].
#[derive(Debug)]
pub enum BySuccessesOutput {
    /// 200: ok
    Ok(types::Token),
    /// 202: ok
    Accepted(types::More),
    /// 204: Nothing
    NoContent,
}

::warded::rt::operation! {
    /// `POST` `/union`
    pub enum ByUnion = "byUnion";
    sends POST "/union", servers::ROOT, "application/json";
    gives types::Reply, ::warded::Never;
    200..=299 => json Output;
}

impl ::warded::Issues for ByList {
    type Credential = super::credential::Jwt;
    #[inline]
    fn issued(
        reply: &Self::Output,
        _: &::warded::http::HeaderMap,
    ) -> Result<::warded::Issued<Self::Credential>, ::warded::CredentialError> {
        let Some(token) = reply.tokens.first().map(|object| &object.token) else {
            return Err(::warded::CredentialError::NotIssued {
                scheme: "JWT",
                member: "/tokens/0/token",
            });
        };
        let token = rt::TokenText::text(token);
        Ok(::warded::Issued {
            credential: <Self::Credential>::new(token),
            lifetime: ::warded::Lifetime::unknown()
                .at(
                    reply
                        .tokens
                        .first()
                        .and_then(|object| rt::Present::present(&object.end))
                        .and_then(rt::Seconds::seconds)
                        .map(|milliseconds| milliseconds / 1000.0),
                ),
        })
    }
}

impl ::warded::Issues for BySuccesses {
    type Credential = super::credential::Jwt;
    #[inline]
    fn issued(
        reply: &Self::Output,
        _: &::warded::http::HeaderMap,
    ) -> Result<::warded::Issued<Self::Credential>, ::warded::CredentialError> {
        let Some(token) = (if let BySuccessesOutput::Ok(value) = &reply {
            Some(value)
        } else {
            None
        })
            .map(|object| &object.token) else {
            return Err(::warded::CredentialError::NotIssued {
                scheme: "JWT",
                member: "/token",
            });
        };
        let token = rt::TokenText::text(token);
        Ok(::warded::Issued {
            credential: <Self::Credential>::new(token),
            lifetime: ::warded::Lifetime::unknown().after(Some(3600f64)),
        })
    }
}

impl ::warded::Issues for ByUnion {
    type Credential = super::credential::Jwt;
    #[inline]
    fn issued(
        reply: &Self::Output,
        _: &::warded::http::HeaderMap,
    ) -> Result<::warded::Issued<Self::Credential>, ::warded::CredentialError> {
        let Some(token) = rt::Present::present(&reply.data)
            .and_then(|value| {
                if let types::ReplyData::Token(value) = value {
                    Some(value)
                } else {
                    None
                }
            })
            .map(|object| &object.token) else {
            return Err(::warded::CredentialError::NotIssued {
                scheme: "JWT",
                member: "/data/token",
            });
        };
        let token = rt::TokenText::text(token);
        Ok(::warded::Issued {
            credential: <Self::Credential>::new(token),
            lifetime: ::warded::Lifetime::unknown()
                .at(
                    rt::Present::present(&reply.data)
                        .and_then(|value| {
                            if let types::ReplyData::Token(value) = value {
                                Some(value)
                            } else {
                                None
                            }
                        })
                        .map(|object| &object.until)
                        .and_then(rt::Seconds::since_1970),
                ),
        })
    }
}
