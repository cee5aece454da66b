//! Reads the operations of a bundled document without the generator.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{APIKeyLocation, OpenAPI, Operation, ReferenceOr, SecurityRequirement, SecurityScheme, StatusCode};
use serde_json::Value;

/// A document, as far as calls are concerned.
pub(crate) struct Document {
    /// By operationId.
    pub(crate) operations: BTreeMap<String, Documented>,
    /// The headers that credentials travel in, in lower case.
    pub(crate) headers: BTreeSet<String>,
    /// The query parameters that credentials travel in.
    pub(crate) queries: BTreeSet<String>,
}

/// One operation.
#[derive(Default)]
pub(crate) struct Documented {
    /// The alternatives of its `security`: `JWT`, `JWT as client` for each role that it allows, `HeaderKey and Basic`,
    /// and the empty text where nothing is needed.
    pub(crate) alternatives: BTreeSet<String>,
    /// The statuses of its errors.
    pub(crate) errors: Vec<u16>,
}

impl Document {
    /// Reads `specs/{api}.yaml`.
    pub(crate) fn read(api: &str) -> Self {
        let path = format!("{}/specs/{api}.yaml", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("the document can be read");
        let openapi: OpenAPI = serde_yaml::from_str(&text).expect("the document is OpenAPI");
        let root = openapi.security.clone().unwrap_or_default();
        let operations = openapi.operations().map(|(_, _, operation)| {
            let id = operation.operation_id.clone().expect("every operation has an operationId");
            (id, documented(operation, &root))
        });
        let (mut headers, mut queries) = (BTreeSet::new(), BTreeSet::new());
        for (name, scheme) in &openapi.components.as_ref().expect("the document has components").security_schemes {
            match scheme {
                ReferenceOr::Item(SecurityScheme::HTTP { .. }) => headers.insert("authorization".to_owned()),
                ReferenceOr::Item(SecurityScheme::APIKey { location: APIKeyLocation::Header, name, .. }) => {
                    headers.insert(name.to_lowercase())
                }
                ReferenceOr::Item(SecurityScheme::APIKey { location: APIKeyLocation::Query, name, .. }) => {
                    queries.insert(name.clone())
                }
                _ => panic!("the bundled documents have no scheme like `{name}`"),
            };
        }
        Self { operations: operations.collect(), headers, queries }
    }
}

fn documented(operation: &Operation, root: &[SecurityRequirement]) -> Documented {
    let security = operation.security.as_deref().unwrap_or(root);
    let roles = operation.extensions.get("x-warded").and_then(|marks| marks.get("requires-role"));
    let mut alternatives: BTreeSet<String> = security.iter().flat_map(|one| in_each_role(one, roles)).collect();
    if security.is_empty() {
        alternatives.insert(String::new());
    }
    let statuses = operation.responses.responses.keys().filter_map(|status| match status {
        StatusCode::Code(code) if *code >= 400 => Some(*code),
        StatusCode::Code(_) | StatusCode::Range(_) => None,
    });
    Documented { alternatives, errors: statuses.collect() }
}

/// A requirement, once for each combination of roles that its schemes allow.
fn in_each_role(requirement: &SecurityRequirement, roles: Option<&Value>) -> Vec<String> {
    let mut texts = vec![String::new()];
    for scheme in requirement.keys() {
        let allowed = roles.and_then(|roles| roles.get(scheme)?.as_array());
        let named: Vec<String> = match allowed {
            Some(roles) => roles.iter().filter_map(Value::as_str).map(|role| format!("{scheme} as {role}")).collect(),
            None => vec![scheme.clone()],
        };
        let join =
            |text: &String, name: &String| if text.is_empty() { name.clone() } else { format!("{text} and {name}") };
        texts = texts.iter().flat_map(|text| named.iter().map(move |name| join(text, name))).collect();
    }
    texts
}
