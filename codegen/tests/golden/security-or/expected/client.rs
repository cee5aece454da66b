//! The client, and its calls before they are sent.

use ::warded::rt;

rt::client! {
    /// A client of Either of two.
    pub struct Client at document;
}

rt::slot! {
    jwt: J = "JWT", without_jwt, Jwt;
    among [] [tracker_key: T];
}

rt::slot! {
    tracker_key: T = "TrackerKey", without_tracker_key, TrackerKey;
    among [jwt: J] [];
}
