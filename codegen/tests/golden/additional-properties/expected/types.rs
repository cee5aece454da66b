//! The schemas of the document.

/// The schema `Free` of the document.
pub type Free = ::std::collections::BTreeMap<String, ::warded::serde_json::Value>;

::warded::object! {
    /// The schema `Keys` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Keys in response: Default {
        optional 0 name: Option<String> = "name";
        .. secret_others 1 additional_properties: ::std::collections::BTreeMap<String, ::warded::Secret>;
    }
}

::warded::object! {
    /// The schema `Labels` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Labels in request {
        required 0 name: String = "name";
        .. others 1 additional_properties: ::std::collections::BTreeMap<String, i64>;
    }
    new(name: impl Into<String>) into name;
}
