//! The schemas of the document.

::warded::rt::object! {
    /// The schema `Animal` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Animal in response {
        required id: i64 = "id";
        optional name: Option<String> = "name";
    }
    at [0 1];
}

::warded::rt::object! {
    /// An animal that purrs.
    ///
    /// The schema `Cat` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Cat {
        required id: i64 = "id";
        required name: String = "name";
        /// Default: `9`.
        optional lives: Option<i64> = "lives";
    }
    new(id: i64, name: impl Into<String>) into name;
    at [0 1 2];
}

/// The same type under another name.
///
/// The schema `Pet` of the document.
pub type Pet = Cat;
