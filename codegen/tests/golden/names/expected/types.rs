//! The schemas of the document.

::warded::rt::object! {
    /// The schema `FooBar` of the document.
    #[derive(Clone, PartialEq)]
    pub struct FooBar in response: Default {
        optional x: Option<Option_> = "x";
    }
    at [0];
}

::warded::rt::object! {
    /// The schema `Into` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Into_ in response {
        required text: String = "text";
    }
    at [0];
}

::warded::rt::object! {
    /// The schema `Option` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Option_ in response {
        /// In JSON: `fooBar`.
        required foo_bar: String = "fooBar";
        /// In JSON: `foo_bar`.
        optional foo_bar2: Option<String> = "foo_bar";
        /// In JSON: `type`.
        optional r#type: Option<String> = "type";
        /// In JSON: `2fa`.
        optional _2fa: Option<Option2fa> = "2fa";
        /// In JSON: `größe`.
        optional grosse: Option<FooBar2> = "größe";
    }
    at [0 1 2 3 4];
}

::warded::rt::object! {
    /// The schema `PartialEq` of the document.
    #[derive(Clone, PartialEq)]
    pub struct PartialEq_ in response {
        required into: Into_ = "into";
        secret_optional key: Option<::warded::Secret> = "key";
    }
    at [0 1];
}

::warded::rt::object! {
    /// The schema `foo-bar` of the document.
    #[derive(Clone, PartialEq)]
    pub struct FooBar2 in response: Default {
        /// In JSON: `  `.
        optional empty: Option<String> = "";
    }
    at [0];
}

::warded::rt::enumeration! {
    /// The schema at `/components/schemas/Option/properties/2fa` of the document.
    pub enum Option2fa in response of text else Other {
        /// `on`
        On = "on";
        /// `off`
        Off = "off";
        /// `+1`
        Plus1 = "+1";
        /// `-1`
        Minus1 = "-1";
        /// `名前`
        MingQian = "名前";
    }
}
