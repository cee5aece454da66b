//! The client, and its calls before they are sent.

::warded::rt::client! {
    /// A client of Servers.
    pub struct Client at base_url;
}
