//! The client, and its calls before they are sent.

::warded::rt::client! {
    /// A client of Either of two.
    pub struct Client at document;
}

::warded::rt::slot! {
    jwt: J = "JWT", without_jwt, Jwt;
    among [] [tracker_key: T];
}

::warded::rt::slot! {
    tracker_key: T = "TrackerKey", without_tracker_key, TrackerKey;
    among [jwt: J] [];
}
