//! The schemas of the document.

::warded::object! {
    /// A pet
    ///
    /// An animal.
    ///
    /// The schema `Pet` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Pet in response: Default {
        optional 0 legs: Option<i64> = "legs";
        optional 1 names: Option<Vec<String>> = "names";
        any 2 other: Option<::warded::serde_json::Value> = "other";
    }
}
