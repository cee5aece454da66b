//! Generates the client of `parcels.yaml`.
fn main() {
    warded_codegen::Build::new("parcels.yaml").run();
}
