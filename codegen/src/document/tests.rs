//! Documents through the whole stage.

use std::path::Path;

use super::version::{self, Version};
use super::{Gathered, LoadOptions, Typed};
use crate::diagnostics::{Diagnostics, Place};
use crate::source::{Limits, Origins, Pointer, Sources};

/// Loads a document that is in memory; `None` if it is refused.
fn load(text: &str) -> (Option<Typed>, Diagnostics) {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let parsed = sources.parse(Path::new("a.yaml"), text.as_bytes(), &Limits::default(), &mut diagnostics);
    let typed = parsed.and_then(|(file, tree)| {
        let version = version::detect(&tree, &mut diagnostics)?;
        let gathered = Gathered { tree, version: Some(version), origins: Origins::new(file) };
        gathered.normalize(&LoadOptions::default(), None, &mut diagnostics).0.typed
    });
    (typed, diagnostics)
}

#[test]
fn deep_schemas_take_neither_stack_nor_time() {
    for (open, close) in [("{\"properties\":{\"a\":", "}}"), ("{\"allOf\":[", "]}"), ("{\"items\":", "}")] {
        let levels = if open.starts_with("{\"items") { 90 } else { 45 };
        let schema = format!("{}{{\"type\":\"string\"}}{}", open.repeat(levels), close.repeat(levels));
        let text = format!(
            "{{\"openapi\":\"3.0.3\",\"info\":{{\"title\":\"A\",\"version\":\"1\"}},\"paths\":{{}},\
             \"components\":{{\"schemas\":{{\"A\":{schema}}}}}}}"
        );
        let start = std::time::Instant::now();
        let (typed, diagnostics) = load(&text);
        assert!(typed.is_some(), "{diagnostics:?}");
        assert!(start.elapsed().as_secs() < 3, "{:?}", start.elapsed());
    }
}

/// No document comes so far with one: shapes are checked before.
#[test]
fn a_failure_of_the_parser_has_a_place() {
    let parameters = serde_json::json!({ "paths": { "/a": { "get": { "parameters": 3, "responses": {} } } } });
    let scheme = serde_json::json!({ "paths": {}, "components": { "securitySchemes": { "S": { "type": "odd" } } } });
    for (mut tree, place) in [(parameters, "/paths/~1a"), (scheme, "/components/securitySchemes/S")] {
        tree["openapi"] = "3.0.3".into();
        tree["info"] = serde_json::json!({ "title": "A", "version": "1" });
        let mut diagnostics = Diagnostics::default();
        assert!(super::typed(tree, &mut diagnostics).is_none());
        let places: Vec<&Place> = diagnostics.iter().map(|one| &one.primary).collect();
        assert_eq!(places, [&Place::Pointer(Pointer::from_escaped(place))]);
    }
}

#[test]
fn versions() {
    let detect = |text: &str| {
        let tree = serde_json::from_str(text).expect("JSON");
        version::detect(&tree, &mut Diagnostics::default())
    };
    assert_eq!(detect(r#"{"swagger": 2.0}"#), Some(Version::Swagger2));
    assert_eq!(detect(r#"{"openapi": 3.1}"#), Some(Version::OpenApi31));
    assert_eq!(detect(r#"{"openapi": "3.2.0"}"#), Some(Version::OpenApi32));
    assert_eq!(detect(r#"{"openapi": "3.0.0-rc2"}"#), Some(Version::OpenApi30));
    assert_eq!(detect(r#"{"openapi": "3.10.0"}"#), None);
    assert_eq!(detect("[]"), None);
}
