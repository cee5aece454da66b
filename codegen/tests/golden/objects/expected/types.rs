//! The schemas of the document.

/// The schema `Nothing` of the document.
pub type Nothing = ::std::collections::BTreeMap<String, ::warded::serde_json::Value>;

::warded::object! {
    /// The schema `Owner` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Owner in request: Default {
        optional 0 pet: Option<Pet> = "pet";
        optional 1 members: Option<String> = "members";
        optional 2 index: Option<i64> = "index";
    }
}

::warded::object! {
    /// An animal, see [the guide](https://example.com/pets).
    ///
    /// The schema `Pet` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Pet in request {
        /// Only in responses.
        optional 0 id: Option<i64> = "id";
        required 1 pet_name: String = "petName";
        /// Absent, it counts as `1`.
        optional 2 age: Option<i32> = "age";
        required 3 owner: Option<Box<Owner>> = "owner";
        secret_required 4 secret: ::warded::Secret = "secret";
        /// **Deprecated.**
        optional 5 r#type: Option<String> = "type";
    }
    new(pet_name: impl Into<String>, owner: Option<Box<Owner>>, secret: impl Into<::warded::Secret>) into pet_name, secret;
}
