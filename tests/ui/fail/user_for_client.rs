//! A user's JWT where a client's is due.
use generated::synerise::{Client, Jwt, role, types};

fn main() {
    let user = Client::new().jwt(Jwt::with_roles("t", role::User));
    let _ = user.refresh_client_token(&types::ClientTokenRefresh::new("k"));
}
