//! The schemas of the document.

/// The schema `Free` of the document.
pub type Free = ::std::collections::BTreeMap<String, ::warded::serde_json::Value>;

::warded::rt::object! {
    /// The schema `Keys` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Keys in response: Default {
        optional name: Option<String> = "name";
        .. secret_others additional_properties: ::std::collections::BTreeMap<String, ::warded::Secret>;
    }
    at [0] [1];
}

::warded::rt::object! {
    /// The schema `Labels` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Labels in request {
        required name: String = "name";
        .. others additional_properties: ::std::collections::BTreeMap<String, i64>;
    }
    new(name: impl Into<String>) into name;
    at [0] [1];
}
