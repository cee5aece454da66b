//! The token lacks the scope of the first alternative, and the client does not carry the second.
use test_apis::security::*;

fn main() {
    let client = Client::new().o_auth(OAuth::with_scopes("t", scope::PetsRead));
    let _ = client.write_pets_or_key();
}
