//! Operations: one type for each, with its errors and the setters of its call.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{servers, types};

::warded::rt::operation! {
    /// `GET` `/pets/{id}`
    pub enum ShowPet = "showPet";
    sends GET "/pets/{id}", servers::ROOT, "application/json, text/plain";
    headers ShowPetHeaders;
    gives String, ShowPetError;
    404 => empty Error(ShowPetError::NotFound);
    400..=499 => text Error(ShowPetError::ClientError);
    200..=299 => json_or_text Output;
}

/// A documented error of [`ShowPet`].
pub type ShowPetError = NotFoundOrClientError;

/// The documented headers of a success of [`ShowPet`].
pub type ShowPetHeaders = XRateLimitHeaders;

::warded::rt::operation! {
    /// `PATCH` `/pets/{id}`
    pub enum ChangePet = "changePet";
    sends PATCH "/pets/{id}", servers::ROOT, "application/json, text/plain";
    headers ChangePetHeaders;
    gives String, ChangePetError;
    404 => empty Error(ChangePetError::NotFound);
    400..=499 => text Error(ChangePetError::ClientError);
    200..=299 => json_or_text Output;
}

/// A documented error of [`ChangePet`].
pub type ChangePetError = NotFoundOrClientError;

/// The documented headers of a success of [`ChangePet`].
pub type ChangePetHeaders = XRateLimitHeaders;

/// A documented error of several operations.
#[derive(Debug)]
pub enum NotFoundOrClientError {
    /// 404.
    NotFound,
    /// 4XX: Another mistake.
    ClientError(String),
}

::warded::rt::headers! {
    /// The documented headers of a success of several operations.
    pub struct XRateLimitHeaders {
        /// Calls left.
        required x_rate_limit: i64 = "X-Rate-Limit";
    }
}
