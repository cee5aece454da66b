//! Conditional login without the JWT of an anonymous client.
use generated::synerise::{Client, types};

fn main() {
    let login = types::ClientLogin::new("k", types::IdentityProvider::Synerise);
    let _ = Client::new().log_in_as_client_conditionally(&login);
}
