//! The operation inherits the document's own requirement.
use test_apis::security::*;

fn main() {
    let client = Client::new();
    let _ = client.with_inherited();
}
