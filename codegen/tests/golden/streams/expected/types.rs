//! The schemas of the document.

#[allow(unused_imports, reason = "not every document needs them")]
use ::warded::rt;

rt::object! {
    /// The schema `Progress` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Progress in response {
        required done: i64 = "done";
    }
    at [0];
}
