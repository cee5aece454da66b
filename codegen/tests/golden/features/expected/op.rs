//! Operations: one type for each, with its errors and the setters of its call.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{servers, types};

#[cfg(feature = "tag-pet-owners")]
::warded::rt::operation! {
    /// `GET` `/owners`
    pub enum ListOwners = "listOwners";
    sends GET "/owners", servers::ROOT, "application/json";
    gives types::Owner, ::warded::Never;
    200..=299 => json Output;
}

#[cfg(feature = "tag-pets")]
::warded::rt::operation! {
    /// `GET` `/pets`
    pub enum ListPets = "listPets";
    sends GET "/pets", servers::ROOT, "application/json";
    gives types::Pet, ListPetsError;
    404 => json Error(ListPetsError::NotFound);
    500 => empty Error(ListPetsError::InternalServerError);
    200..=299 => json Output;
}

#[cfg(feature = "tag-pets")]
/// A documented error of [`ListPets`].
#[derive(Debug)]
pub enum ListPetsError {
    /// 404: Wrong
    NotFound(types::Problem),
    /// 500: Broken
    InternalServerError,
}

#[cfg(feature = "tag-pets")]
::warded::rt::setters! { for super::Call<ListPets> {
    /// The query parameter `limit`.
    limit: i64 => query("limit", rt::Style::FORM, &limit);
} }

#[cfg(any(feature = "tag-pet-owners", feature = "tag-pets"))]
::warded::rt::operation! {
    /// `POST` `/visits`
    pub enum AddVisit = "addVisit";
    sends POST "/visits", servers::ROOT, "application/json";
    gives (), types::Problem;
    404 => json Error;
    200..=299 => empty Output;
}
