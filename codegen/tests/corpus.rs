//! Loads every document of a folder: nothing panics, and whatever is refused is refused at a place.
//!
//! The folder is not part of the repository:
//! `CORPUS=… cargo test -p warded-codegen --test corpus -- --ignored --nocapture`.

use std::path::{Path, PathBuf};
use std::time::Instant;

use warded_codegen::diagnostics::Diagnostics;
use warded_codegen::document::{LoadOptions, load};
use warded_codegen::render::render_human;
use warded_codegen::source::Sources;

#[test]
#[ignore = "needs a folder of documents"]
fn every_document_loads_or_is_refused_at_a_place() {
    let folder = std::env::var_os("CORPUS").expect("CORPUS names a folder");
    let mut documents = Vec::new();
    collect(Path::new(&folder), &mut documents);
    documents.sort();
    let mut refused = 0;
    for path in &documents {
        let start = Instant::now();
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let document = load(path, &LoadOptions::default(), &mut sources, &mut diagnostics).expect("readable");
        let loading = start.elapsed();
        let text = render_human(&diagnostics, &sources, &document.origins, false);
        let rendering = start.elapsed() - loading;
        let verdict = if document.typed.is_some() { "loaded" } else { "refused" };
        println!("{verdict} {} {:.1?} {rendering:.1?}", path.display(), loading);
        if document.typed.is_none() {
            refused += 1;
            assert!(diagnostics.has_errors() && text.contains(" --> "), "{}", path.display());
        }
        println!("{text}");
    }
    println!("{refused} of {} refused", documents.len());
}

fn collect(folder: &Path, documents: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let is_document = |suffix: &str| path.extension().is_some_and(|extension| extension == suffix);
        if path.is_dir() {
            collect(&path, documents);
        } else if ["json", "yaml", "yml"].into_iter().any(is_document) {
            documents.push(path);
        }
    }
}
