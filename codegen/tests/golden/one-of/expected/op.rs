//! Operations: one type for each, with its errors and the setters of its call.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

#[allow(unused_imports, reason = "not every document needs them")]
use super::{servers, types};

::warded::rt::operation! {
    /// `GET` `/shapes`
    pub enum ShowShape = "showShape";
    sends GET "/shapes", servers::ROOT, "application/json";
    gives types::Shape, ::warded::Never;
    200..=299 => json Output;
}
