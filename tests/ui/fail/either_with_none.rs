//! Either of two schemes would do; the client carries neither.
use test_apis::security::*;

fn main() {
    let client = Client::new();
    let _ = client.with_either();
}
