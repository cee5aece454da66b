//! The schemas of the document.

::warded::rt::object! {
    /// The schema at `/paths/~1orders~1{id}/delete/responses/200/content/application~1json/schema` and at another place of the document.
    #[derive(Clone, PartialEq)]
    pub struct Success in response: Default {
        optional success: Option<bool> = "success";
    }
    at [0];
}

::warded::rt::aliases! { Success = [DeleteOrderResponse200 LogOutResponse200] }
