//! Conditional login with the JWT of a client that is not anonymous.
use generated::synerise::{Client, Jwt, role, types};

fn main() {
    let client = Client::new().jwt(Jwt::with_roles("t", role::Client));
    let login = types::ClientLogin::new("k", types::IdentityProvider::Synerise);
    let _ = client.log_in_as_client_conditionally(&login);
}
