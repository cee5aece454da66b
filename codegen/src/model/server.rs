//! Server Object: where requests go.
//!
//! ```yaml
//! servers: [{ url: "https://{region}.example.com/v1", variables: { region: { default: eu, enum: [eu, us] } } }]
//! ```

use super::id;
use crate::source::Pointer;

id!(
    /// Identifies a [`ServerGroup`].
    ServerGroupId => server_groups: ServerGroup
);

/// A list of servers, any of which serves the same operations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerGroup {
    /// The `servers` key, or the root where the document has none.
    pub origin: Pointer,
    /// In the document's order; the first is the default. Never empty: a document without servers has `/`.
    pub servers: Vec<Server>,
}

/// One server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// The URL template, without a final `/`. May be relative, even empty.
    pub url: String,
    /// `description`
    pub description: Option<String>,
    /// In the order in which the template names them.
    pub variables: Vec<ServerVariable>,
    /// Whether the URL tells a host as it is: it does if it is absolute, and each default can stand in its place. Without
    /// one the user must say where the server is.
    pub names_host: bool,
}

/// A variable in a server's URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name in the template.
    pub name: String,
    /// `default`
    pub default: String,
    /// `enum`; empty if any value will do.
    pub values: Vec<String>,
    /// `description`
    pub description: Option<String>,
}
