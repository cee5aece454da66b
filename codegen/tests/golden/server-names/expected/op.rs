//! Operations: one type for each, with its errors and the setters of its call.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{servers, types};

::warded::rt::operation! {
    /// `GET` `/a`
    pub enum Root = "root";
    sends GET "/a", servers::ROOT, "";
    gives (), ::warded::Never;
    200..=299 => empty Output;
}

::warded::rt::operation! {
    /// `GET` `/b`
    pub enum Only = "only";
    sends GET "/b", servers::FILE_STORE, "";
    gives (), ::warded::Never;
    200..=299 => empty Output;
}

::warded::rt::operation! {
    /// `GET` `/c`
    pub enum Others = "others";
    sends GET "/c", servers::C_EXAMPLE_COM, "";
    gives (), ::warded::Never;
    200..=299 => empty Output;
}
