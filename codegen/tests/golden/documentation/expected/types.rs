//! The schemas of the document.

::warded::rt::object! {
    /// A pet
    ///
    /// An animal.
    ///
    /// The schema `Pet` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Pet in response: Default {
        optional legs: Option<i64> = "legs";
        optional names: Option<Vec<String>> = "names";
        any other: Option<::warded::serde_json::Value> = "other";
    }
    at [0 1 2];
}
