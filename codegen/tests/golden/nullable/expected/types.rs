//! The schemas of the document.

::warded::rt::object! {
    /// The schema `Patch` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Patch in request {
        required always: Option<String> = "always";
        nullable name: ::warded::Nullable<String> = "name";
        optional limit: Option<i64> = "limit";
        nullable tags: ::warded::Nullable<Vec<Option<String>>> = "tags";
        any anything: Option<::warded::serde_json::Value> = "anything";
    }
    new(always: Option<String>);
    at [0 1 2 3 4];
}
