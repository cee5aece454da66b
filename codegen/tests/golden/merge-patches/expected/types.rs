//! The schemas of the document.

::warded::rt::object! {
    /// The schema `Owner` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Owner in response: Default {
        optional mail: Option<String> = "mail";
    }
    at [0];
}

::warded::rt::object! {
    /// The schema `Thing` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Thing in response: Default {
        optional name: Option<String> = "name";
        optional owner: Option<Owner> = "owner";
    }
    at [0 1];
}

::warded::rt::object! {
    /// The schema `ThingPatch` of the document.
    #[derive(Clone, PartialEq)]
    pub struct ThingPatch in request {
        required version: i64 = "version";
        nullable name: ::warded::Nullable<String> = "name";
        nullable labels: ::warded::Nullable<::std::collections::BTreeMap<String, Option<String>>> = "labels";
        nullable size: ::warded::Nullable<ThingPatchSize> = "size";
        nullable owner: ::warded::Nullable<OwnerPatch> = "owner";
        any anything: Option<::warded::serde_json::Value> = "anything";
    }
    new(version: i64);
    at [0 1 2 3 4 5];
}

::warded::rt::object! {
    /// The schema at `/components/schemas/ThingPatch/properties/size` of the document.
    #[derive(Clone, PartialEq)]
    pub struct ThingPatchSize in request: Default {
        nullable width: ::warded::Nullable<i64> = "width";
    }
    at [0];
}

::warded::rt::object! {
    /// The schema at `/components/schemas/Owner` of the document, in merge patches.
    #[derive(Clone, PartialEq)]
    pub struct OwnerPatch in request: Default {
        nullable mail: ::warded::Nullable<String> = "mail";
    }
    at [0];
}
