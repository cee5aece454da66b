//! The schemas of the document.

#[cfg(feature = "tag-pet-owners")]
::warded::rt::union! {
    /// The schema `Owner` of the document.
    #[derive(Clone, PartialEq)]
    pub enum Owner in response else Unknown {}
    tries {
        or plain Person(Person);
        or plain StringArray(Vec<String>);
    }
}

#[cfg(feature = "tag-pet-owners")]
::warded::rt::object! {
    /// The schema `Person` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Person in response: Default {
        optional name: Option<String> = "name";
        secret_optional password: Option<::warded::Secret> = "password";
    }
    at [0 1];
}

#[cfg(any(feature = "tag-pet-owners", feature = "tag-pets"))]
::warded::rt::object! {
    /// The schema `Pet` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Pet: Default {
        optional state: Option<PetState> = "state";
    }
    at [0];
}

#[cfg(any(feature = "tag-pet-owners", feature = "tag-pets"))]
::warded::rt::object! {
    /// The schema `Problem` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Problem in response: Default {
        optional text: Option<Text> = "text";
    }
    at [0];
}

#[cfg(any(feature = "tag-pet-owners", feature = "tag-pets"))]
/// The schema `Text` of the document.
pub type Text = String;

#[cfg(any(feature = "tag-pet-owners", feature = "tag-pets"))]
::warded::rt::object! {
    /// The schema `Visit` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Visit in request {
        required pet: Pet = "pet";
    }
    new(pet: Pet);
    at [0];
}

#[cfg(any(feature = "tag-pet-owners", feature = "tag-pets"))]
::warded::rt::enumeration! {
    /// The schema at `/components/schemas/Pet/properties/state` of the document.
    pub enum PetState of text else Other {
        /// `here`
        Here = "here";
        /// `away`
        Away = "away";
    }
}
