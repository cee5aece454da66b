//! The schemas of the document.

::warded::rt::object! {
    /// The schema `Account` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Account in request {
        secret_required api_key: ::warded::Secret<::warded::serde_json::Value> = "api_key";
        optional next_page_token: Option<String> = "next_page_token";
        secret_required level: ::warded::Secret<Level> = "level";
        secret_optional levels: Option<Vec<::warded::Secret<Level>>> = "levels";
        secret_optional keys: Option<::std::collections::BTreeMap<String, ::warded::Secret>> = "keys";
        secret_optional secrets: Option<::std::collections::BTreeMap<String, ::warded::Secret>> = "secrets";
        optional otp: Option<AccountOtp> = "otp";
        optional access_token: Option<String> = "access_token";
        secret_optional pen_name: Option<::warded::Secret> = "pen_name";
        optional token: Option<Cursor> = "token";
        .. secret_others additional_properties: ::std::collections::BTreeMap<String, ::warded::Secret>;
    }
    new(
        api_key: impl Into<::warded::Secret<::warded::serde_json::Value>>,
        level: impl Into<::warded::Secret<Level>>
    ) into api_key, level;
    at [0 1 2 3 4 5 6 7 8 9] [10];
}

/// The schema `Cursor` of the document.
pub type Cursor = String;

::warded::rt::enumeration! {
    /// The schema `Level` of the document.
    pub enum Level in request of text else Other {
        /// `low`
        Low = "low";
        /// `high`
        High = "high";
    }
}

::warded::rt::object! {
    /// The schema `LogIn` of the document.
    #[derive(Clone, PartialEq)]
    pub struct LogIn in request {
        required user: String = "user";
        secret_required password: Option<::warded::Secret> = "password";
        secret_required pin: ::warded::Secret<Pin> = "pin";
        /// In JSON: `secretName`.
        required secret_name: String = "secretName";
        /// Only in requests.
        secret_optional answer: Option<::warded::Secret> = "answer";
    }
    new(
        user: impl Into<String>,
        password: Option<::warded::Secret>,
        pin: impl Into<::warded::Secret<Pin>>,
        secret_name: impl Into<String>
    ) into user, pin, secret_name;
    at [0 1 2 3 4];
}

/// The schema `Pin` of the document.
pub type Pin = i64;

::warded::rt::object! {
    /// The schema `Reply` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Reply in response: Default {
        optional data: Option<ReplyData> = "data";
        .. any_others additional_properties: ::std::collections::BTreeMap<String, ::warded::serde_json::Value>;
    }
    at [0] [1];
}

::warded::rt::union! {
    /// The schema at `/components/schemas/Account/properties/otp` of the document.
    #[derive(Clone, PartialEq)]
    pub enum AccountOtp in request else Unknown {}
    tries {
        or secret String(::warded::Secret);
        or secret Integer(::warded::Secret<i64>);
    }
}

::warded::rt::object! {
    /// The schema at `/components/schemas/Reply/properties/data` of the document.
    #[derive(Clone, PartialEq)]
    pub struct ReplyData in response: Default {
        secret_optional value: Option<::warded::Secret> = "value";
        secret_optional refresh: Option<::warded::Secret> = "refresh";
        optional token_type: Option<String> = "token_type";
        optional expires: Option<i64> = "expires";
    }
    at [0 1 2 3];
}
