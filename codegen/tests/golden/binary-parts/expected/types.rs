//! The schemas of the document.

::warded::object! {
    /// The schema at `/paths/~1files/post/requestBody/content/multipart~1form-data/schema` of the document.
    #[derive(Clone, PartialEq)]
    pub struct UploadRequestMultipart in request: Default {
        optional 0 encoded: Option<::warded::File> = "encoded";
        optional 1 typed: Option<::warded::File> = "typed";
        optional 2 both: Option<::warded::File> = "both";
        optional 3 format: Option<::warded::File> = "format";
        optional 4 text: Option<String> = "text";
    }
}
