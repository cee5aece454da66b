//! The plan as JSON, for `--summary json`: each operation, parameter, body, property and security requirement of the
//! document with its identifier or type. Tools compare it with the document, or list changes of a client.

mod operation;
mod schema;
mod security;

use serde_json::{Value, json};

use crate::plan::Client;

/// The summary, as one JSON object.
#[must_use]
pub fn summary(client: &Client<'_>) -> Value {
    let all = |values: &mut dyn Iterator<Item = Value>| values.collect::<Vec<_>>();
    json!({
        "title": client.title,
        "version": client.version,
        "operations": all(&mut client.operations.iter().map(|one| operation::operation(client, one))),
        "sharedTypes": all(&mut client.shared.iter().map(operation::shared)),
        "schemas": all(&mut client.items.iter().map(schema::schema)),
        "requirements": all(&mut client.guards.iter().map(|one| security::guard(client, one))),
        "securitySchemes": all(&mut client.schemes.iter().map(security::scheme)),
        "servers": all(&mut client.servers.iter().map(|servers| json!({
            "ident": servers.ident.to_string(),
            "urls": servers.of.servers.iter().map(|server| server.url.as_str()).collect::<Vec<_>>(),
        }))),
        "features": client.features,
    })
}
