//! Generates the types that are compared with those of serde's derive.
fn main() {
    warded_codegen::Build::new("values.yaml").run();
}
