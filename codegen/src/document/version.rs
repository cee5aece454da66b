//! The `openapi` or `swagger` key of a document: which version of the specification it follows.

use std::fmt;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::{Pointer, Tree};

/// The version that a document declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// `swagger: "2.0"`
    Swagger2,
    /// `openapi: 3.0.x`
    OpenApi30,
    /// `openapi: 3.1.x`
    OpenApi31,
    /// `openapi: 3.2.x`
    OpenApi32,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Swagger2 => "Swagger 2.0",
            Self::OpenApi30 => "OpenAPI 3.0",
            Self::OpenApi31 => "OpenAPI 3.1",
            Self::OpenApi32 => "OpenAPI 3.2",
        })
    }
}

/// The version of a document. YAML reads `3.0` and `2.0` as numbers, which is accepted.
pub(super) fn detect(tree: &Tree, diagnostics: &mut Diagnostics) -> Option<Version> {
    let root = Pointer::root();
    let Tree::Object(document) = tree else {
        diagnostics.push(
            Diagnostic::error(Code::UnknownVersion, &root, "this is no OpenAPI document: it is not an object")
                .help("a document begins with `openapi: 3.0.3`, `openapi: 3.1.0` or `swagger: \"2.0\"`"),
        );
        return None;
    };
    let (key, value) = match (document.get("openapi"), document.get("swagger")) {
        (Some(value), _) => ("openapi", value),
        (None, Some(value)) => ("swagger", value),
        (None, None) => {
            diagnostics.push(
                Diagnostic::error(Code::UnknownVersion, &root, "the document does not say which version it follows")
                    .help("add `openapi: 3.0.3`, `openapi: 3.1.0` or `swagger: \"2.0\"`"),
            );
            return None;
        }
    };
    let text = value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
    let version = known(key, text.trim());
    if version.is_none() {
        let message = format!("`{key}: {text}` is no version that is supported");
        let help = "the versions are `openapi: 3.0.x`, `3.1.x`, `3.2.x` and `swagger: \"2.0\"`";
        diagnostics.push(Diagnostic::error(Code::UnknownVersion, &root.key(key), message).help(help));
    }
    version
}

fn known(key: &str, text: &str) -> Option<Version> {
    let is = |version: &str| text.strip_prefix(version).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    match key {
        "swagger" if is("2.0") || text == "2" => Some(Version::Swagger2),
        "openapi" if is("3.0") || text == "3" => Some(Version::OpenApi30),
        "openapi" if is("3.1") => Some(Version::OpenApi31),
        "openapi" if is("3.2") => Some(Version::OpenApi32),
        _ => None,
    }
}
