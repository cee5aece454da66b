//! The client, and its calls before they are sent.

use ::warded::rt;

rt::client! {
    /// A client of Servers.
    pub struct Client at base_url;
}
