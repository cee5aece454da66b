//! Operations: one type for each, with its errors and the setters of its call.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{servers, types};

::warded::rt::operation! {
    /// `GET` `/pets/{shelter}`
    pub enum GetPetsByShelter = "GET /pets/{shelter}";
    sends GET "/pets/{shelter}", servers::ROOT, "text/plain";
    gives String, ::warded::Never;
    200..=299 => text Output;
}

::warded::rt::operation! {
    /// `QUERY` `/pets/{shelter}`
    pub enum FindPets = "findPets";
    sends QUERY "/pets/{shelter}", servers::ROOT, "application/json";
    gives Vec<String>, ();
    404 => empty Error;
    200..=299 => json Output;
}

::warded::rt::setters! { for super::Call<FindPets> {
    /// The query parameter `limit`.
    limit: i64 => query("limit", rt::Style::FORM, &limit);
} }

::warded::rt::operation! {
    /// `COPY` `/pets/{shelter}`
    pub enum CopyPetsByShelter = "COPY /pets/{shelter}";
    sends "COPY" "/pets/{shelter}", servers::ROOT, "";
    gives (), ::warded::Never;
    200..=299 => empty Output;
}

::warded::rt::operation! {
    /// `VERSION-CONTROL` `/pets/{shelter}`
    pub enum KeepVersions = "keepVersions";
    sends "VERSION-CONTROL" "/pets/{shelter}", servers::ROOT, "";
    gives (), ::warded::Never;
    200..=299 => empty Output;
}
