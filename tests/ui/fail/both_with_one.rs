//! Two schemes are needed together; the client carries one.
use test_apis::security::*;

fn main() {
    let client = Client::new();
    let _ = client.header_key(HeaderKey::new("k")).with_both();
}
