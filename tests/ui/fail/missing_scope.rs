//! A token that was granted one scope, and an operation that needs two.
use test_apis::security::*;

struct Reader;
impl scope::PetsRead for Reader {}

fn main() {
    let client = Client::new().o_auth(OAuth::<Reader>::with_scopes("t"));
    let _ = client.read_pets();
    let _ = client.delete_pets();
}
