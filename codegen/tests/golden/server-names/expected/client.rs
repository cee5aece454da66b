//! The client, and its calls before they are sent.

use ::warded::rt;

rt::client! {
    /// A client of Servers with names.
    pub struct Client at document;
}
