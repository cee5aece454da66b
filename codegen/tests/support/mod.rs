//! Common code of the tests of the whole pipeline.
#![allow(dead_code, reason = "each test uses a part of it")]

pub(crate) mod package;
pub(crate) mod strings;
pub(crate) mod words;

use std::path::{Path, PathBuf};

use serde_json::Value;
use warded_codegen::diagnostics::Code;
use warded_codegen::output::{GeneratedFile, Layout};
use warded_codegen::source::Pointer;
use warded_codegen::{Generation, MessageFormat, Options, Selector, generate, generate_bytes};

/// The documents of `golden/`, in the order of their names.
pub(crate) fn golden_documents() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let entries = folder.read_dir().expect("the folder is there");
    let mut documents: Vec<PathBuf> =
        entries.map(|entry| entry.expect("it can be read").path().join("openapi.yaml")).collect();
    documents.sort();
    assert!(documents.len() >= 10, "only {} documents were found", documents.len());
    documents
}

/// The documents of `specs/`.
pub(crate) fn bundled_documents() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    ["synerise.yaml", "synthesq.yaml", "synthreo.yaml"].iter().map(|name| folder.join(name)).collect()
}

/// The options in the comments at the beginning of a document, such as `# include: tag=pets` or `# features by tag`.
pub(crate) fn options(document: &Path, layout: Layout) -> Options {
    let text = std::fs::read_to_string(document).expect("the document can be read");
    let mut options = Options::new(layout);
    for line in text.lines().map_while(|line| line.strip_prefix("# ")) {
        let selector = |text: &str| text.parse::<Selector>().expect("it is a selector");
        match line.split_once(": ") {
            Some(("include", text)) => options.load.filter.include.push(selector(text)),
            Some(("exclude", text)) => options.load.filter.exclude.push(selector(text)),
            Some(("allow", text)) => options.allow.push(allowance(text)),
            Some(_) | None => {
                options.features_by_tag |= line == "features by tag";
                options.xml |= line == "xml";
            }
        }
    }
    options
}

/// `unsupported=/paths/~1pets/get`
pub(crate) fn allowance(text: &str) -> (Code, Pointer) {
    let (name, pointer) = text.split_once('=').expect("a code and a pointer");
    let code = Code::ALL.iter().find(|code| code.name() == name).unwrap_or_else(|| panic!("there is no code {name}"));
    (*code, Pointer::from_escaped(pointer))
}

/// The result for a document that can be read.
pub(crate) fn generation_of(document: &Path, options: &Options) -> Generation {
    generate(document, options).expect("the document can be read")
}

/// The files of a module for a document without errors.
pub(crate) fn module_files(document: &Path) -> Vec<GeneratedFile> {
    files(generation_of(document, &options(document, Layout::Module)))
}

/// The files of a document without errors.
pub(crate) fn files(generation: Generation) -> Vec<GeneratedFile> {
    let text = generation.report.render(MessageFormat::Human { color: false });
    generation.files.unwrap_or_else(|| panic!("{text}"))
}

/// The result for the text of a document, as a module.
pub(crate) fn generation(text: &str) -> Generation {
    generate_bytes(Path::new("openapi.yaml"), text.as_bytes(), &Options::new(Layout::Module))
        .expect("no other file is read")
}

/// A document as JSON.
pub(crate) fn json(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).expect("the document can be read");
    serde_yaml::from_str(&text).expect("the document is YAML")
}
