//! One scheme of the first alternative is not enough.
use test_apis::security::*;

fn main() {
    let client = Client::new();
    let _ = client.bearer(Bearer::new("t")).with_mixed();
}
