//! What a log-out gives back carries no token.
use generated::synthesq::{AccessToken, Client};

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::new().access_token(AccessToken::new("t"));
    let client = client.log_out().await?.client;
    let _ = client.get_current_user();
    Ok(())
}

fn main() {
    drop(run());
}
