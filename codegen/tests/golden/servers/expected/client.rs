//! The client, and calls that were not sent yet.

::warded::rt::client! {
    /// A client of Servers.
    pub struct Client at base_url;
}
