//! The schemas of the document.

::warded::rt::object! {
    /// The schema `Page` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Page in response: Default {
        optional next: Option<String> = "next";
        optional pets: Option<Vec<Pet>> = "pets";
    }
    at [0 1];
}

::warded::rt::object! {
    /// The schema `Pet` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Pet in response: Default {
        optional state: Option<PetState> = "state";
    }
    at [0];
}

::warded::rt::enumeration! {
    /// The schema at `/components/schemas/Owner/properties/state` and at another place of the document.
    pub enum HereOrAway in response of text else Other {
        /// `here`
        Here = "here";
        /// `away`
        Away = "away";
    }
}

::warded::rt::aliases! { HereOrAway = [OwnerState PetState] }
