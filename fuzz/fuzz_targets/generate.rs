//! The whole pipeline in memory, on any bytes: an answer, and no panic. What is generated is Rust, in the folder that
//! it is asked for.

#![no_main]

use std::path::{Component, Path};

use libfuzzer_sys::fuzz_target;
use warded_codegen::output::{CrateLayout, Layout};
use warded_codegen::{MessageFormat, Options, generate_bytes};

fuzz_target!(|document: &[u8]| {
    let layout = Layout::Crate(CrateLayout { name: "fuzz".to_owned(), runtime: None });
    // No other file is there to be read.
    let path = Path::new("/nonexistent/openapi.yaml");
    let generation = generate_bytes(path, document, &Options::new(layout)).expect("there are no overlays");
    let text = generation.report.render(MessageFormat::Human { color: false });
    let Some(files) = generation.files else {
        assert!(text.contains("error["), "nothing is generated and nothing is said");
        return;
    };
    for file in files {
        assert!(file.path.components().all(|part| matches!(part, Component::Normal(_))));
        if file.path.extension().is_some_and(|extension| extension == "rs") {
            syn::parse_file(&file.content).expect("the output is Rust");
        }
    }
});
