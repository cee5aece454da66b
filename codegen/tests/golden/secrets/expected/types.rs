//! The schemas of the document.

::warded::object! {
    /// The schema `Account` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Account in request {
        secret_required 0 api_key: ::warded::Secret<::warded::serde_json::Value> = "api_key";
        optional 1 next_page_token: Option<String> = "next_page_token";
        secret_required 2 level: ::warded::Secret<Level> = "level";
        secret_optional 3 levels: Option<Vec<::warded::Secret<Level>>> = "levels";
        secret_optional 4 keys: Option<::std::collections::BTreeMap<String, ::warded::Secret>> = "keys";
        secret_optional 5 secrets: Option<::std::collections::BTreeMap<String, ::warded::Secret>> = "secrets";
        optional 6 otp: Option<AccountOtp> = "otp";
        optional 7 access_token: Option<String> = "access_token";
        secret_optional 8 pen_name: Option<::warded::Secret> = "pen_name";
        optional 9 token: Option<Cursor> = "token";
        .. secret_others 10 additional_properties: ::std::collections::BTreeMap<String, ::warded::Secret>;
    }
    new(
        api_key: impl Into<::warded::Secret<::warded::serde_json::Value>>,
        level: impl Into<::warded::Secret<Level>>
    ) into api_key, level;
}

/// The schema `Cursor` of the document.
pub type Cursor = String;

::warded::enumeration! {
    /// The schema `Level` of the document.
    pub enum Level in request of text else Other {
        Low = "low";
        High = "high";
    }
}

::warded::object! {
    /// The schema `LogIn` of the document.
    #[derive(Clone, PartialEq)]
    pub struct LogIn in request {
        required 0 user: String = "user";
        secret_required 1 password: Option<::warded::Secret> = "password";
        secret_required 2 pin: ::warded::Secret<Pin> = "pin";
        required 3 secret_name: String = "secretName";
        /// Only in requests.
        secret_optional 4 answer: Option<::warded::Secret> = "answer";
    }
    new(
        user: impl Into<String>,
        password: Option<::warded::Secret>,
        pin: impl Into<::warded::Secret<Pin>>,
        secret_name: impl Into<String>
    ) into user, pin, secret_name;
}

/// The schema `Pin` of the document.
pub type Pin = i64;

::warded::object! {
    /// The schema `Reply` of the document.
    #[derive(Clone, PartialEq)]
    pub struct Reply in response: Default {
        optional 0 data: Option<ReplyData> = "data";
        .. any_others 1 additional_properties: ::std::collections::BTreeMap<String, ::warded::serde_json::Value>;
    }
}

::warded::union! {
    /// The schema at `/components/schemas/Account/properties/otp` of the document.
    #[derive(Clone, PartialEq)]
    pub enum AccountOtp in request else Unknown {}
    tries {
        or secret String(::warded::Secret);
        or secret Integer(::warded::Secret<i64>);
    }
}

::warded::object! {
    /// The schema at `/components/schemas/Reply/properties/data` of the document.
    #[derive(Clone, PartialEq)]
    pub struct ReplyData in response: Default {
        secret_optional 0 value: Option<::warded::Secret> = "value";
        secret_optional 1 refresh: Option<::warded::Secret> = "refresh";
        optional 2 token_type: Option<String> = "token_type";
        optional 3 expires: Option<i64> = "expires";
    }
}
