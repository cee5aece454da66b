//! Operations: one type for each, with its errors and the setters of its call.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{servers, types};

::warded::rt::operation! {
    /// `GET` `/pets`
    pub enum FindPets = "findPets";
    sends GET "/pets", servers::ROOT, "";
    gives (), ::warded::Never;
    200..=299 => empty Output;
}

::warded::rt::setters! { for super::Call<FindPets> {
    /// The filter.
    ///
    /// The query string `filter`.
    filter: &types::Filter => query_form(
        "filter",
        filter,
        &[("tags", rt::Style::PIPE_DELIMITED.field())]
    );
} }

::warded::rt::operation! {
    /// `GET` `/pets/json`
    pub enum FindPetsByJson = "findPetsByJson";
    sends GET "/pets/json", servers::ROOT, "";
    gives (), ::warded::Never;
    200..=299 => empty Output;
}

::warded::rt::operation! {
    /// `GET` `/pets/path`
    pub enum FindPetsByPath = "findPetsByPath";
    sends GET "/pets/path", servers::ROOT, "";
    gives (), ::warded::Never;
    200..=299 => empty Output;
}

::warded::rt::setters! { for super::Call<FindPetsByPath> {
    /// The query string `path`.
    path: &str => query_string("path", rt::Style::SIMPLE, path);
} }
