//! Server Object: the servers of the API.
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
    /// `name`, unique in the list.
    pub name: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// In the order in which the template names them.
    pub variables: Vec<ServerVariable>,
    /// True if the URL determines a host: it is absolute, and each default fits its place. Otherwise the user must
    /// configure the server.
    pub names_host: bool,
}

/// A variable in a server's URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name in the template.
    pub name: String,
    /// `default`
    pub default: String,
    /// `enum`; empty if any value is allowed.
    pub values: Vec<String>,
    /// `description`
    pub description: Option<String>,
}
