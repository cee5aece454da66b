//! The schemas of the document.

::warded::object! {
    /// The schema `Patch` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Patch in request {
        required 0 always: Option<String> = "always";
        nullable 1 name: ::warded::Nullable<String> = "name";
        optional 2 limit: Option<i64> = "limit";
        nullable 3 tags: ::warded::Nullable<Vec<Option<String>>> = "tags";
        any 4 anything: Option<::warded::serde_json::Value> = "anything";
    }
    new(always: Option<String>);
}
