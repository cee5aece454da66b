//! Operations: one type for each, with its errors and the setters of its call.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{servers, types};

::warded::rt::operation! {
    /// `GET` `/pets`
    pub enum ListPets = "listPets";
    sends GET "/pets", servers::ROOT, "application/json";
    gives types::Pet, ::warded::Never;
    200..=299 => json Output;
}

::warded::rt::setters! { for super::Call<ListPets> {
    /// The first.
    ///
    /// The query parameter `from`.
    #[deprecated]
    from: &str => query("from", rt::Style::FORM, from);
} }

::warded::rt::operation! {
    /// `TRACE` `/pets`
    pub enum Trace = "trace";
    sends TRACE "/pets", servers::ROOT, "";
    gives (), ::warded::Never;
    200..=299 => empty Output;
}
