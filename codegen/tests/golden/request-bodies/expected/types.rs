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

::warded::rt::object! {
    /// The schema at `/components/schemas/Picture` of the document, in merge patches.
    #[derive(Clone, PartialEq)]
    pub struct PicturePatch in request: Default {
        nullable file: ::warded::Nullable<::warded::File> = "file";
        nullable tags: ::warded::Nullable<Vec<String>> = "tags";
    }
    at [0 1];
}
