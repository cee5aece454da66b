//! The schemas of the document.

::warded::object! {
    /// The schema `Picture` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Picture in request: Default {
        optional 0 file: Option<::warded::File> = "file";
        optional 1 tags: Option<Vec<String>> = "tags";
    }
}
