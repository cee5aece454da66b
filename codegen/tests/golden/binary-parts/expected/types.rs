//! The schemas of the document.

::warded::rt::object! {
    /// The schema at `/paths/~1files/post/requestBody/content/multipart~1form-data/schema` of the document.
    #[derive(Clone, PartialEq)]
    pub struct UploadRequestMultipart in request: Default {
        optional encoded: Option<::warded::File> = "encoded";
        optional typed: Option<::warded::File> = "typed";
        optional both: Option<::warded::File> = "both";
        optional format: Option<::warded::File> = "format";
        optional text: Option<String> = "text";
        optional untyped: Option<::warded::File> = "untyped";
        optional list: Option<Vec<::warded::File>> = "list";
        any json: Option<::warded::serde_json::Value> = "json";
    }
    at [0 1 2 3 4 5 6 7];
}
