//! The schemas of the document.

::warded::rt::object! {
    /// The schema `Maker` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Maker: Default {
        optional name: Option<String> = "name";
    }
    at [0];
}

::warded::rt::object! {
    /// The schema `Owner` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Owner {
        required name: String = "name";
    }
    new(name: impl Into<String>) into name;
    at [0];
}

::warded::rt::object! {
    /// The schema `Part` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Part in response {
        /// Only in responses.
        required id: i64 = "id";
        required bin: PartBin = "bin";
        optional sizes: Option<Sizes> = "sizes";
        optional within: Option<Box<Part>> = "within";
        optional made: Option<Vec<Maker>> = "made";
        optional owner: Option<Owner> = "owner";
    }
    at [0 1 2 3 4 5];
}

/// The schema `Sizes` of the document.
pub type Sizes = ::std::collections::BTreeMap<String, f64>;

::warded::rt::object! {
    /// The schema at `/components/schemas/Part/properties/bin` of the document.
    #[derive(Clone, PartialEq)]
    pub struct PartBin in response: Default {
        optional row: Option<i64> = "row";
    }
    at [0];
}

::warded::rt::object! {
    /// The schema at `/paths/~1parts~1{id}/put/requestBody/content/application~1json/schema` of the document.
    #[derive(Clone, PartialEq)]
    pub struct MovePartRequest in request: Default {
        optional shelf: Option<String> = "shelf";
    }
    at [0];
}

::warded::rt::object! {
    /// The schema at `/components/schemas/Part` of the document, in merge patches.
    #[derive(Clone, PartialEq)]
    pub struct PartPatch in request {
        /// Only in responses.
        nullable id: ::warded::Nullable<i64> = "id";
        required bin: PartPatchBin = "bin";
        nullable sizes: ::warded::Nullable<::std::collections::BTreeMap<String, Option<f64>>> = "sizes";
        nullable within: ::warded::Nullable<Box<PartPatch>> = "within";
        nullable made: ::warded::Nullable<Vec<Maker>> = "made";
        nullable owner: ::warded::Nullable<Owner> = "owner";
    }
    new(bin: PartPatchBin);
    at [0 1 2 3 4 5];
}

::warded::rt::object! {
    /// The schema at `/components/schemas/Part/properties/bin` of the document, in merge patches.
    #[derive(Clone, PartialEq)]
    pub struct PartPatchBin in request: Default {
        nullable row: ::warded::Nullable<i64> = "row";
    }
    at [0];
}

::warded::rt::object! {
    /// The schema at `/paths/~1parts~1{id}/put/requestBody/content/application~1json/schema` of the document, in merge patches.
    #[derive(Clone, PartialEq)]
    pub struct MovePartRequestPatch in request: Default {
        nullable shelf: ::warded::Nullable<String> = "shelf";
    }
    at [0];
}
