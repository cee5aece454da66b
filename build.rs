//! Generates the modules of the bundled APIs from their OpenAPI documents.

use warded_codegen::Build;

/// The bundled APIs: each has a document in `specs/`, a feature, and a module in `generated/`.
const APIS: [&str; 3] = ["synerise", "synthreo", "synthesq"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    for api in APIS {
        let feature = format!("CARGO_FEATURE_{}", api.to_uppercase());
        if std::env::var_os(feature).is_some() {
            Build::new(format!("specs/{api}.yaml")).module(api).run();
        }
    }
}
