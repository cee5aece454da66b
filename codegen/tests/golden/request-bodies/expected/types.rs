//! The schemas of the document.

::warded::rt::object! {
    /// The schema `Picture` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Picture in request: Default {
        optional file: Option<::warded::File> = "file";
        optional tags: Option<Vec<String>> = "tags";
    }
    at [0 1];
}
