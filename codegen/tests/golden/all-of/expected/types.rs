//! The schemas of the document.

::warded::object! {
    /// The schema `Animal` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Animal in response {
        required 0 id: i64 = "id";
        optional 1 name: Option<String> = "name";
    }
}

::warded::object! {
    /// An animal that purrs.
    ///
    /// The schema `Cat` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Cat {
        required 0 id: i64 = "id";
        required 1 name: String = "name";
        /// Absent, it counts as `9`.
        optional 2 lives: Option<i64> = "lives";
    }
    new(id: i64, name: impl Into<String>) into name;
}

/// The same type under another name.
///
/// The schema `Pet` of the document.
pub type Pet = Cat;
