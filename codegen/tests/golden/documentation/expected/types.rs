//! The schemas of the document.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

rt::object! {
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
