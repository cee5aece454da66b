//! The schemas of the document.

#[cfg(feature = "tag-pet-owners")]
::warded::union! {
    /// The schema `Owner` of the document.
    #[derive(Clone, PartialEq)]
    pub enum Owner in response else Unknown {}
    tries {
        or plain Person(Person);
        or plain StringArray(Vec<String>);
    }
}

#[cfg(feature = "tag-pet-owners")]
::warded::object! {
    /// The schema `Person` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Person in response: Default {
        optional 0 name: Option<String> = "name";
        secret_optional 1 password: Option<::warded::Secret> = "password";
    }
}

#[cfg(any(feature = "tag-pet-owners", feature = "tag-pets"))]
::warded::object! {
    /// The schema `Pet` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Pet: Default {
        optional 0 state: Option<PetState> = "state";
    }
}

#[cfg(any(feature = "tag-pet-owners", feature = "tag-pets"))]
::warded::object! {
    /// The schema `Problem` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Problem in response: Default {
        optional 0 text: Option<Text> = "text";
    }
}

#[cfg(any(feature = "tag-pet-owners", feature = "tag-pets"))]
/// The schema `Text` of the document.
pub type Text = String;

#[cfg(any(feature = "tag-pet-owners", feature = "tag-pets"))]
::warded::object! {
    /// The schema `Visit` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Visit in request {
        required 0 pet: Pet = "pet";
    }
    new(pet: Pet);
}

#[cfg(any(feature = "tag-pet-owners", feature = "tag-pets"))]
::warded::enumeration! {
    /// The schema at `/components/schemas/Pet/properties/state` of the document.
    pub enum PetState of text else Other {
        Here = "here";
        Away = "away";
    }
}
