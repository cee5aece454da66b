//! The schemas of the document.

::warded::object! {
    /// The schema `FooBar` of the document.
    #[derive(Clone, PartialEq)]
    pub struct FooBar in response: Default {
        optional 0 x: Option<Option_> = "x";
    }
}

::warded::object! {
    /// The schema `Into` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Into_ in response {
        required 0 text: String = "text";
    }
}

::warded::object! {
    /// The schema `Option` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Option_ in response {
        required 0 foo_bar: String = "fooBar";
        optional 1 foo_bar2: Option<String> = "foo_bar";
        optional 2 r#type: Option<String> = "type";
        optional 3 _2fa: Option<Option2fa> = "2fa";
        optional 4 grosse: Option<FooBar2> = "größe";
    }
}

::warded::object! {
    /// The schema `PartialEq` of the document.
    #[derive(Clone, PartialEq)]
    pub struct PartialEq_ in response {
        required 0 into: Into_ = "into";
        secret_optional 1 key: Option<::warded::Secret> = "key";
    }
}

::warded::object! {
    /// The schema `foo-bar` of the document.
    #[derive(Clone, PartialEq)]
    pub struct FooBar2 in response: Default {
        optional 0 empty: Option<String> = "";
    }
}

::warded::enumeration! {
    /// The schema at `/components/schemas/Option/properties/2fa` of the document.
    pub enum Option2fa in response of text else Other {
        On = "on";
        Off = "off";
        Plus1 = "+1";
        Minus1 = "-1";
        MingQian = "名前";
    }
}
