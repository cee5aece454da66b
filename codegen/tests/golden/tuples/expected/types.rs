//! The schemas of the document.

/// The schema `Endless` of the document.
pub type Endless = (i64, ::warded::serde_json::Value);

/// The schema `Point` of the document.
pub type Point = (f64, f64);

::warded::rt::object! {
    /// The schema `Search` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Search in request {
        required line: (Point, Point) = "line";
        optional label: Option<(SearchLabelItem1, Option<String>)> = "label";
        secret_optional log_in: Option<(::warded::Secret, ::warded::Secret)> = "log_in";
        secret_optional secret_user: Option<::warded::Secret<::warded::serde_json::Value>> = "secret_user";
        optional and: Option<(bool, Box<Search>)> = "and";
        optional either: Option<SearchEither> = "either";
        optional open: Option<Vec<SearchOpenItem>> = "open";
    }
    new(line: (Point, Point));
    at [0 1 2 3 4 5 6];
}

::warded::rt::object! {
    /// The schema `User` of the document.
    #[derive(Clone, PartialEq)]
    pub struct User in response: Default {
        optional name: Option<String> = "name";
    }
    at [0];
}

::warded::rt::enumeration! {
    /// The schema at `/components/schemas/Search/properties/label/prefixItems/0` of the document.
    pub enum SearchLabelItem1 in request of text else Other {
        /// `in`
        In = "in";
        /// `near`
        Near = "near";
    }
}

::warded::rt::union! {
    /// The schema at `/components/schemas/Search/properties/either` of the document.
    #[derive(Clone, PartialEq)]
    pub enum SearchEither in request else Unknown {}
    tries {
        or plain Point(Point);
        or plain StringArray((String,));
    }
}

::warded::rt::union! {
    /// The schema at `/components/schemas/Search/properties/open/prefixItems` of the document.
    #[derive(Clone, PartialEq)]
    pub enum SearchOpenItem in request else Unknown {}
    tries {
        or plain String(String);
        or plain Integer(i64);
    }
}
