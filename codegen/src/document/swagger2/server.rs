//! `host`, `basePath` and `schemes` of a Swagger Object: the servers.
//!
//! ```yaml
//! host: api.example.com   # servers: [{ url: https://api.example.com/v1 }]
//! basePath: /v1
//! schemes: [http, https]
//! ```
//! Without a host the server is where the document came from, as in a relative URL of 3.0.

use serde_json::{Map, json};

use super::strings;
use crate::source::Tree;

/// The host and base path of the API.
pub(super) struct Host {
    host: Option<String>,
    base_path: String,
    schemes: Option<Vec<String>>,
}

impl Host {
    /// Takes the three keys out of a document.
    pub(super) fn of(document: &mut Map<String, Tree>) -> Self {
        let mut text = |key: &str| document.shift_remove(key).as_ref().and_then(Tree::as_str).map(str::to_owned);
        let host = text("host").filter(|host| !host.is_empty());
        let base_path = text("basePath").unwrap_or_default();
        Self { host, base_path, schemes: strings(document.shift_remove("schemes")) }
    }

    /// The servers, for an operation with its own `schemes` or for all. `None`: the document does not say.
    pub(super) fn servers(&self, schemes: Option<&[String]>) -> Option<Tree> {
        let path = self.base_path.trim_end_matches('/');
        let slash = if path.is_empty() || path.starts_with('/') { "" } else { "/" };
        let Some(host) = &self.host else {
            return (!path.is_empty()).then(|| json!([{ "url": format!("{slash}{path}") }]));
        };
        // Some write the scheme into the host.
        if host.contains("://") {
            return Some(json!([{ "url": format!("{}{slash}{path}", host.trim_end_matches('/')) }]));
        }
        let listed = schemes.or(self.schemes.as_deref()).unwrap_or_default();
        let mut usable: Vec<&str> =
            ["https", "http"].into_iter().filter(|known| listed.iter().any(|s| s == known)).collect();
        if usable.is_empty() {
            usable.push("https");
        }
        let host = host.trim_end_matches('/');
        Some(usable.iter().map(|scheme| json!({ "url": format!("{scheme}://{host}{slash}{path}") })).collect())
    }
}
