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
    gives types::Pet, ShowPetError;
    404 => empty Error(ShowPetError::NotFound);
    400..=499 => text Error(ShowPetError::ClientError);
    200..=299 => json Output;
    _ => json Error(ShowPetError::Default);
}

/// A documented error of [`ShowPet`].
#[derive(Debug)]
pub enum ShowPetError {
    /// 404: No such pet.
    NotFound,
    /// 4XX: Another mistake.
    ClientError(String),
    /// Any other status: Anything else.
    Default(types::Pet),
}

::warded::rt::headers! {
    /// The documented headers of a success of [`ShowPet`].
    pub struct ShowPetHeaders {
        optional link: Option<String> = "Link";
        /// Calls left.
        required x_rate_limit: i64 = "X-Rate-Limit";
    }
}

::warded::rt::headers! {
    /// The documented headers of an error, for `ErrorResponse::typed_headers`, of [`ShowPet`].
    pub struct ShowPetErrorHeaders {
        /// Why.
        optional x_reason: Option<String> = "X-Reason";
    }
}

::warded::rt::operation! {
    /// `PUT` `/pets/{id}`
    pub enum PutPet = "putPet";
    sends PUT "/pets/{id}", servers::ROOT, "application/json";
    gives PutPetOutput, ::warded::Never;
    200 => json Output(PutPetOutput::Ok);
    201 => empty Output(PutPetOutput::Created);
}

/// A success of [`PutPet`].
#[derive(Debug)]
pub enum PutPetOutput {
    /// 200: Changed.
    Ok(types::Pet),
    /// 201: Made.
    Created,
}

::warded::rt::operation! {
    /// `HEAD` `/pets/{id}`
    pub enum ProbePet = "probePet";
    sends HEAD "/pets/{id}", servers::ROOT, "";
    gives (), ::warded::Never;
    200..=299 => empty Output;
}
