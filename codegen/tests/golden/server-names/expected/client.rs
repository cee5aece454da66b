//! The client, and its calls before they are sent.

::warded::rt::client! {
    /// A client of Servers with names.
    pub struct Client at document;
}
