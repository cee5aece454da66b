//! A build script that makes a client of the document `DOCUMENT`.

use std::path::PathBuf;
use std::{env, fs};

fn main() {
    let document = env::var("DOCUMENT").unwrap_or_default();
    if document.is_empty() {
        return;
    }
    let file = fs::File::open(document).expect("the document can be read");
    let spec: openapiv3::OpenAPI = serde_json::from_reader(file).expect("the document is OpenAPI in JSON");
    let tokens = progenitor_impl::Generator::default().generate_tokens(&spec).expect("the document is supported");
    let file = syn::parse2(tokens).expect("the output is Rust");
    let out = PathBuf::from(env::var("OUT_DIR").expect("Cargo sets it"));
    fs::write(out.join("client.rs"), prettyplease::unparse(&file)).expect("the output can be written");
}
