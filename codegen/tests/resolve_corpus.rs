//! Documents that people have, resolved: no panic, and quickly. `CORPUS=folder cargo test --release --test
//! resolve_corpus -- --ignored --nocapture` prints a line for each.

use std::path::{Path, PathBuf};
use std::time::Instant;

use warded_codegen::diagnostics::{Diagnostics, Place, Severity};
use warded_codegen::document::{LoadOptions, load};
use warded_codegen::model::{Api, SchemaKind};
use warded_codegen::resolve::resolve;
use warded_codegen::source::{Limits, Sources};

#[test]
#[ignore = "needs the documents at $CORPUS"]
fn every_document_resolves() {
    let root = std::env::var("CORPUS").expect("CORPUS names a file, or a folder of documents");
    let mut files = Vec::new();
    collect(Path::new(&root), &mut files);
    files.sort();
    assert!(!files.is_empty(), "{root} has documents");
    for file in files {
        report(&file);
    }
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    if path.is_dir() {
        let entries = std::fs::read_dir(path).expect("the folder can be read");
        entries.for_each(|entry| collect(&entry.expect("the folder can be read").path(), files));
    } else if matches!(path.extension().and_then(|name| name.to_str()), Some("yaml" | "yml" | "json")) {
        files.push(path.to_owned());
    }
}

fn report(file: &Path) {
    let limits = Limits { max_bytes: 100 << 20, ..Limits::default() };
    let options = LoadOptions { limits, ..LoadOptions::default() };
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let document = load(file, &options, &mut sources, &mut diagnostics).expect("the file can be read");
    let Some(typed) = document.typed else {
        println!("{}: not loaded", file.display());
        return;
    };
    let mut diagnostics = Diagnostics::default();
    let start = Instant::now();
    let api = resolve(&typed, &mut diagnostics);
    println!("{}: {} ms; {}", file.display(), start.elapsed().as_millis(), counts(&api));
    for diagnostic in diagnostics.iter() {
        let (Place::Pointer(at) | Place::Key(at)) = &diagnostic.primary else { continue };
        let severity = if diagnostic.severity == Severity::Error { "error" } else { "warning" };
        println!("  {severity}[{}] {at}: {}", diagnostic.code.name(), diagnostic.message);
    }
}

fn counts(api: &Api) -> String {
    let count = |is: fn(&SchemaKind) -> bool| api.schemas.iter().filter(|schema| is(&schema.kind)).count();
    let shared = api.schemas.iter().filter(|schema| schema.places.len() > 1).count();
    let shares: usize = api.schemas.iter().map(|schema| schema.places.len().saturating_sub(1)).sum();
    format!(
        "{} operations, {} types: {} objects, {} unions, {} enumerations; {shared} shared, {shares} spared",
        api.operations.len(),
        api.schemas.len(),
        count(|kind| matches!(kind, SchemaKind::Object(_))),
        count(|kind| matches!(kind, SchemaKind::Union(_))),
        count(|kind| matches!(kind, SchemaKind::Enumeration(_))),
    )
}
