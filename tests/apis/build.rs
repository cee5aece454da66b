//! Generates the APIs.
fn main() {
    for document in ["security.yaml", "encoding.yaml", "variables.yaml", "secrets.yaml", "tuples.yaml"] {
        warded_codegen::Build::new(document).run();
    }
}
