//! OAuth 2 is missing altogether.
use test_apis::security::*;

fn main() {
    let client = Client::new();
    let _ = client.read_pets();
}
