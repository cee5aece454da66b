//! The schemas of the document.

::warded::rt::object! {
    /// The schema `Note` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Note: Default {
        optional text: Option<String> = "text";
    }
    at [0];
}
