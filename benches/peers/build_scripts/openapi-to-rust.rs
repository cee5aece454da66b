//! A build script that makes a client of the document `DOCUMENT`.

use std::path::PathBuf;
use std::{env, fs};

use openapi_to_rust::{CodeGenerator, GeneratorConfig, SchemaAnalyzer};

fn main() {
    let document = env::var("DOCUMENT").unwrap_or_default();
    if document.is_empty() {
        return;
    }
    let text = fs::read_to_string(&document).expect("the document can be read");
    let spec = openapi_to_rust::spec_source::parse_spec(&text, &document).expect("the document is JSON or YAML");
    let analysis = SchemaAnalyzer::new(spec).and_then(|mut analyzer| analyzer.analyze());
    let output_dir = PathBuf::from(env::var("OUT_DIR").expect("Cargo sets it"));
    let generator = CodeGenerator::new(GeneratorConfig { output_dir, ..GeneratorConfig::default() });
    let files = generator.generate_all(&mut analysis.expect("the document is supported")).expect("it is generated");
    generator.write_files(&files).expect("the output can be written");
}
