//! Operations: one type for each, with its errors and the setters of its call.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{servers, types};

::warded::rt::operation! {
    /// `GET` `/me`
    pub enum ShowMe = "showMe";
    sends GET "/me", servers::ROOT, "";
    gives (), ::warded::Never;
    200..=299 => empty Output;
}
