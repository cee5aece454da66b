//! The credential was taken out of the client.
use test_apis::security::*;

fn main() {
    let client = Client::new();
    let _ = client.bearer(Bearer::new("t")).without_bearer().with_bearer();
}
