//! The schemas of the document.

::warded::rt::object! {
    /// The schema `Order` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Order in response: Default {
        optional state: Option<OrderState> = "state";
    }
    at [0];
}

::warded::rt::enumeration! {
    /// The schema at `/components/schemas/Order_state` of the document.
    pub enum OrderState in response of text else Other {
        /// `open`
        Open = "open";
        /// `closed`
        Closed = "closed";
    }
}

::warded::rt::object! {
    /// The schema at `/components/schemas/pets_get_200_application~1json_item` of the document.
    #[derive(Clone, PartialEq)]
    pub struct ListPetsResponse200Item: Default {
        optional name: Option<String> = "name";
        optional owner: Option<ListPetsResponse200ItemOwner> = "owner";
    }
    at [0 1];
}

::warded::rt::object! {
    /// The schema at `/components/schemas/pets_get_200_application~1json_item_owner` of the document.
    #[derive(Clone, PartialEq)]
    pub struct ListPetsResponse200ItemOwner: Default {
        optional mail: Option<String> = "mail";
    }
    at [0];
}

::warded::rt::object! {
    /// The schema at `/paths/~1owners/get/responses/200/content/application~1json/schema` of the document.
    #[derive(Clone, PartialEq)]
    pub struct ListOwnersResponse200 in response: Default {
        optional owner: Option<ListPetsResponse200ItemOwner> = "owner";
        optional state: Option<OrderState> = "state";
    }
    at [0 1];
}

::warded::rt::object! {
    /// The schema at `/components/responses/owners_post_409/content/application~1json/schema` and at another place of the document.
    #[derive(Clone, PartialEq)]
    pub struct By in response: Default {
        optional by: Option<String> = "by";
    }
    at [0];
}

::warded::rt::aliases! { By = [AddOwnerResponse409 ReplaceOwnerResponse409] }
