//! The schemas of the document.

::warded::rt::object! {
    /// The schema at `/components/parameters/Filter/content/application~1json/schema` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Filter in request: Default {
        optional age: Option<i64> = "age";
    }
    at [0];
}

::warded::rt::object! {
    /// The schema at `/paths/~1pets/get/responses/200/headers/X-Page/content/application~1json/schema` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Page in response: Default {
        optional page: Option<i64> = "page";
    }
    at [0];
}

::warded::rt::object! {
    /// The schema at `/paths/~1pets/get/responses/200/content/application~1json/schema/items` of the document.
    #[derive(Clone, PartialEq)]
    pub struct PetsItem: Default {
        optional name: Option<String> = "name";
    }
    at [0];
}

::warded::rt::object! {
    /// The schema at `/paths/~1pets/get/responses/default/content/application~1problem+json/schema` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Problem in response: Default {
        optional detail: Option<String> = "detail";
    }
    at [0];
}

::warded::rt::object! {
    /// The schema at `/paths/~1pets/put/responses/200/content/application~1jsonl/itemSchema` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Lines in response: Default {
        optional line: Option<i64> = "line";
    }
    at [0];
}

::warded::rt::object! {
    /// The schema at `/paths/~1pets/post/requestBody/content/application~1x-www-form-urlencoded/schema` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Tags in request: Default {
        optional tags: Option<Vec<String>> = "tags";
    }
    at [0];
}
