//! A key does not stand in for a bearer token.
use test_apis::security::*;

fn main() {
    let client = Client::new();
    let _ = client.header_key(HeaderKey::new("k")).with_bearer();
}
