//! Either of two scopes would do; the token was granted neither.
use test_apis::security::*;

fn main() {
    let client = Client::new().o_auth(OAuth::with_scopes("t", ()));
    let _ = client.read_or_write_pets();
}
