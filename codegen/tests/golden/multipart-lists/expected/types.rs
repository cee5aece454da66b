//! The schemas of the document.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

rt::object! {
    /// The schema `Note` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Note: Default {
        optional text: Option<String> = "text";
    }
    at [0];
}
