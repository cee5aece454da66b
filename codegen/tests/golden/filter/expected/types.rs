//! The schemas of the document.

::warded::object! {
    /// The schema `Page` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Page in response: Default {
        optional 0 next: Option<String> = "next";
        optional 1 pets: Option<Vec<Pet>> = "pets";
    }
}

::warded::object! {
    /// The schema `Pet` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Pet in response: Default {
        optional 0 state: Option<State> = "state";
    }
}

::warded::enumeration! {
    /// The schema at `/components/schemas/Owner/properties/state` of the document.
    pub enum State in response of text else Other {
        Here = "here";
        Away = "away";
    }
}
