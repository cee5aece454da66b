//! The client, and its calls before they are sent.

::warded::rt::client! {
    /// A client of Names of schemes.
    pub struct Client at document;
}

::warded::rt::slot! {
    default: D = "default", without_default, Default_;
    among [] [_1: T];
}

::warded::rt::slot! {
    _1: T = "1", without_1, T1;
    among [default: D] [];
}
