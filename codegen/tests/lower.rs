//! Documents of every version and of several files, and the OpenAPI 3.0 that they become.
//!
//! `lower/<name>.yaml`, or `lower/<name>/openapi.yaml` with its other files, gives `lower/<name>.expected.yaml`, with the
//! diagnostics at its end. An overlay stands beside its document as `<name>.overlay.yaml`.
//! `UPDATE_EXPECT=1` writes what is expected.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use serde_json::{Value, json};
use warded_codegen::diagnostics::{Diagnostics, Place, Severity};
use warded_codegen::document::{Additions, LoadOptions, Typed, load};
use warded_codegen::source::Sources;

#[test]
fn documents_become_openapi_3_0() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lower");
    let mut entries: Vec<PathBuf> =
        folder.read_dir().expect("the folder is there").map(|entry| entry.expect("it can be read").path()).collect();
    entries.sort();
    let mut cases = 0;
    for entry in entries {
        let name = entry.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.contains(".expected.") || name.contains(".overlay.") {
            continue;
        }
        let document = if entry.is_dir() { entry.join("openapi.yaml") } else { entry.clone() };
        let text = std::fs::read_to_string(&document).expect("the document can be read");
        assert!(text.lines().count() <= 60, "{name} is about more than one thing");
        let overlay = entry.with_extension("overlay.yaml");
        expect_file![entry.with_extension("expected.yaml")].assert_eq(&lowered(&document, &overlay));
        cases += 1;
    }
    assert!(cases >= 15, "only {cases} cases were found");
}

/// The document with its schemas in it.
fn whole(typed: &Typed) -> Value {
    let mut tree = json!(typed.openapi);
    if !typed.component_schemas.is_empty() {
        tree["components"]["schemas"] = json!(typed.component_schemas);
    }
    for (at, schema) in &typed.inline_schemas {
        let (outer, key) = (at.parent().expect("a schema is in something"), at.last().expect("it has a key"));
        if let Some(outer) = tree.pointer_mut(outer.as_str()) {
            outer[key] = schema.clone();
        }
    }
    tree
}

/// What the typed form has no place for, a line each.
fn added(additions: &Additions) -> String {
    let Additions {
        homes,
        moved,
        explode,
        styles,
        self_uri,
        tag_summaries,
        tag_parents,
        server_names,
        allow_reserved,
        query_strings,
        media_types,
        item_encodings,
        operations,
        mutual_tls,
        device_flows,
        metadata_urls,
        deprecated_schemes,
        callback_schemes,
    } = additions;
    let lines = (explode.iter().map(|(at, explode)| format!("{at}: explode: {explode}")))
        .chain(styles.iter().map(|(at, style)| format!("{at}: {style:?}")))
        .chain(self_uri.iter().map(|uri| format!("itself: {uri}")))
        .chain(tag_summaries.iter().map(|(at, summary)| format!("{at}: {summary}")))
        .chain(tag_parents.iter().map(|(at, parent)| format!("{at}: one of {parent}")))
        .chain(server_names.iter().map(|(at, name)| format!("{at}: called {name}")))
        .chain(allow_reserved.iter().map(|at| format!("{at}: reserved characters")))
        .chain(query_strings.iter().map(|at| format!("{at}: the query string")))
        .chain(media_types.iter().map(|(at, name)| format!("{at}: the media type {name}")))
        .chain(item_encodings.iter().map(|(at, encodings)| format!("{at}: {encodings:?}")))
        .chain(operations.iter().flat_map(|(at, operations)| {
            operations.iter().map(move |(method, operation)| format!("{at}: {method}: {}", json!(operation)))
        }))
        .chain(mutual_tls.iter().map(|(name, scheme)| format!("{name}: {scheme:?}")))
        .chain(device_flows.iter().map(|(at, flow)| format!("{at}: {flow:?}")))
        .chain(metadata_urls.iter().map(|(at, url)| format!("{at}: metadata: {url}")))
        .chain(deprecated_schemes.iter().map(|at| format!("{at}: deprecated")))
        .chain(homes.iter().map(|(name, at)| format!("{name}: from {at}")))
        .chain(moved.iter().map(|at| format!("{at}: moved")))
        .chain(callback_schemes.iter().map(|name| format!("webhooks or callbacks name {name}")));
    lines.map(|line| format!("# + {line}\n")).collect()
}

/// The lowered document, and what was said about it.
fn lowered(document: &Path, overlay: &Path) -> String {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let overlays = if overlay.exists() { vec![overlay.to_owned()] } else { Vec::new() };
    let options = LoadOptions { overlays, ..LoadOptions::default() };
    let document = load(document, &options, &mut sources, &mut diagnostics).expect("the document can be read");
    let mut out = String::new();
    if let Some(typed) = document.typed {
        out = serde_yaml::to_string(&whole(&typed)).expect("what was read can be written");
        // Which no input can say, as it is not said in the document.
        assert!(!out.contains("x-warded-") && !out.contains("x-webhooks"), "{out}");
        out += &added(&typed.additions);
    }
    for diagnostic in diagnostics.iter() {
        let severity = if diagnostic.severity == Severity::Error { "error" } else { "warning" };
        let place = match &diagnostic.primary {
            Place::Pointer(pointer) | Place::Key(pointer) => {
                let location = document.origins.location(pointer);
                let path = &sources.file(location.file).path;
                format!("{}#{}", path.file_name().unwrap_or_default().to_string_lossy(), location.pointer)
            }
            Place::Position { line, .. } => format!("line {line}"),
        };
        writeln!(out, "# {severity}[{}] {place}: {}", diagnostic.code.name(), diagnostic.message).expect("it is text");
        if let Some(help) = &diagnostic.help {
            writeln!(out, "#   {help}").expect("it is text");
        }
    }
    out
}
