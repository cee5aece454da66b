//! The schemas of the document.

/// The schema `Nothing` of the document.
pub type Nothing = ::std::collections::BTreeMap<String, ::warded::serde_json::Value>;

::warded::rt::object! {
    /// The schema `Owner` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Owner in request: Default {
        optional pet: Option<Pet> = "pet";
        optional members: Option<String> = "members";
        optional index: Option<i64> = "index";
    }
    at [0 1 2];
}

::warded::rt::object! {
    /// An animal, see [the guide](https://example.com/pets).
    ///
    /// The schema `Pet` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Pet in request {
        /// Only in responses.
        optional id: Option<i64> = "id";
        /// In JSON: `petName`.
        required pet_name: String = "petName";
        /// Default: `1`.
        optional age: Option<i32> = "age";
        required owner: Option<Box<Owner>> = "owner";
        secret_required secret: ::warded::Secret = "secret";
        /// In JSON: `type`.
        ///
        /// **Deprecated.**
        optional r#type: Option<String> = "type";
    }
    new(pet_name: impl Into<String>, owner: Option<Box<Owner>>, secret: impl Into<::warded::Secret>) into pet_name, secret;
    at [0 1 2 3 4 5];
}
