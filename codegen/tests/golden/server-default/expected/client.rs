//! The client, and calls that were not sent yet.

::warded::rt::client! {
    /// A client of A default that cannot stand in its place.
    pub struct Client at base_url;
}
