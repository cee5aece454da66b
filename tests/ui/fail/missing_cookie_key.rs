//! An operation that needs one scheme, and a client that carries nothing.
use test_apis::security::*;

fn main() {
    let client = Client::new();
    let _ = client.with_cookie_key();
}
