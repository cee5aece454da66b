//! The schemas of the document.

::warded::rt::object! {
    /// The schema `Progress` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Progress in response {
        required done: i64 = "done";
    }
    at [0];
}
