//! The client, and its calls before they are sent.

::warded::rt::client! {
    /// A client of A default that cannot stand in its place.
    pub struct Client at base_url;
}
