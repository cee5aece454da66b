//! The client, and calls that were not sent yet.

::warded::client! {
    /// A client of Names of schemes.
    pub struct Client at document;
}

::warded::slot! {
    default: D = "default", without_default, Default_;
    among [] [_1: T];
}

::warded::slot! {
    _1: T = "1", without_1, T1;
    among [default: D] [];
}
