//! A build script that makes a client of the document `DOCUMENT`.

fn main() {
    let document = std::env::var("DOCUMENT").unwrap_or_default();
    if !document.is_empty() {
        warded_codegen::Build::new(document).run();
    }
}
