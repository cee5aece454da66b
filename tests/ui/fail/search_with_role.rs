//! A search with a JWT whose role no alternative takes.
use generated::synerise::{Client, Jwt, role};

fn main() {
    let client = Client::new().jwt(Jwt::<role::AnonymousClient>::new("t"));
    let _ = client.search_items("index", "lamp");
}
