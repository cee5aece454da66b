//! Security Scheme Object of 2.0.
//!
//! ```yaml
//! { type: basic }                                          # { type: http, scheme: basic }
//! { type: oauth2, flow: application, tokenUrl: …, scopes: … }  # { type: oauth2, flows: { clientCredentials: … } }
//! ```

use serde_json::{Map, json};

use crate::source::Tree;

/// Lowers one scheme.
pub(super) fn lower(scheme: &mut Tree) {
    let Tree::Object(scheme) = scheme else { return };
    let kind = scheme.get("type").and_then(Tree::as_str).unwrap_or_default().to_owned();
    if kind == "basic" {
        scheme.insert("type".to_owned(), "http".into());
        scheme.insert("scheme".to_owned(), "basic".into());
    } else if kind == "oauth2" {
        let name = match scheme.shift_remove("flow").as_ref().and_then(Tree::as_str) {
            Some("application") => "clientCredentials",
            Some("accessCode") => "authorizationCode",
            Some("password") => "password",
            Some(_) | None => "implicit",
        };
        let mut flow = Map::new();
        for key in ["authorizationUrl", "tokenUrl", "scopes"] {
            flow.extend(scheme.shift_remove(key).map(|value| (key.to_owned(), value)));
        }
        flow.entry("scopes").or_insert_with(|| json!({}));
        scheme.insert("flows".to_owned(), json!({ name: flow }));
    }
}
