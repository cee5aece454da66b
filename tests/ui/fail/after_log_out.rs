//! A client that has logged out is gone.
use generated::synthesq::{AccessToken, Client};

async fn run() {
    let client = Client::new().access_token(AccessToken::new("t"));
    let _ = client.log_out().await;
    let _ = client.get_current_user().await;
}

fn main() {
    drop(run());
}
