//! A search with a JWT whose role no alternative takes.
use generated::synerise::{Client, Jwt, role};

fn main() {
    let client = Client::new().jwt(Jwt::with_roles("t", role::AnonymousClient));
    let _ = client.search_items("index", "lamp");
}
