//! Operations: one type for each, with its errors and the setters of its call.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{servers, types};

::warded::rt::operation! {
    /// `GET` `/export`
    pub enum Export = "export";
    sends GET "/export", servers::ROOT, "application/json";
    streams(200..=299);
    gives ::warded::ByteStream, ::warded::Never;
    200..=299 => stream Output;
}

::warded::rt::operation! {
    /// `GET` `/pets`
    pub enum ListPets = "listPets";
    sends GET "/pets", servers::ROOT, "application/json";
    gives Vec<String>, ::warded::Never;
    200..=299 => json Output;
}

::warded::rt::operation! {
    /// `PUT` `/pets`
    pub enum PutPet = "putPet";
    sends PUT "/pets", servers::ROOT, "application/json";
    gives PutPetOutput, ::warded::Never;
    200 => json_or_text Output(PutPetOutput::Ok);
    202 => empty Output(PutPetOutput::Accepted);
}

/// A success of [`PutPet`].
#[derive(Debug)]
pub enum PutPetOutput {
    /// 200: Changed.
    Ok(String),
    /// 202: Later.
    Accepted,
}

::warded::rt::operation! {
    /// `POST` `/pets`
    pub enum MakePet = "makePet";
    sends POST "/pets", servers::ROOT, "application/json";
    headers MakePetHeaders;
    gives (), String;
    200..=299 => empty Output;
    _ => json Error;
}

::warded::rt::headers! {
    /// The documented headers of a success of [`MakePet`].
    pub struct MakePetHeaders {
        each set_cookie: Vec<::warded::Secret> = "Set-Cookie";
    }
}
