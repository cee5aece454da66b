//! The schemas of the document.

::warded::rt::object! {
    /// The schema `Cat` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Cat in request {
        required kind: String = "kind";
        optional lives: Option<i64> = "lives";
    }
    new(kind: impl Into<String>) into kind;
    at [0 1];
}

::warded::rt::object! {
    /// The schema `Dog` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Dog in request {
        required kind: String = "kind";
        optional barks: Option<bool> = "barks";
    }
    new(kind: impl Into<String>) into kind;
    at [0 1];
}

::warded::rt::union! {
    /// The schema `Filter` of the document.
    #[derive(Clone, PartialEq)]
    pub enum Filter in request else Unknown {}
    tries {
        or secret String(::warded::Secret);
        or plain FilterArray(Vec<Filter>);
        or plain Pet(Pet);
        or_else plain Map(::std::collections::BTreeMap<String, ::warded::serde_json::Value>);
    }
}

::warded::rt::union! {
    /// The schema `Pet` of the document.
    #[derive(Clone, PartialEq)]
    pub enum Pet in request by "kind" else Unknown {
        plain Cat(Cat) = "cat" | "kitty";
        plain Dog(Dog) = "Dog";
    }
}
