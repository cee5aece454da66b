//! A token that was granted one scope, and an operation that needs two.
use test_apis::security::*;

fn main() {
    let client = Client::new().o_auth(OAuth::with_scopes("t", scope::PetsRead));
    let _ = client.read_pets();
    let _ = client.delete_pets();
}
