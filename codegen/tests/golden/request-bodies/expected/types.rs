//! The schemas of the document.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

rt::object! {
    /// The schema `Picture` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Picture in request: Default {
        optional file: Option<::warded::File> = "file";
        optional tags: Option<Vec<String>> = "tags";
    }
    at [0 1];
}
