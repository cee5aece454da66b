//! A build script that makes a client of the document `DOCUMENT`: its types and its operations.

use std::path::PathBuf;
use std::{env, fs};

use ploidy_codegen_rust::{CodegenGraph, write_client_to_disk, write_types_to_disk};
use ploidy_core::{arena::Arena, ir::RawGraph, ir::Spec, parse::Document};

fn main() {
    let document = env::var("DOCUMENT").unwrap_or_default();
    if document.is_empty() {
        return;
    }
    let text = fs::read_to_string(document).expect("the document can be read");
    let document = Document::from_yaml(&text).expect("the document is OpenAPI");
    let arena = Arena::new();
    let spec = Spec::from_doc(&arena, &document).expect("the document is supported");
    let mut raw = RawGraph::new(&arena, &spec);
    raw.collapse_trivial_inlines();
    raw.inline_tagged_variants();
    raw.inline_untagged_variants();
    let graph = CodegenGraph::new(raw.cook());
    let out = PathBuf::from(env::var("OUT_DIR").expect("Cargo sets it"));
    write_types_to_disk(&out, &graph).expect("the types can be written");
    write_client_to_disk(&out, &graph).expect("the client can be written");
}
